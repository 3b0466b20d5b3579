"""All rules over one text."""

from __future__ import annotations

from ml.checks.findings import Finding
from ml.checks.overlaps import one_a_place
from ml.checks.rules import RULES
from ml.checks.subject import Subject


def check(subject: Subject) -> tuple[Finding, ...]:
    """What all rules say, one finding a place, in the order of the text; what concerns the whole text comes first."""
    return tuple(one_a_place(finding for rule in RULES for finding in rule(subject)))
