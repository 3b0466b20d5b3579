"""What the linter says of a place in a profile, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LintFinding:
    profile: str
    place: str
    reason: str
    rule: str

    def __str__(self) -> str:
        return f"{self.profile}: {self.place}: {self.reason}"
