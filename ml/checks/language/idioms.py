"""Idioms that people who learnt English later cannot read from the words: hit the ground running.

WCAG 2.2, success criterion 3.1.3, counts idioms among unusual words that need an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_idioms(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "idioms")
