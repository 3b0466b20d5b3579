"""A belief asked for without the reason that a law demands, and the Christian name.

After the EHRC's guidance for advertisers and section 12 of the EEOC's compliance manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_religion(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "religion")
