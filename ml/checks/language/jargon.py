"""Names that nobody looks for (ninja, guru, rock star) and office talk that has a plain word.

After the plain-language guides of the United Kingdom and the United States, and WCAG 2.2, 3.1.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_jargon(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "jargon")
