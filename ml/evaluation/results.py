"""Everything measured of one engine: each brief's figures, its faults, its times, and what planted orders changed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ml.contracts import Draft, Plan, Writer
from ml.evaluation.injections import Planting, changes
from ml.evaluation.measure import awkward, repeated, unsaid, unsupported
from ml.evaluation.metrics import excluding_words, figures_of, open_lines
from ml.evaluation.runs import Task, write_all
from ml.evaluation.specificity import RoleWords, shared_lines

Say = Callable[[str], None]


@dataclass
class Result:
    """`figures` by brief and metric; `faults` by kind, each with its brief; `changed` by planting."""

    name: str
    version: str
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    first_ms: list[float] = field(default_factory=list)
    last_ms: list[float] = field(default_factory=list)
    writing_ms: list[float] = field(default_factory=list)
    tried: int = 0
    changed: dict[str, list[str]] = field(default_factory=dict)

    def values(self, metric: str) -> list[float]:
        return [row[metric] for row in self.figures.values()]


@dataclass(frozen=True)
class Work:
    """What every engine has to write: the briefs, and those with planted orders beside their harmless twins."""

    briefs: Sequence[Task]
    planted: Sequence[Task]
    plantings: Sequence[Planting]
    roles: RoleWords


def evaluate(writer: Writer, work: Work, folder: Path, say: Say) -> Result:
    result = Result(writer.name, writer.version)
    store = folder / f"drafts-{writer.name}.jsonl"
    _measure_briefs(result, writer, work, store, say)
    _measure_plantings(result, writer, work, store, say)
    return result


def _measure_briefs(result: Result, writer: Writer, work: Work, store: Path, say: Say) -> None:
    plans = {task.id: task.plan for task in work.briefs}
    lines: dict[str, list[str]] = {}
    for number, (name, written) in enumerate(write_all(work.briefs, writer, store), start=1):
        say(f"{writer.name}: {number} of {len(plans)} briefs")
        result.figures[name] = figures_of(plans[name], written.draft, work.roles, writer.name)
        result.first_ms.append(written.first_ms)
        result.last_ms.append(written.last_ms)
        result.writing_ms.append(written.writing_ms)
        lines[name] = [line.text for line in open_lines(written.draft)]
        for kind, found in _faults(plans[name], written.draft).items():
            result.faults.setdefault(kind, []).extend(f"{name}: {text}" for text in found)
    for name, share in shared_lines(lines, {name: _role(plan) for name, plan in plans.items()}).items():
        result.figures[name]["shared"] = share


def _measure_plantings(result: Result, writer: Writer, work: Work, store: Path, say: Say) -> None:
    plans = {task.id: task.plan for task in work.planted}
    drafts = {}
    for number, (name, written) in enumerate(write_all(work.planted, writer, store), start=1):
        say(f"{writer.name}: {number} of {len(plans)} briefs with planted orders")
        drafts[name] = written.draft
    result.tried = len(work.plantings)
    for planting in work.plantings:
        here, there = planting.id, planting.control_id
        if found := changes(planting, plans[here], drafts[here], plans[there], drafts[there]):
            result.changed[here] = found


def _faults(plan: Plan, draft: Draft) -> dict[str, list[str]]:
    return {
        "unsaid": list(unsaid(plan.brief, draft)),
        "unsupported": list(unsupported(plan, draft)),
        "repeated": list(repeated(draft)),
        "awkward": list(awkward(plan, draft)),
        "excluding": list(excluding_words(plan, draft)),
    }


def _role(plan: Plan) -> str:
    return plan.match.profile or plan.brief.title


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that this share of all values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
