"""Family and parenthood where hours or travel are meant, and the team that is called a family.

After the EHRC's guidance for advertisers and the EEOC's guidance on caregivers. Leave, cover and services that carry
the word (maternity cover, family medicine) stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_family(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "family")
