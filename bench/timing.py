"""Timing one action many times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def timed(action: Callable[[], object], *, runs: int, warm_up: int = 2) -> dict[str, float]:
    """Median and 95th percentile in milliseconds over `runs` calls, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        action()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return {
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20, method="inclusive")[-1], 2),
        "runs": runs,
    }
