"""A title that names another level than the job has. Only beginners against experienced people: the levels between have
many names.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.levels import BEGINNERS, EARLY, LATE
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import title_of
from ml.checks.subject import Subject
from ml.contracts import Level

RULE = structure_rule("title-level-differs", Severity.WARNING)


def check_title_level(subject: Subject) -> Iterator[Finding]:
    title, level = title_of(subject), subject.context.level
    if title is None or level in (None, Level.MID):
        return
    found = (LATE if level in BEGINNERS else EARLY).search(title.text)
    if level and found:
        yield RULE.at(
            subject.part(title.start + found.start(), title.start + found.end()),
            f"The title says “{found[0]}”, but the level of the job is {level.value}.",
        )
