"""A list with so many points that nobody keeps the first in mind at the last. Must-haves have a rule of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.lists import lists_of
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject
from ml.contracts import SectionKind

MOST = 15
RULE = structure_rule("long-list", Severity.NOTE)


def check_long_lists(subject: Subject) -> Iterator[Finding]:
    for bullets in lists_of(subject):
        if len(bullets) > MOST and bullets[0].section is not SectionKind.REQUIRED:
            yield RULE.at(
                bullets[MOST],
                f"This is point {MOST + 1} of {len(bullets)} in one list: join what belongs together, or set a heading "
                "between.",
            )
