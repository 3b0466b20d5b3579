"""What the company has named as pay before: in approved texts of the same department, role, level and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from apps.descriptions.models import JobDescription

#: So many make a history: of fewer, one slip would be half of it.
FEWEST = 5
#: So many of the latest are looked at.
LATEST = 200


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
    rows = (
        JobDescription.objects.filter(approved_at__isnull=False, department=description.department_id)
        .filter(match__profile=profile, brief__level=brief["level"])
        .exclude(pk=description.pk)
        .order_by("-updated_at", "-pk")
        .values_list("brief", flat=True)[:LATEST]
    )
    return _history(brief["pay"], _pays(brief, rows))


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
