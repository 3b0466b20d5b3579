"""What the company has named as pay before: in approved texts of the same department, role, level and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.core.cache import cache

from apps.descriptions.models import JobDescription

#: So many make a history: of fewer, one slip would be half of it.
FEWEST = 5
#: So many of the latest are looked at.
LATEST = 200
#: Asked at each pause in typing, and approvals are rare: a history that is a minute old is as good.
KEPT_FOR = 60


@dataclass(frozen=True, slots=True)
class PastPay:
    """The ends of `count` earlier ranges and the `median` of their middles, in the unit of the description's pay."""

    min: float
    max: float
    median: float
    count: int


def past_pay(description: JobDescription) -> PastPay | None:
    """None without a role, level or pay to compare, and where fewer than `FEWEST` earlier ones can be compared."""
    brief, profile = description.brief, description.match.get("profile")
    if not (profile and brief.get("level") and brief.get("pay")):
        return None
    rows = _approved(description.department_id, profile, brief["level"])
    return _history(brief["pay"], _pays(brief, [row for pk, row in rows if pk != description.pk]))


def _approved(department_id: int | None, profile: str, level: str) -> list[tuple[int, dict[str, Any]]]:
    """The latest approved briefs of a role and level in a department, by the key of their description."""
    key = f"past-pay-{department_id}-{profile}-{level}"
    rows: list[tuple[int, dict[str, Any]]] | None = cache.get(key)
    if rows is None:
        found = JobDescription.objects.filter(approved_at__isnull=False, department=department_id)
        found = found.filter(match__profile=profile, brief__level=level).order_by("-updated_at", "-pk")
        rows = list(found.values_list("pk", "brief")[:LATEST])
        cache.set(key, rows, KEPT_FOR)
    return rows


def _pays(brief: dict[str, Any], rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those of the same place."""
    places = brief.get("locations") or [None]
    for row in rows:
        if row.get("pay") and any(place in places for place in row.get("locations") or [None]):
            yield row["pay"]


def _history(pay: dict[str, Any], pays: Iterable[dict[str, Any]]) -> PastPay | None:
    unit = pay.get("currency", ""), pay.get("period", "")
    alike = [other for other in pays if (other.get("currency", ""), other.get("period", "")) == unit]
    ends = [[other[end] for end in ("min", "max") if other.get(end) is not None] for other in alike]
    if len(ends) < FEWEST:
        return None
    middle = median(sum(pair) / len(pair) for pair in ends)
    return PastPay(min(map(min, ends)), max(map(max, ends)), middle, len(ends))
