"""What all findings of one rule have in common, and the finding that it makes of a place."""

from __future__ import annotations

from dataclasses import dataclass

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.subject import Block, Span


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    category: Category
    severity: Severity
    source: str
    evidence: Evidence

    def at(self, place: Block | Span, reason: str, replacements: tuple[str, ...] = ()) -> Finding:
        return self._finding(place.start, place.text, reason, replacements)

    def of_text(self, reason: str) -> Finding:
        """A finding that concerns the text as a whole."""
        return self._finding(0, "", reason, ())

    def _finding(self, start: int, text: str, reason: str, replacements: tuple[str, ...]) -> Finding:
        return Finding(
            rule=self.name,
            category=self.category,
            severity=self.severity,
            start=start,
            end=start + len(text),
            text=text,
            reason=reason,
            source=self.source,
            evidence=self.evidence,
            replacements=replacements,
        )
