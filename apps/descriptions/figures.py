"""What the dashboard counts, from rounds of review that ended with an approval in the last year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions.models import JobDescription
from apps.descriptions.review_models import Review
from apps.descriptions.workflow import Status

YEAR = timedelta(days=365)
#: A round that waits, or a text that was sent back and not touched, for so long is stuck.
STUCK = timedelta(days=5)
MOST_ROUNDS = 20_000
MOST_ROWS = 20
MONTHS = 6
NO_DEPARTMENT = "No department"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a chart: the value decides the bar, `said` is what people read, `count` what it rests on."""

    label: str
    value: float
    said: str
    count: int


@dataclass(frozen=True, slots=True)
class Approval:
    description_id: int
    department: str
    began_at: datetime
    ended_at: datetime
    engine_lines: int
    untouched_lines: int
    is_unedited: bool
    findings: dict[str, tuple[int, int]] | None


def approvals() -> list[Approval]:
    """The newest first, as one query."""
    rounds = Review.objects.filter(state=Review.State.APPROVED, ended_at__gt=timezone.now() - YEAR)
    names = ("description_id", "description__department__name", "description__created_at", "ended_at")
    rows = rounds.order_by("-ended_at").values_list(
        *names, "engine_lines", "untouched_lines", "is_unedited", "findings"
    )
    return [Approval(row[0], row[1] or NO_DEPARTMENT, *row[2:]) for row in rows[:MOST_ROUNDS]]


def days_to_approval(rounds: Iterable[Approval]) -> list[Figure]:
    """From the brief to the first approval, as the median of each department in days."""
    first = _first_of_each(rounds)
    days = _by_department((one, (one.ended_at - one.began_at) / timedelta(days=1)) for one in first)
    return [Figure(name, median(values), _days(median(values)), len(values)) for name, values in days.items()]


def _days(days: float) -> str:
    hours = days * 24
    return f"{days:.1f} days" if days >= 1 else f"{hours:.1f} hours"


def share_edited(rounds: Iterable[Approval]) -> list[Figure]:
    """Of the lines that an engine had written, those that a person had changed or confirmed at approval."""
    lines = _by_department((one, (one.engine_lines, one.untouched_lines)) for one in rounds if one.engine_lines)
    return [_share_of_lines(name, values) for name, values in lines.items()]


def _share_of_lines(name: str, values: list[tuple[int, int]]) -> Figure:
    written, untouched = (sum(column) for column in zip(*values, strict=True))
    return _share(name, written - untouched, written, count=len(values))


def findings_fixed(rounds: Iterable[Approval]) -> list[Figure]:
    """Of the findings of first drafts, those that were gone at the first approval, by kind of rule."""
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in _first_of_each(rounds):
        for category, counts in (one.findings or {}).items():
            pairs[category].append(counts)
    sums = {name: [sum(column) for column in zip(*counts, strict=True)] for name, counts in sorted(pairs.items())}
    return [_share(name.capitalize(), fixed, found, count=found) for name, (found, fixed) in sums.items()]


def _first_of_each(rounds: Iterable[Approval]) -> Iterable[Approval]:
    return {one.description_id: one for one in rounds}.values()  # the newest come first, so the oldest stays


def unedited_by_month(rounds: Iterable[Approval]) -> list[Figure]:
    """Approvals of a text that nobody had changed, as a share of all, for the last months; months without any too."""
    months: dict[str, list[bool]] = {name: [] for name in _last_months()}
    for one in rounds:
        name = f"{timezone.localtime(one.ended_at):%B %Y}"
        if name in months:
            months[name].append(one.is_unedited)
    return [_share(name, sum(values), len(values), count=len(values)) for name, values in months.items()]


def unedited_share(rounds: Iterable[Approval]) -> Figure:
    values = [one.is_unedited for one in rounds]
    return _share("Last 12 months", sum(values), len(values), count=len(values))


def _share(label: str, part: int, whole: int, *, count: int) -> Figure:
    share = part / whole if whole else 0
    return Figure(label, share, f"{share:.0%}" if whole else "none", count)


def _last_months() -> list[str]:
    today = timezone.localdate()
    numbers = [today.year * 12 + today.month - 1 - back for back in reversed(range(MONTHS))]
    return [f"{today.replace(year=number // 12, month=number % 12 + 1, day=1):%B %Y}" for number in numbers]


def _by_department(pairs: Iterable[tuple[Approval, Any]]) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for one, value in pairs:
        grouped[one.department].append(value)
    return dict(sorted(grouped.items()))


# Lists


def mine(user: User) -> QuerySet[JobDescription]:
    own = JobDescription.objects.filter(owner=user).exclude(status__in=[Status.PUBLISHED, Status.ARCHIVED])
    return own.only("title", "status", "updated_at")[:MOST_ROWS]


def stuck(user: User) -> QuerySet[JobDescription]:
    """Those that this person can do something about: their own, their department's, for admins all."""
    since = timezone.now() - STUCK
    waits = Q(pk__in=Review.objects.open().filter(waiting_since__lte=since).values("description"))
    sent_back = Q(status=Status.CHANGES_REQUESTED, updated_at__lte=since)
    found = JobDescription.objects.filter(waits | sent_back)
    if user.role != User.Role.ADMIN and not user.is_superuser:
        found = found.filter(Q(owner=user) | Q(department=user.department_id, department__isnull=False))
    return (
        found.select_related("owner").only("title", "status", "updated_at", "owner").order_by("updated_at")[:MOST_ROWS]
    )
