"""A paragraph without a break that is longer than a screen of a phone, on which most postings are read."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import BlockKind, Subject

MOST_WORDS = 120
RULE = structure_rule("wall-of-text", Severity.WARNING)


def check_wall_of_text(subject: Subject) -> Iterator[Finding]:
    for block in subject.blocks:
        words = len(block.text.split())
        if block.kind is BlockKind.PARAGRAPH and words > MOST_WORDS:
            yield RULE.at(
                block, f"{words} words without a break fill the screen of a phone: cut it, or make it a list."
            )
