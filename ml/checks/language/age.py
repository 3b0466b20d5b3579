"""An age where an ability is meant: young and dynamic, recent graduate, digital native, under 35 years old.

The words are those of 29 CFR 1625.4 and of the EHRC's guidance for advertisers; Burn, Firoozi, Ladd and Neumark 2022
found fewer older applicants where postings used them. The age of patients and pupils is no matter of this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_age(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "age")
