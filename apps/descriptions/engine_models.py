"""What all workers know together of the engines on other machines: who rests, and what each has cost."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class EngineState(models.Model):
    """The circuit breaker of one engine: calls and failures of the current window, or open since when."""

    engine = models.CharField(max_length=30, unique=True)
    window_began = models.DateTimeField(default=timezone.now)
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="set while the engine is given a rest")
    probed_at = models.DateTimeField(null=True, blank=True, help_text="when somebody last got the one call of a rest")

    class Meta:
        ordering = ["engine"]
        constraints = [
            models.CheckConstraint(
                name="open_breaker_has_probe_time",
                condition=models.Q(opened_at=None) | models.Q(probed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.engine}, {'resting' if self.opened_at else 'in use'}"


class EngineSpend(models.Model):
    """What one engine has used on one day, with what calls under way may use at most."""

    engine = models.CharField(max_length=30)
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    estimated_calls = models.PositiveIntegerField(default=0, help_text="calls whose tokens the service did not count")
    tokens_in = models.BigIntegerField(default=0)
    tokens_out = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0, help_text="millionths of the currency of the prices")

    class Meta:
        ordering = ["-day", "engine"]
        constraints = [
            models.UniqueConstraint(name="engine_spend_once_a_day", fields=["engine", "day"]),
            models.CheckConstraint(
                name="engine_spend_is_not_negative",
                condition=models.Q(tokens_in__gte=0, tokens_out__gte=0, cost__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engine}, {self.day}"
