"""What the API remembers of requests: answers to be repeated, and how many there were in a minute."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class IdempotentAnswer(models.Model):
    """A request with an `Idempotency-Key`: under a lease while it runs, with its answer once it has one."""

    key = models.ForeignKey("ats.MachineKey", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, help_text="the Idempotency-Key that the client sent")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict)
    sealed_body = models.TextField(blank=True, help_text="sealed, for an answer may show a secret once")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="answer_by_time")]
        constraints = [
            models.UniqueConstraint(name="answer_once_a_key", fields=["key", "name"]),
            models.CheckConstraint(
                name="answer_is_leased_or_given",
                condition=Q(status__isnull=True, lease_token__isnull=False, lease_until__isnull=False)
                | Q(status__isnull=False, lease_token__isnull=True, lease_until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RateWindow(models.Model):
    """How many requests somebody has made in a stretch of time that began at `start` (seconds since 1970)."""

    who = models.CharField(max_length=80)
    start = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="rate_window_once", fields=["who", "start"])]

    def __str__(self) -> str:
        return f"{self.who}: {self.count}"
