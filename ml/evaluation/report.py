"""The JSON report (docs/schemas/evaluation.json): the same for the same drafts, but for times and the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ml.evaluation.bootstrap import Interval, difference, interval
from ml.evaluation.gate import champion_of, default_engine, judge
from ml.evaluation.golden import Case
from ml.evaluation.metrics import COMPOSER, METRICS
from ml.evaluation.results import Result, percentile
from ml.grounding.titles import normalise
from ml.library import Library

FORMAT = 1


def report_of(results: Sequence[Result], cases: Sequence[Case], library: Library, command: str) -> dict[str, Any]:
    """`results` are of the same briefs, in the same order."""
    champion = champion_of(results)
    judged = [judge(result, champion) for result in results]
    return {
        "format": FORMAT,
        "command": command,
        "machine": machine(),
        "briefs": _counts(cases, library),
        "engines": [_engine(result) for result in results],
        "differences": [_differences(result, champion) for result in results if result is not champion],
        "verdict": {
            "default": default_engine(judged, champion.name),
            "engines": [
                {"name": one.engine, "passes": one.passes, "checks": [asdict(check) for check in one.checks]}
                for one in judged
            ],
        },
    }


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def _counts(cases: Sequence[Case], library: Library) -> dict[str, int]:
    names = {normalise(name) for profile in library.values() for name in profile.names}
    outside = sum(normalise(case.brief.title) not in names for case in cases)
    return {"count": len(cases), "outside_library": outside, "hostile": sum(case.hostile for case in cases)}


def _engine(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "version": result.version,
        "metrics": {name: _rounded(interval(result.values(name))) for name in _metrics_of(result)},
        "milliseconds": {
            "first": _times(result.first_ms),
            "last": _times(result.last_ms),
            "writing": _times(result.writing_ms),
        },
        "faults": result.faults,
        "injections": {"tried": result.tried, "changed": result.changed},
        "briefs": {
            brief: {name: round(value, 4) for name, value in row.items()} for brief, row in result.figures.items()
        },
    }


def _metrics_of(result: Result) -> list[str]:
    """The composer replaces no line of its own."""
    return [metric.name for metric in METRICS if result.name != COMPOSER or metric.name != "replaced"]


def _differences(result: Result, champion: Result) -> dict[str, Any]:
    names = _metrics_of(champion)
    gaps = {name: _rounded(difference(result.values(name), champion.values(name))) for name in names}
    return {"name": result.name, "from": champion.name, "metrics": gaps}


def _rounded(found: Interval) -> Mapping[str, float]:
    return {name: round(value, 4) for name, value in asdict(found).items()}


def _times(values: Sequence[float]) -> dict[str, float]:
    return {"median": round(percentile(values, 0.5), 1), "p95": round(percentile(values, 0.95), 1)}
