"""How we reach the API of a connection's system, and which of its jobs carries which job description."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.ats.sealing import CannotOpen, seal, unseal
from apps.descriptions.models import JobDescription, Revision


class ApiAccess(models.Model):
    """The outgoing half of a connection. Credentials and tokens are sealed and never shown again."""

    class Health(models.TextChoices):
        UNKNOWN = "unknown", "Not tried yet"
        WORKS = "works", "Works"
        FAILS = "fails", "Fails"

    connection = models.OneToOneField("ats.Connection", on_delete=models.CASCADE, related_name="access")
    sealed_credentials = models.TextField(editable=False)
    sealed_tokens = models.TextField(blank=True, editable=False)
    settings = models.JSONField(default=dict, blank=True, help_text="addresses and users, by name")
    mapping = models.JSONField(
        "field mapping",
        default=dict,
        blank=True,
        help_text="Facts of a brief and where the system keeps them, used when a job is imported. "
        'For example: {"department": "custom_fields.team.value"}',
    )
    leaves_out = models.JSONField(
        default=list, blank=True, help_text="kinds of sections that the system adds to every posting itself"
    )
    health = models.CharField(max_length=7, choices=Health.choices, default=Health.UNKNOWN, editable=False)
    health_error = models.CharField(max_length=300, blank=True, editable=False)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    synced_at = models.DateTimeField("last sync", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "API access"
        verbose_name_plural = "API accesses"
        ordering = ["connection__name"]
        constraints = [
            models.CheckConstraint(name="failing_access_says_why", condition=~Q(health="fails", health_error="")),
        ]

    def __str__(self) -> str:
        return f"{self.connection.get_vendor_display()}: {self.connection}"

    @property
    def vendor(self) -> str:
        return self.connection.vendor

    @property
    def credentials(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(unseal(self.sealed_credentials))
        return found

    @credentials.setter
    def credentials(self, value: dict[str, str]) -> None:
        self.sealed_credentials, self.sealed_tokens = seal(json.dumps(value)), ""

    @property
    def tokens(self) -> dict[str, Any]:
        """What a connector has kept; nothing if it cannot be opened any more, for a new token is easily had."""
        try:
            found: dict[str, Any] = json.loads(unseal(self.sealed_tokens)) if self.sealed_tokens else {}
        except CannotOpen:
            return {}
        return found


class JobLinkQuerySet(models.QuerySet["JobLink"]):
    def due(self, now: datetime) -> Self:
        """What waits to be sent and is nobody's at the moment."""
        is_free = Q(lease_until=None) | Q(lease_until__lt=now)
        usable = ApiAccess.objects.filter(connection__is_active=True).values("connection")
        return self.filter(is_free, state="queued", next_attempt_at__lte=now, connection__in=usable)

    def watchable(self, before: datetime) -> Self:
        """Postings whose text may have been changed there, not looked at since `before`."""
        usable = ApiAccess.objects.filter(connection__is_active=True).values("connection")
        not_lately = Q(watched_at=None) | Q(watched_at__lt=before)
        return self.filter(not_lately, connection__in=usable, state__in=JobLink.WATCHED).exclude(pushed_hash="")


class JobLink(models.Model):
    """A job description and its job at a system. `pushed` is what the system showed after the last push."""

    class State(models.TextChoices):
        LINKED = "linked", "Linked"
        QUEUED = "queued", "Queued"
        SENT = "sent", "Sent"
        LIVE = "live", "Live"
        DRIFTED = "drifted", "Changed there"
        FAILED = "failed", "Failed"

    class Action(models.TextChoices):
        PUSH = "push", "Push the text"
        PUBLISH = "publish", "Publish"
        UNPUBLISH = "unpublish", "Take down"

    WATCHED = (State.SENT, State.LIVE, State.DRIFTED)

    connection = models.ForeignKey("ats.Connection", on_delete=models.CASCADE, related_name="job_links")
    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="job_links")
    external_id = models.CharField(max_length=200, blank=True, help_text="empty until the job is made there")
    external_title = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    is_live = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State.choices, default=State.LINKED)
    action = models.CharField(max_length=9, choices=Action.choices, default=Action.PUSH)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pushed = models.JSONField(default=dict, blank=True, help_text="{title, sections} as read back after the push")
    pushed_hash = models.CharField(max_length=64, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)
    found = models.JSONField(default=dict, blank=True, help_text="{title, sections} as they stand there, where changed")
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    watched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = JobLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="joblink_by_due_time"),
            models.Index(fields=["state", "watched_at"], name="joblink_by_watch"),
        ]
        constraints = [
            models.UniqueConstraint(name="description_once_a_connection", fields=["connection", "description"]),
            models.UniqueConstraint(
                name="job_linked_once", fields=["connection", "external_id"], condition=~Q(external_id="")
            ),
            models.CheckConstraint(
                name="queued_link_is_whole",
                condition=~Q(state="queued")
                | Q(next_attempt_at__isnull=False, asked_by__isnull=False, revision__isnull=False),
            ),
            models.CheckConstraint(
                name="link_lease_is_whole",
                condition=Q(lease_token__isnull=True, lease_until__isnull=True)
                | Q(lease_token__isnull=False, lease_until__isnull=False),
            ),
            models.CheckConstraint(name="failed_link_says_why", condition=~Q(state="failed", error="")),
        ]

    def __str__(self) -> str:
        return f"{self.description} at {self.connection}"
