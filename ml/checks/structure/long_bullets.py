"""A bullet of several sentences: the eye that runs down a list skips it."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject

MOST_WORDS = 45
RULE = structure_rule("long-bullet", Severity.NOTE)


def check_long_bullets(subject: Subject) -> Iterator[Finding]:
    """A single long sentence is left to the rules of readability."""
    for bullet in subject.bullets:
        words = len(bullet.text.split())
        if words > MOST_WORDS and len(list(bullet.sentences())) > 1:
            yield RULE.at(bullet, f"A point of {words} words is a paragraph: cut it into two points.")
