"""Which engine is asked for what, in which order, and what happens when one fails: line by line, and said aloud."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from ml.contracts import (
    LOCKED_SECTIONS,
    Line,
    Plan,
    Repair,
    Section,
    SectionKind,
    SectionPlan,
    ShouldStop,
    StreamingWriter,
    Writer,
    WriterError,
    WriterNotSetUp,
    WriterUnavailable,
    WritingStopped,
    never_stop,
)
from ml.guard import check_section
from ml.guard.check import mark_open_slots
from ml.guard.repair import Judged, judge, repair
from ml.progress import Progress
from ml.writers.chat import RemoteWriter
from ml.writers.composer import ComposerWriter
from ml.writers.gate import Gate, OpenGate
from ml.writers.voice_pass import VoicePass

#: Sections of facts: whatever a model made of them could only be wrong.
FACT_SECTIONS = LOCKED_SECTIONS | {SectionKind.CONDITIONS}


@dataclass(frozen=True)
class Written:
    """A section, and how it came about. `asked` counts the open lines of a section that an engine answered;
    `replaced` those of them that the composer wrote."""

    section: Section
    notices: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    asked: int = 0
    replaced: int = 0


@dataclass
class _Account:
    """What is noted while one section is written."""

    should_stop: ShouldStop
    gate: Gate
    progress: Progress
    notices: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    asked: int = 0
    replaced: int = 0


@dataclass
class WriterChain:
    """Engines in the order they are asked; the composer is always the last and never fails.

    One chain serves one draft: an engine that is unavailable is not asked again for the next section, and after
    `seconds` none is asked any more. `write` may run in several threads; `keep` adds up what it gave, in order.
    """

    writers: Sequence[Writer] = ()
    gate: Gate = field(default_factory=OpenGate)
    seconds: float = float("inf")
    progress: Progress = field(default_factory=Progress)
    notices: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    asked: int = 0
    replaced: int = 0
    _down: set[str] = field(default_factory=set)
    _composer: ComposerWriter = field(default_factory=ComposerWriter)

    def __post_init__(self) -> None:
        self._ends_at = time.monotonic() + self.seconds

    @property
    def parallel(self) -> int:
        """How many sections may be written at once."""
        return max((getattr(writer, "parallel", 1) for writer in self.writers), default=1)

    def write_section(self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop) -> Section:
        return self.keep(self.write(plan, section, should_stop=should_stop))

    def keep(self, written: Written) -> Section:
        self.notices += [notice for notice in written.notices if notice not in self.notices]
        self.repairs += written.repairs
        self.asked += written.asked
        self.replaced += written.replaced
        return written.section

    def write(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop, gate: Gate | None = None
    ) -> Written:
        """A checked section. Pay, legal and company text, places and terms are never shown to an engine."""
        if should_stop():
            raise WritingStopped
        account = _Account(should_stop, gate or self.gate, self.progress)
        composed = self._composer.write_section(plan, section)
        if section.kind in FACT_SECTIONS:
            lines: Sequence[Line] = list(map(mark_open_slots, composed))
        else:
            composed = check_section(plan, section, composed).lines
            lines = self._written_by_engines(plan, section, composed, account) or composed
        spoken = self._in_voice(plan, section, lines, account)
        noted = tuple(account.notices), tuple(account.repairs)
        return Written(Section(section.kind, section.heading, spoken), *noted, account.asked, account.replaced)

    def _in_voice(self, plan: Plan, section: SectionPlan, lines: Sequence[Line], account: _Account) -> tuple[Line, ...]:
        """In the company's wording, whoever wrote it."""
        voice = VoicePass(plan, section)
        spoken = voice.lines(lines)
        account.notices += voice.notices
        return spoken

    def _written_by_engines(
        self, plan: Plan, section: SectionPlan, composed: Sequence[Line], account: _Account
    ) -> Sequence[Line]:
        """The lines of the first engine that answers, and the template's fixed lines, which none of them sees."""
        is_open = [not point.fixed for point in section.points]
        free = replace(section, points=tuple(compress(section.points, is_open)))
        if section.composer_only or not free.points:
            return ()
        for number, writer in enumerate(self.writers):
            if writer.name == self._composer.name:
                break
            judged = self._answer_of(writer, plan, free, account, then=self.writers[number + 1 :])
            if judged is not None:
                fixed = [line for line, point in zip(composed, section.points, strict=True) if point.fixed]
                lines, repairs = repair(plan, free, judged, list(compress(composed, is_open)))
                account.repairs += repairs
                account.asked += len(lines)
                account.replaced += sum(line.writer == self._composer.name for line in lines)
                return [*lines, *fixed]
        return ()

    def _answer_of(
        self, writer: Writer, plan: Plan, section: SectionPlan, account: _Account, *, then: Sequence[Writer]
    ) -> Judged | None:
        """The engine's answer as the guard sees it; where it is refused, the better of two, if the engine has two."""
        lines = self._ask(writer, plan, section, account, then=then)
        if not lines:
            return None
        best = judge(plan, section, lines)
        for _ in range(1, getattr(writer, "tries", 1)):
            if best.is_clean or not self._may_ask(writer):
                break
            complaints = best.complaints(section)
            account.repairs += complaints
            if lines := self._ask_quietly(writer, plan, replace(section, refused=complaints), account):
                best = min(judge(plan, section, lines), best, key=lambda judged: judged.faults)
        return best

    def _may_ask(self, writer: Writer) -> bool:
        return writer.name not in self._down and time.monotonic() < self._ends_at

    def _ask(
        self, writer: Writer, plan: Plan, section: SectionPlan, account: _Account, *, then: Sequence[Writer]
    ) -> Sequence[Line]:
        if writer.name in self._down:
            return ()
        follower = self._follower(then)
        if not self._may_ask(writer):
            account.notices.append(f"{writer.name} took too long; {follower} wrote the rest.")
            return ()
        try:
            return _lines_of(writer, plan, section, account)
        except (WriterUnavailable, WriterNotSetUp) as error:
            self._down.add(writer.name)
            account.notices.append(f"{writer.name} is not available ({error}); {follower} wrote instead.")
        except WriterError as error:
            account.notices.append(
                f"{writer.name} wrote nothing usable for “{section.heading}” ({error}); {follower} wrote it."
            )
        return ()

    def _ask_quietly(self, writer: Writer, plan: Plan, section: SectionPlan, account: _Account) -> Sequence[Line]:
        """A second answer that fails costs nothing: the first one stands."""
        try:
            return _lines_of(writer, plan, section, account)
        except WriterUnavailable:
            self._down.add(writer.name)
        except WriterError:
            pass
        return ()

    def _follower(self, then: Sequence[Writer]) -> str:
        names = [writer.name for writer in then if writer.name not in self._down]
        name = next(iter(names), self._composer.name)
        return f"the {name}" if name == self._composer.name else name


def _lines_of(writer: Writer, plan: Plan, section: SectionPlan, account: _Account) -> Sequence[Line]:
    hear = account.progress.hearing(section.kind)
    if isinstance(writer, RemoteWriter):
        return writer.write_section(plan, section, should_stop=account.should_stop, hear=hear, gate=account.gate)
    if isinstance(writer, StreamingWriter):
        return writer.write_section(plan, section, should_stop=account.should_stop, hear=hear)
    return writer.write_section(plan, section, should_stop=account.should_stop)
