"""Breaker and ledger of `ml.writers` in the database: one for all workers, by updates that hold or change no row.

Neither reads a row and writes it back: two workers at once would both find room for the last tokens of the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.utils import timezone

from apps.descriptions.engine_models import EngineSpend, EngineState


@dataclass(frozen=True, slots=True)
class DatabaseBreaker:
    failures: int
    window_seconds: float
    rest_seconds: float

    def admit(self, engine: str) -> Literal["call", "probe", "rest"]:
        states = EngineState.objects.filter(engine=engine, opened_at__isnull=False)
        if not states.exists():
            return "call"
        now = timezone.now()
        due = states.filter(probed_at__lte=now - timedelta(seconds=self.rest_seconds))
        return "probe" if due.update(probed_at=now) else "rest"

    def report(self, engine: str, *, worked: bool, was_probe: bool) -> None:
        states = EngineState.objects.filter(engine=engine)
        if was_probe and worked:
            states.update(opened_at=None, probed_at=None, calls=0, failures=0)
        elif not was_probe:
            EngineState.objects.get_or_create(engine=engine)
            self._count(states.filter(opened_at=None), failed=int(not worked))

    def _count(self, states: QuerySet[EngineState], *, failed: int) -> None:
        now = timezone.now()
        is_old = Q(window_began__lt=now - timedelta(seconds=self.window_seconds))
        states.update(
            calls=Case(When(is_old, then=Value(1)), default=F("calls") + 1),
            failures=Case(When(is_old, then=Value(failed)), default=F("failures") + failed),
            window_began=Case(When(is_old, then=Value(now)), default=F("window_began"), output_field=DateTimeField()),
        )
        if failed:
            too_many = Q(failures__gte=self.failures, calls__lt=F("failures") * 2)
            states.filter(too_many).update(opened_at=now, probed_at=now)


class DatabaseLedger:
    def reserve(self, engine: str, amounts: tuple[int, int, int], caps: tuple[int, int]) -> str:
        day = timezone.localdate()
        EngineSpend.objects.get_or_create(engine=engine, day=day)
        tokens_in, tokens_out, cost = amounts
        rows = EngineSpend.objects.filter(engine=engine, day=day)
        if caps[0]:
            rows = rows.alias(tokens=F("tokens_in") + F("tokens_out")).filter(
                tokens__lte=caps[0] - tokens_in - tokens_out
            )
        if caps[1]:
            rows = rows.filter(cost__lte=caps[1] - cost)
        booked = rows.update(
            calls=F("calls") + 1,
            tokens_in=F("tokens_in") + tokens_in,
            tokens_out=F("tokens_out") + tokens_out,
            cost=F("cost") + cost,
        )
        return day.isoformat() if booked else ""

    def settle(
        self, engine: str, day: str, reserved: tuple[int, int, int], used: tuple[int, int, int], *, is_estimate: bool
    ) -> None:
        EngineSpend.objects.filter(engine=engine, day=day).update(
            estimated_calls=F("estimated_calls") + int(is_estimate),
            tokens_in=F("tokens_in") + used[0] - reserved[0],
            tokens_out=F("tokens_out") + used[1] - reserved[1],
            cost=F("cost") + used[2] - reserved[2],
        )
