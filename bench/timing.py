"""Timing one action many times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def timed(action: Callable[[], object], *, runs: int, warm_up: int = 2) -> dict[str, float]:
    """Median and 95th percentile in milliseconds over `runs` calls, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        action()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return summary(taken)


def summary(taken: Sequence[float]) -> dict[str, float]:
    return {
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20, method="inclusive")[-1], 2),
        "runs": len(taken),
    }


def with_throughput(figures: dict[str, float], characters: int) -> dict[str, float]:
    """Besides, how many thousand characters a second that is, for texts of so many characters."""
    return {**figures, "thousand_characters_per_second": round(characters / figures["median_ms"])}
