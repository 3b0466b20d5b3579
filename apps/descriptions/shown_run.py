"""What the pages show of a run: how far it is, in words, with every section that is written so far in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.descriptions.models import GenerationRequest
from apps.descriptions.shown import ShownSection, count_writers, show_line


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a running draft: waiting, being written, or written."""

    kind: str
    heading: str
    state: str
    section: ShownSection | None = None


@dataclass(frozen=True, slots=True)
class ShownRun:
    request: GenerationRequest
    parts: tuple[Part, ...]
    writer: str = ""

    @property
    def written(self) -> int:
        return sum(part.state == "written" for part in self.parts)

    @property
    def total(self) -> int:
        return len(self.parts)

    @property
    def progress(self) -> str:
        if self.request.stop_requested:
            return f"Stopping. {self.written} of {self.total} sections are written."
        if self.request.state == GenerationRequest.State.QUEUED:
            return "Waiting for a writer."
        return f"{self.written} of {self.total} sections"

    @property
    def heard(self) -> str:
        """How far an engine is that takes its time; nobody has checked those lines yet, so only their number shows."""
        counts = self.request.lines_heard
        at_work = [part for part in self.parts if part.state != "written" and counts.get(part.kind)]
        return ", ".join(f"{part.heading}: {_lines_so_far(counts[part.kind])}" for part in at_work)


def show_run(request: GenerationRequest, *, viewer: User) -> ShownRun:
    """The outline of a draft with every section that is written so far in its place."""
    events = {event.section_kind: event.data for event in request.events.all()}
    is_running = request.state == GenerationRequest.State.RUNNING
    parts: list[Part] = []
    for item in request.outline:
        written = events.pop(item["kind"], None)
        if written is not None:
            parts.append(_written_part(written, viewer=viewer))
            continue
        is_next = is_running and not any(part.state == "writing" for part in parts)
        parts.append(Part(item["kind"], item["heading"], "writing" if is_next else "waiting"))
    parts += [_written_part(data, viewer=viewer) for data in events.values()]
    return ShownRun(request, tuple(parts), writer=request.writer or _writers_of_events(request))


def lines_heard(request: GenerationRequest) -> str:
    """How far the engine is that writes one section again; empty before its first line."""
    count = sum(request.lines_heard.values())
    return _lines_so_far(count) if count else ""


def _lines_so_far(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'} so far"


def _written_part(data: dict[str, Any], *, viewer: User) -> Part:
    lines = tuple(show_line(line, viewer=viewer) for line in data["lines"])
    section = ShownSection(data["kind"], data["heading"], lines)
    return Part(data["kind"], data["heading"], "written", section)


def _writers_of_events(request: GenerationRequest) -> str:
    return ", ".join(count_writers(line for event in request.events.all() for line in event.data["lines"]))
