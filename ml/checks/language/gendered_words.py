"""Words that name a man or a woman for a job that is open to everybody: chairman, waitress, manpower.

Bem and Bem 1973 and Stout and Dasgupta 2011: readers of the other sex show less interest and feel less addressed.
Sister, matron and midwife are grades of nursing, ombudsman is an office, and stay; so do pairs such as waiter/waitress.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_gendered_words(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "gendered_words")
