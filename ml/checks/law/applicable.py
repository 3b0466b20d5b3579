"""Which rules reach a job at the day of its posting: in force, in force for some employers, or from a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Any

from ml.checks.context import Context
from ml.checks.law.loader import rules
from ml.checks.law.places import Reached, name_of, reached
from ml.checks.law.schema import CountBasis, Reach, Rule, Threshold

HELP = "Help, not legal advice."


class Status(StrEnum):
    """`IF`: in force, and whether it binds hangs on what is not known. `FROM`: from a later day."""

    IN_FORCE = "in_force"
    IF = "if"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Applicable:
    """`needs_count` is true where the number of employees would decide; `why` is a sentence for the reader."""

    rule: Rule
    status: Status
    by: Reach
    why: str
    needs_count: bool
    is_enforced: bool

    @property
    def is_sure(self) -> bool:
        return self.status is Status.IN_FORCE


def applicable_rules(context: Context) -> tuple[Applicable, ...]:
    """Rules of all places of the job at its posting date, those in force first. Unknown codes raise `LawError`."""
    return _applicable(context, context.posting_date or date.today())


@lru_cache(maxsize=64)
def _applicable(context: Context, day: date) -> tuple[Applicable, ...]:
    order = list(Status)
    return tuple(sorted(_reaching(rules(), context, day), key=lambda item: order.index(item.status)))


def _reaching(all_rules: Iterable[Rule], context: Context, day: date) -> Iterator[Applicable]:
    places = reached(context)
    for rule in all_rules:
        place = places.get(rule.jurisdiction)
        is_over = rule.effective_to is not None and rule.effective_to < day
        is_others = rule.only_contractors and context.is_federal_contractor is False
        if place is None or place.by not in rule.reach or is_over or is_others:
            continue
        binds = is_large_enough(rule, context, works_here=place.by is Reach.PLACE)
        if binds is not False:
            conditions = _conditions(rule, place, context, is_counted=binds is not None)
            yield _judged(rule, place, day, conditions, needs_count=binds is None)


def _conditions(rule: Rule, place: Reached, context: Context, *, is_counted: bool) -> list[str]:
    """What would have to be true besides what is known."""
    conditions = [] if is_counted else [from_how_many(rule.threshold)]
    conditions += [] if place.is_sure else ["if the work can be done there"]
    is_open = rule.only_contractors and context.is_federal_contractor is None
    return [*conditions, *(["for federal contractors"] if is_open else [])]


def _judged(rule: Rule, place: Reached, day: date, conditions: Sequence[str], *, needs_count: bool) -> Applicable:
    is_enforced = rule.enforced_from is None or rule.enforced_from <= day
    is_future = not rule.covers(day)
    begin = [f"from {rule.effective_from}"] if is_future else []
    enforced = [] if is_enforced else [f"enforced from {rule.enforced_from}"]
    why = ", ".join([" ".join([*begin, f"in {name_of(rule.jurisdiction)}", *conditions]), *enforced])
    status = Status.FROM if is_future else Status.IF if conditions else Status.IN_FORCE
    return Applicable(rule, status, place.by, f"{why[0].upper()}{why[1:]}.", needs_count, is_enforced)


def from_how_many(threshold: Threshold) -> str:
    """ "from 25 employees there"."""
    number = f"{threshold.employees} employee{'s' if threshold.employees != 1 else ''}"
    if threshold.basis is CountBasis.IN_PLACE:
        return f"from {number} there"
    here = f", {threshold.here} of them there" if threshold.here else ""
    return f"from {number} in all{here}"


def is_large_enough(rule: Rule, context: Context, *, works_here: bool) -> bool | None:
    """None if the employees that are known do not decide.

    Where only their number in all is told, all are taken to be where the job is, which is the stricter reading; where
    not even that is, whoever will do the job is one.
    """
    threshold, counts = rule.threshold, dict(context.employees_in)
    most_in_all = inf if context.employees is None else context.employees
    usual = 1 if context.employees is None else context.employees
    least_here = counts.get(rule.jurisdiction, usual if works_here else 0)
    here = _reaches(
        least_here, counts.get(rule.jurisdiction, most_in_all), max(threshold.here, _wanted_here(threshold))
    )
    if threshold.basis is CountBasis.IN_PLACE:
        return here
    least_in_all = max((least_here, *counts.values())) if context.employees is None else context.employees
    return _both(_reaches(least_in_all, most_in_all, threshold.employees), here)


def _wanted_here(threshold: Threshold) -> int:
    return threshold.employees if threshold.basis is CountBasis.IN_PLACE else 0


def _reaches(least: float, most: float, wanted: int) -> bool | None:
    return True if least >= wanted else False if most < wanted else None


def _both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001
    return False if False in (one, other) else None if None in (one, other) else True


def applicable_to_dict(item: Applicable) -> dict[str, Any]:
    rule = item.rule
    return {
        "code": rule.code,
        "version": rule.version,
        "name": rule.name,
        "status": str(item.status),
        "from": rule.effective_from.isoformat(),
        "by": str(item.by),
        "why": item.why,
        "needs_count": item.needs_count,
        "required": [str(need) for need in rule.required],
        "required_later": [str(need) for need in rule.required_later],
        "later": rule.later,
        "recommended": [str(need) for need in rule.recommended],
        "forbidden": list(rule.forbidden),
        "notes": [*rule.notes, *rule.conflicts],
        "source": cite(rule),
        "reviewed_on": rule.reviewed_on.isoformat(),
        "help": HELP,
    }


#: How a source is graded, in words.
GRADES = {"primary": "the law's own text", "secondary": "secondary source", "memory": "from memory, to be checked"}


def cite(rule: Rule) -> str:
    return f"{rule.code}: {rule.source} ({GRADES[rule.grade]}, reviewed {rule.reviewed_on})"
