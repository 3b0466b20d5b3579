"""All rules over one text."""

from __future__ import annotations

from ml.checks.findings import Finding
from ml.checks.rules import RULES
from ml.checks.subject import Subject


def check(subject: Subject) -> tuple[Finding, ...]:
    """What all rules say, in the order of the text; what concerns the whole text comes first."""
    found = [finding for rule in RULES for finding in rule(subject)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))
