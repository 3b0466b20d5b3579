"""What thousands of postings say: fast-paced, team player, self-starter, no two days are the same.

By custom of plain-language guides. Only phrases that can be replaced or dropped without loss are listed; dynamic,
passionate and exciting are as empty but too common to be worth a mark each.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_cliche(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "cliche")
