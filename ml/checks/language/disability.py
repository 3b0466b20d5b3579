"""A body where a task is meant, an illness as a figure of speech, and names that disabled people do not use.

After the United Kingdom government's list of words to use and avoid, and the EEOC's advice to describe a job by its
outcome. Fields of work such as mental health or learning disability are never meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_disability(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "disability")
