"""A title longer than search results and job boards show: 60 characters are seen, 75 are the most that Indeed takes."""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import title_of
from ml.checks.subject import Subject

SEEN, TAKEN = 60, 75
LONG = structure_rule("title-length", Severity.NOTE, "Appcast 2017: 51 to 60 characters were clicked most")
TOO_LONG = structure_rule("title-length", Severity.WARNING, "Indeed's job feed takes 75 characters")


def check_title_length(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    count = len(title.text) if title else 0
    if title and count > TAKEN:
        yield TOO_LONG.at(title, f"The title has {count} characters; some job boards cut or refuse more than {TAKEN}.")
    elif title and count > SEEN:
        yield LONG.at(title, f"The title has {count} characters; lists of results show about {SEEN}.")
