"""The way from a brief to a draft, section by section."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from ml.contracts import (
    Brief,
    Draft,
    Plan,
    Section,
    SectionPlan,
    ShouldStop,
    Writer,
    WritingStopped,
    never_stop,
)
from ml.grounding.matcher import Matcher
from ml.guard import drop_repeats
from ml.parallel import Crew
from ml.planning.planner import make_plan
from ml.planning.voice import Voice
from ml.progress import Progress
from ml.writers.chain import WriterChain, Written
from ml.writers.gate import Gate, OpenGate, Ticket
from ml.writers.limits import Usage


@dataclass(frozen=True)
class _AskedGate:
    """The caller's gate, from the threads of a crew."""

    gate: Gate
    crew: Crew

    def enter(self, engine: str, most: Usage) -> Ticket:
        return self.crew.ask(lambda: self.gate.enter(engine, most))

    def leave(self, ticket: Ticket, used: Usage, *, worked: bool | None) -> None:
        self.crew.ask(lambda: self.gate.leave(ticket, used, worked=worked))


@dataclass
class DraftJob:
    """A draft being written: iterate `sections()`, then take `draft()`.

    Engines that can write several sections at once do; the sections come in their order all the same, and the draft is
    the one that writing them one by one would give. `should_stop` and `gate` are used in the caller's thread alone.
    Engines are asked during the first `seconds`; the composer writes what is left then.
    """

    plan: Plan
    writers: Sequence[Writer] = ()
    should_stop: ShouldStop = never_stop
    done: list[Section] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)
    gate: Gate = field(default_factory=OpenGate)
    seconds: float = float("inf")
    progress: Progress = field(default_factory=Progress)

    def __post_init__(self) -> None:
        self.chain = WriterChain(self.writers, self.gate, self.seconds, self.progress)

    def sections(self, *, done: Sequence[Section] = ()) -> Iterator[Section]:
        """Write the sections in order, but for those already `done`. Lines that stand already are left out."""
        self.done = list(done)
        known = {section.kind for section in done}
        for written, milliseconds in self._written([plan for plan in self.plan.sections if plan.kind not in known]):
            section = self.chain.keep(written)
            self.timings_ms[section.kind] = milliseconds
            fresh = [item for item in drop_repeats([*self.done, section]) if item.kind == section.kind]
            self.done += fresh
            yield from fresh

    def _written(self, plans: Sequence[SectionPlan]) -> Iterator[tuple[Written, float]]:
        if self.chain.parallel == 1:
            for plan in plans:
                if self.should_stop():
                    raise WritingStopped
                yield self._write(plan, self.should_stop, self.gate)
            return
        crew = Crew(self.should_stop, at_once=self.chain.parallel)
        gate = _AskedGate(self.gate, crew)
        yield from crew.in_order([partial(self._write, plan, crew.should_stop, gate) for plan in plans])

    def _write(self, section: SectionPlan, should_stop: ShouldStop, gate: Gate) -> tuple[Written, float]:
        begun = time.perf_counter()
        written = self.chain.write(self.plan, section, should_stop=should_stop, gate=gate)
        return written, round((time.perf_counter() - begun) * 1000, 2)

    @property
    def writer(self) -> str:
        """The engine that wrote most of the open lines."""
        names = [line.writer for section in self.done if not section.is_locked for line in section.lines]
        return max(names, key=names.count, default="composer")

    def draft(self) -> Draft:
        return Draft(
            title=self.plan.brief.title,
            sections=tuple(self.done),
            questions=self.plan.questions,
            match=self.plan.match,
            writer=self.writer,
            notices=(*self.plan.notices, *self.chain.notices),
            timings_ms=dict(self.timings_ms),
            replaced_share=round(self.chain.replaced / self.chain.asked, 3) if self.chain.asked else 0.0,
            repairs=tuple(self.chain.repairs),
        )


def write_draft(
    brief: Brief,
    matcher: Matcher,
    *,
    voice: Voice | None = None,
    writers: Sequence[Writer] = (),
    should_stop: ShouldStop = never_stop,
    gate: Gate | None = None,
) -> Draft:
    """Plan, write and check a whole draft. `timings_ms` holds "plan", each section, and "total"."""
    begun = time.perf_counter()
    plan = make_plan(brief, matcher, voice)
    planned = time.perf_counter()
    job = DraftJob(plan, writers, should_stop, gate=gate or OpenGate())
    for _ in job.sections():
        pass
    total = time.perf_counter() - begun
    timings = {"plan": round((planned - begun) * 1000, 2), **job.timings_ms, "total": round(total * 1000, 2)}
    return job.draft().with_timings(timings)
