"""Which engine is asked for what, in which order, and what happens when one fails: line by line, and said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from ml.contracts import (
    LOCKED_SECTIONS,
    Line,
    Plan,
    Point,
    Section,
    SectionKind,
    SectionPlan,
    ShouldStop,
    Writer,
    WriterError,
    WriterUnavailable,
    WritingStopped,
    never_stop,
)
from ml.guard import check_section
from ml.guard.check import is_said, mark_open_slots
from ml.writers.composer import ComposerWriter
from ml.writers.voice_pass import VoicePass

#: Sections of facts: whatever a model made of them could only be wrong.
FACT_SECTIONS = LOCKED_SECTIONS | {SectionKind.CONDITIONS}


@dataclass
class WriterChain:
    """Engines in the order they are asked; the composer is always the last and never fails.

    One chain serves one draft: an engine that is unavailable is not asked again for the next section.
    `replaced` counts the lines of an engine that the guard refused and the composer wrote instead.
    """

    writers: Sequence[Writer] = ()
    notices: list[str] = field(default_factory=list)
    replaced: int = 0
    _down: set[str] = field(default_factory=set)
    _composer: ComposerWriter = field(default_factory=ComposerWriter)

    def write_section(self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop) -> Section:
        """A checked section. Pay, legal and company text, places and terms are never shown to an engine."""
        if should_stop():
            raise WritingStopped
        composed = self._composer.write_section(plan, section)
        if section.kind in FACT_SECTIONS:
            return self._section(plan, section, list(map(mark_open_slots, composed)))
        composed = check_section(plan, section, composed).lines
        written = self._written_by_engines(plan, section, composed, should_stop)
        return self._section(plan, section, written or composed)

    def _written_by_engines(
        self, plan: Plan, section: SectionPlan, composed: Sequence[Line], should_stop: ShouldStop
    ) -> Sequence[Line]:
        """The lines of the first engine that answers, and the template's fixed lines, which none of them sees."""
        is_open = [not point.fixed for point in section.points]
        free = replace(section, points=tuple(compress(section.points, is_open)))
        if section.composer_only or not free.points:
            return ()
        for writer in self.writers:
            if writer.name == self._composer.name:
                break
            if lines := self._ask(writer, plan, free, should_stop):
                fixed = [line for line, point in zip(composed, section.points, strict=True) if point.fixed]
                return [*self._repair(plan, free, lines, list(compress(composed, is_open))), *fixed]
        return ()

    def _section(self, plan: Plan, section: SectionPlan, lines: Sequence[Line]) -> Section:
        """In the company's wording, whoever wrote it."""
        voice = VoicePass(plan, section)
        spoken = voice.lines(lines)
        for notice in voice.notices:
            self._notice(notice)
        return Section(section.kind, section.heading, spoken)

    def _ask(self, writer: Writer, plan: Plan, section: SectionPlan, should_stop: ShouldStop) -> Sequence[Line]:
        if writer.name in self._down:
            return ()
        try:
            return writer.write_section(plan, section, should_stop=should_stop)
        except WriterUnavailable as error:
            self._down.add(writer.name)
            self._notice(f"{writer.name} is not available ({error}); the composer wrote instead.")
        except WriterError as error:
            self._notice(
                f"{writer.name} wrote nothing usable for “{section.heading}” ({error}); the composer wrote it."
            )
        return ()

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def _repair(self, plan: Plan, section: SectionPlan, lines: Sequence[Line], composed: Sequence[Line]) -> list[Line]:
        """Keep the engine's lines that the guard passes; the composer's lines say what is then still unsaid."""
        checked = check_section(plan, section, lines).lines
        kept = [line for line in checked if line.supported and _says(line) and _points_of(line, section)]
        self.replaced += len(lines) - len(kept)
        numbered: list[tuple[int, Line]] = [(_points_of(line, section)[0], line) for line in kept]
        for number, (point, line) in enumerate(zip(section.points, composed, strict=True)):
            if not _is_covered(point, kept):
                numbered.append((number, line))
        return [line for _, line in sorted(numbered, key=lambda pair: pair[0])]


def _says(line: Line) -> bool:
    """The guard finds nothing wrong with a line of no words."""
    return any(character.isalnum() for character in line.text)


def _points_of(line: Line, section: SectionPlan) -> list[int]:
    """The numbers of the points that the line rests on."""
    return [number for number, point in enumerate(section.points) if set(point.sources) & set(line.sources)]


def _is_covered(point: Point, lines: Sequence[Line]) -> bool:
    resting = [line.text for line in lines if set(point.sources) & set(line.sources)]
    return is_said(point, resting) if point.must_say else bool(resting)
