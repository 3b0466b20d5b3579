"""More requirements than anybody can weigh.

A list of fifteen musts is a list of wishes: it hides which of them decide. That it keeps some groups from applying
more than others is often said and has been measured with differing results, so that nothing is promised here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.structure.lists import lists_of
from ml.checks.structure.rules_of_thumb import CUSTOM, structure_rule
from ml.checks.subject import Subject
from ml.contracts import SectionKind

MOST = 10
RULE = structure_rule("too-many-must-haves", Severity.WARNING, CUSTOM, Evidence.MIXED)


def check_must_haves(subject: Subject) -> Iterator[Finding]:
    """Lists are counted one by one: a line between two may be a heading that nothing marks as one."""
    for asked in lists_of(subject):
        if len(asked) > MOST and asked[0].section is SectionKind.REQUIRED:
            yield RULE.at(
                asked[MOST],
                f"This is must-have {MOST + 1} of {len(asked)}: keep those without which the work cannot be done, and "
                "move the others to what would help.",
            )
