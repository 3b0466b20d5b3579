"""Writing many drafts with one engine. Each is stored as it comes, so that a broken run goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml.contracts import (
    Brief,
    Draft,
    Line,
    Plan,
    Section,
    SectionKind,
    Source,
    SourceKind,
    Verdict,
    Writer,
    WriterUnavailable,
)
from ml.drafting import DraftJob
from ml.drafts import draft_to_dict
from ml.grounding.matcher import Matcher
from ml.planning.planner import make_plan

TIMES = ("first_ms", "last_ms", "writing_ms")


@dataclass(frozen=True, slots=True)
class Task:
    """One draft to be written; `plan_ms` is how long planning took."""

    id: str
    plan: Plan
    plan_ms: float


@dataclass(frozen=True, slots=True)
class Written:
    """A draft, how long its first and its last section took from the brief on, and the engine's part of that."""

    draft: Draft
    first_ms: float
    last_ms: float
    writing_ms: float


def plan_tasks(briefs: Mapping[str, Brief], matcher: Matcher) -> list[Task]:
    """One plan a brief, for all engines alike."""
    return list(_planned(briefs, matcher))


def _planned(briefs: Mapping[str, Brief], matcher: Matcher) -> Iterator[Task]:
    matcher.warm_up()
    for name, brief in briefs.items():
        begun = time.perf_counter()
        plan = make_plan(brief, matcher)
        yield Task(name, plan, (time.perf_counter() - begun) * 1000)


def write_all(tasks: Iterable[Task], writer: Writer, store: Path) -> Iterator[tuple[str, Written]]:
    """The draft of each task: from the store if the same writer wrote the same plan, else written and stored.

    Raise `WriterUnavailable` as soon as the engine cannot be asked: its drafts would be the composer's.
    """
    known = read_store(store)
    with store.open("a", encoding="utf-8") as lines:
        for task in tasks:
            mark = fingerprint(task.plan, writer)
            if task.id in known and known[task.id]["fingerprint"] == mark:
                yield task.id, _written(known[task.id])
                continue
            written = _write(task, writer)
            lines.write(json.dumps(_record(task.id, mark, written), ensure_ascii=False) + "\n")
            lines.flush()
            yield task.id, written


def fingerprint(plan: Plan, writer: Writer) -> str:
    """Changes with the brief, the library's points, the style and the writer."""
    return hashlib.sha256(f"{writer.name} {writer.version} {plan!r}".encode()).hexdigest()[:16]


def read_store(store: Path) -> dict[str, dict[str, Any]]:
    """The last whole record of each draft; a line that broke off is written again."""
    records: dict[str, dict[str, Any]] = {}
    if not store.exists():
        return records
    content = store.read_bytes()
    if content and not content.endswith(b"\n"):
        store.write_bytes(content[: content.rfind(b"\n") + 1])
    for line in store.read_text(encoding="utf-8").split("\n"):
        if line:
            record = json.loads(line)
            records[record["id"]] = record
    return records


def _write(task: Task, writer: Writer) -> Written:
    job = DraftJob(task.plan, [writer])
    begun, times = time.perf_counter(), [0.0]
    for _ in job.sections():
        times.append((time.perf_counter() - begun) * 1000)
    draft = job.draft()
    if down := next((notice for notice in draft.notices if f"{writer.name} is not available" in notice), ""):
        raise WriterUnavailable(f"{task.id}: {down}")
    first, last = times[min(1, len(times) - 1)], times[-1]
    return Written(draft, round(task.plan_ms + first, 2), round(task.plan_ms + last, 2), round(last, 2))


def _record(name: str, mark: str, written: Written) -> dict[str, Any]:
    times = {name: getattr(written, name) for name in TIMES}
    return {"id": name, "fingerprint": mark, **times, "draft": draft_to_dict(written.draft)}


def _written(record: Mapping[str, Any]) -> Written:
    data = record["draft"]
    sections = tuple(_section(section) for section in data["sections"])
    draft = Draft(data["title"], sections, writer=data["writer"], notices=tuple(data["notices"]))
    return Written(draft, *(record[name] for name in TIMES))


def _section(data: Mapping[str, Any]) -> Section:
    return Section(SectionKind(data["kind"]), data["heading"], tuple(_line(line) for line in data["lines"]))


def _line(data: Mapping[str, Any]) -> Line:
    sources = tuple(Source(SourceKind(source["kind"]), source["ref"]) for source in data["sources"])
    verdict = Verdict.SUPPORTED if data["supported"] else Verdict.UNSUPPORTED
    return Line(data["text"], sources, data["writer"], verdict, tuple(data["reasons"]))
