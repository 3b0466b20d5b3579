"""Native speakers, accents, citizenship without a reason, and words borrowed from other peoples.

After the EHRC's guidance for advertisers, the EEOC's guidance on national origin and 8 USC 1324b. A citizenship that a
law, a clearance or an election office demands stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_nationality(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "nationality")
