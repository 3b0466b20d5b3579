"""A family's means where an ability is meant: the name of a university, the speech of one class, unpaid work.

After the Social Mobility Commission's toolkit for employers; Rivera 2011 shows how names of universities select.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_socio_economic(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "socio_economic")
