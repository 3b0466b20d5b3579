"""War, force and rivalry as praise: aggressive targets, crush the competition, killer instinct.

Masculine-coded in the list of Gaucher, Friesen and Kay 2011; Castilla and Rho 2023 found hardly any effect of such
wording on who applies, so most of it is only a note. Aggressive cancers and competitive tenders stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Finding
from ml.checks.language.terms import find_terms
from ml.checks.subject import Subject


def check_aggression(subject: Subject) -> Iterator[Finding]:
    return find_terms(subject, "aggression")
