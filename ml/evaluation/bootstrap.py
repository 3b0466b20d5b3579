"""Means with bootstrap intervals by brief, and paired differences of two engines on the same briefs.

Percentile bootstrap (Efron 1979, Annals of Statistics 7:1), seeded: the same values give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

RESAMPLES = 2_000
SEED = 20_261


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean and the bounds between which 95 % of the resampled means lie."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float]) -> Interval:
    """Raise `ValueError` without a value."""
    if not values:
        raise ValueError("there is nothing to take the mean of")
    low, high = _bounds(values, 2.5, 97.5)
    return Interval(float(np.mean(values)), low, high)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Ours less theirs, brief by brief."""
    return interval([one - other for one, other in zip(ours, theirs, strict=True)])


def is_not_lower(ours: Sequence[float], theirs: Sequence[float], *, margin: float = 0.0) -> bool:
    """Does ours fall short of theirs by less than `margin`, shown one-sided at 95 % on the same briefs?"""
    low, _ = _bounds([one - other for one, other in zip(ours, theirs, strict=True)], 5, 95)
    return low >= -margin


def _bounds(values: Sequence[float], low: float, high: float) -> tuple[float, float]:
    means = np.asarray(values, dtype=float)[_resampled(len(values))].mean(axis=1)
    lower, upper = np.percentile(means, [low, high])
    return float(lower), float(upper)


@cache
def _resampled(count: int) -> Any:
    return np.random.default_rng(SEED).integers(0, count, size=(RESAMPLES, count))
