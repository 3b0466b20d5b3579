"""A long text without any heading or list, in which nobody finds what they look for."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject

#: Characters that can be read without a heading or a list.
SHORT_ENOUGH = 1_500
RULE = structure_rule("no-headings", Severity.NOTE)


def check_headings(subject: Subject) -> Iterator[Finding]:
    has_shape = subject.bullets or any(block.section or block.is_heading for block in subject.blocks[1:])
    if subject.is_posting and len(subject.text) > SHORT_ENOUGH and not has_shape:
        yield RULE.of_text("It has neither headings nor lists, by which readers find what they look for.")
