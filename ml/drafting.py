"""The way from a brief to a draft, section by section."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ml.contracts import (
    Brief,
    Draft,
    Plan,
    Section,
    SectionKind,
    ShouldStop,
    Writer,
    WritingStopped,
    never_stop,
)
from ml.grounding.matcher import Matcher
from ml.guard import drop_repeats
from ml.planning.planner import make_plan, replan_section
from ml.planning.voice import Voice
from ml.writers.chain import WriterChain


@dataclass
class DraftJob:
    """A draft being written: iterate `sections()`, then take `draft()`."""

    plan: Plan
    writers: Sequence[Writer] = ()
    should_stop: ShouldStop = never_stop
    done: list[Section] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chain = WriterChain(self.writers)

    def sections(self, *, done: Sequence[Section] = ()) -> Iterator[Section]:
        """Write the sections in order, but for those already `done`. Lines that stand already are left out."""
        self.done = list(done)
        written = {section.kind for section in done}
        for section_plan in self.plan.sections:
            if section_plan.kind in written:
                continue
            if self.should_stop():
                raise WritingStopped
            begun = time.perf_counter()
            section = self.chain.write_section(self.plan, section_plan, should_stop=self.should_stop)
            self.timings_ms[section.kind] = round((time.perf_counter() - begun) * 1000, 2)
            fresh = [item for item in drop_repeats([*self.done, section]) if item.kind == section.kind]
            self.done += fresh
            yield from fresh

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
        )


def write_draft(
    brief: Brief,
    matcher: Matcher,
    *,
    voice: Voice | None = None,
    writers: Sequence[Writer] = (),
    should_stop: ShouldStop = never_stop,
) -> Draft:
    """Plan, write and check a whole draft. `timings_ms` holds "plan", each section, and "total"."""
    begun = time.perf_counter()
    plan = make_plan(brief, matcher, voice)
    planned = time.perf_counter()
    job = DraftJob(plan, writers, should_stop)
    for _ in job.sections():
        pass
    total = time.perf_counter() - begun
    timings = {"plan": round((planned - begun) * 1000, 2), **job.timings_ms, "total": round(total * 1000, 2)}
    return job.draft().with_timings(timings)


def rewrite_section(
    brief: Brief,
    matcher: Matcher,
    kind: SectionKind,
    change: Mapping[str, str],
    *,
    voice: Voice | None = None,
    writers: Sequence[Writer] = (),
    should_stop: ShouldStop = never_stop,
) -> Section:
    """Write one section again as `change` asks (see `ml.planning.planner.replan_section`)."""
    plan, section = replan_section(brief, matcher, voice or Voice(), kind, change)
    return WriterChain(writers).write_section(plan, section, should_stop=should_stop)
