"""One result of a check, and its JSON form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Category(StrEnum):
    LANGUAGE = "language"
    STRUCTURE = "structure"
    READABILITY = "readability"
    SPECIFICITY = "specificity"
    HONESTY = "honesty"
    LAW = "law"


class Severity(StrEnum):
    """`ERROR`: a law is broken or a reader is shut out. `WARNING`: worth a change. `NOTE`: worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Evidence(StrEnum):
    """How well it is known that the thing matters: by law, by agreeing studies, by studies that disagree, by custom."""

    LAW = "law"
    STRONG = "strong"
    MIXED = "mixed"
    CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one place.

    `start` and `end` count code points of the subject's text; both are 0 for what concerns the text as a whole, such
    as a section that is missing. `text` is what stands there. Each replacement can stand in its place as it is.
    """

    rule: str
    category: Category
    severity: Severity
    start: int
    end: int
    text: str
    reason: str
    source: str
    evidence: Evidence
    replacements: tuple[str, ...] = ()

    @property
    def is_of_whole_text(self) -> bool:
        return self.end == 0


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "reason": finding.reason,
        "replacements": list(finding.replacements),
        "source": finding.source,
        "evidence": str(finding.evidence),
    }
