"""What the company has named as pay before: in approved texts of the same department, role, level and place."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Any

import ml
from apps.descriptions.models import JobDescription
from ml import checks

#: So many make a history: of fewer, one slip would be half of it.
FEWEST = 5
#: So many of the latest are looked at.
LATEST = 200


def past_pay(description: JobDescription, brief: ml.Brief) -> checks.PastPay | None:
    """None without a role, level or pay to compare, and where fewer than `FEWEST` earlier ones can be compared."""
    profile = description.match.get("profile")
    if not profile or brief.level is None or brief.pay is None:
        return None
    rows = (
        JobDescription.objects.filter(approved_at__isnull=False, department_id=description.department_id)
        .filter(match__profile=profile, brief__level=str(brief.level))
        .exclude(pk=description.pk)
        .order_by("-updated_at", "-pk")
        .values_list("brief", flat=True)[:LATEST]
    )
    return _history(brief.pay, _pays(brief, rows))


def _pays(brief: ml.Brief, rows: Iterable[dict[str, Any]]) -> Iterable[ml.Pay]:
    """Those of the same place; a stored brief that can no longer be read is no history."""
    places = set(brief.locations)
    for row in rows:
        try:
            other = ml.parse_brief(row)
        except ml.BriefError:
            continue
        if other.pay is not None and (places & set(other.locations) or (not places and not other.locations)):
            yield other.pay


def _history(pay: ml.Pay, pays: Iterable[ml.Pay]) -> checks.PastPay | None:
    alike = [other for other in pays if (other.currency, other.period) == (pay.currency, pay.period)]
    ends = [[end for end in (other.min, other.max) if end is not None] for other in alike]
    if len(ends) < FEWEST:
        return None
    middle = median(sum(pair) / len(pair) for pair in ends)
    return checks.PastPay(
        min=min(map(min, ends)),
        max=max(map(max, ends)),
        median=middle,
        count=len(ends),
        currency=pay.currency,
        period=pay.period,
    )
