"""What was written: lines with their sources and the guard's verdict, sections, a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ml.contracts.plan import Match, Question, Repair, Source
from ml.contracts.words import LOCKED_SECTIONS, SectionKind


class Verdict(StrEnum):
    """What the guard says of a line."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Line:
    """One written line. `writer` is the engine that wrote it; `reasons` say what the guard found missing."""

    text: str
    sources: tuple[Source, ...] = ()
    writer: str = ""
    verdict: Verdict = Verdict.SUPPORTED
    reasons: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        return self.verdict is Verdict.SUPPORTED


@dataclass(frozen=True, slots=True)
class Section:
    kind: SectionKind
    heading: str
    lines: tuple[Line, ...] = ()

    @property
    def is_locked(self) -> bool:
        return self.kind in LOCKED_SECTIONS


@dataclass(frozen=True, slots=True)
class Draft:
    """The written result. `writer` names the engine that was asked; each line names the one that wrote it.

    `replaced_share` (0 to 1) is the part of the lines in sections that an engine answered which the composer wrote
    instead; `repairs` say why.
    """

    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...] = ()
    match: Match = Match(profile=None, score=0.0)
    writer: str = ""
    notices: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    replaced_share: float = 0.0
    repairs: tuple[Repair, ...] = ()

    def with_timings(self, timings_ms: Mapping[str, float]) -> Draft:
        return replace(self, timings_ms=dict(timings_ms))
