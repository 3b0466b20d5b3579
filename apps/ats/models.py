"""Who may use the API, where events go, and what comes in."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import Department
from apps.ats.api_models import IdempotentAnswer, RateWindow  # noqa: F401 - Django looks for models here
from apps.ats.connector_models import ApiAccess as ApiAccess  # Django looks for models here
from apps.ats.connector_models import JobLink as JobLink
from apps.ats.sealing import CannotOpen, seal, unseal
from apps.descriptions.models import JobDescription


class Scope(models.TextChoices):
    BRIEFS_WRITE = "briefs:write", "Send briefs and ask for drafts"
    DESCRIPTIONS_READ = "descriptions:read", "Read drafts and job descriptions"
    DESCRIPTIONS_WRITE = "descriptions:write", "Change briefs and sections"
    DESCRIPTIONS_EXPORT = "descriptions:export", "Download job descriptions as files"
    LIBRARY_READ = "library:read", "Search role profiles and job templates"
    FEEDBACK = "feedback", "Rate texts and read ratings"
    WEBHOOKS = "webhooks", "Manage webhook endpoints and their deliveries"


class Vendor(models.TextChoices):
    """Who sends events to a connection; `apps.ats.signatures` has the scheme of each."""

    STANDARD = "standard", "Standard Webhooks (requisition.created, requisition.updated)"
    GITHUB = "github", "GitHub-style signature, the same events"
    GREENHOUSE = "greenhouse", "Greenhouse"
    LEVER = "lever", "Lever"
    ASHBY = "ashby", "Ashby"
    SMARTRECRUITERS = "smartrecruiters", "SmartRecruiters"
    WORKABLE = "workable", "Workable"
    JAZZHR = "jazzhr", "JazzHR"
    HIREHIVE = "hirehive", "HireHive"


class MachineKeyQuerySet(models.QuerySet["MachineKey"]):
    def live(self, now: datetime) -> Self:
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, user__is_active=True)


class MachineKey(models.Model):
    """A key of the API. The key itself is shown once and never stored; `prefix` tells people which one it is."""

    name = models.CharField(max_length=120, help_text="who uses it, such as the name of the ATS")
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the whole key")
    scopes = models.JSONField(help_text="list of scopes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="machine_keys",
        help_text="owner of what the key creates",
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, help_text="empty: the key sees every department"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaces"
    )

    #: The scopes of the token that a request came with; None: it came with the key itself.
    token_scopes: frozenset[str] | None = None

    objects = MachineKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="key_has_scopes", condition=~Q(scopes=[])),
            models.CheckConstraint(
                name="key_expires_after_creation",
                condition=Q(expires_at=None) | Q(expires_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (jd_{self.prefix}_…)"

    @property
    def granted(self) -> frozenset[str]:
        return frozenset(self.scopes) if self.token_scopes is None else self.token_scopes


class SealedSecret(models.Model):
    """A row with a signing secret that both sides know, and those before it that are good for a while yet."""

    #: Like Svix: of more old secrets than these, the oldest end at once.
    MAX_OLD = 10

    sealed_secret = models.TextField(editable=False)
    old_secrets = models.JSONField(default=list, editable=False, help_text="[{sealed, until}], the newest first")

    class Meta:
        abstract = True

    @property
    def secret(self) -> str:
        return unseal(self.sealed_secret)

    @secret.setter
    def secret(self, value: str) -> None:
        self.sealed_secret = seal(value)

    def replace_secret(self, value: str, *, overlap: timedelta) -> None:
        """Make `value` the secret; the one until now stays good for `overlap`. Does not save."""
        old = {"sealed": self.sealed_secret, "until": (timezone.now() + overlap).isoformat()}
        self.old_secrets = [old, *self.old_secrets][: self.MAX_OLD]
        self.secret = value

    def live_secrets(self) -> list[str]:
        """The secret, then the old ones that are still good."""
        now = timezone.now()
        live = [one["sealed"] for one in self.old_secrets if datetime.fromisoformat(one["until"]) > now]
        return [self.secret, *filter(None, map(_opened, live))]


def _opened(sealed: str) -> str:
    """An old secret, or nothing if it cannot be opened any more: the new one is enough to go on."""
    try:
        return unseal(sealed)
    except CannotOpen:
        return ""


class Endpoint(SealedSecret):
    """A webhook target: an address of an ATS that wants to hear of events."""

    url = models.CharField("address", max_length=500, unique=True)
    events = models.JSONField(help_text="list of event types")
    is_active = models.BooleanField(default=True)
    disabled_reason = models.CharField(max_length=200, blank=True, editable=False)
    failing_since = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="empty: the last try went well"
    )
    is_untold = models.BooleanField(
        default=False, editable=False, help_text="it was switched off, and nobody has been told yet"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="endpoint_has_events", condition=~Q(events=[])),
            models.CheckConstraint(
                name="active_endpoint_has_no_reason", condition=Q(is_active=False) | Q(disabled_reason="")
            ),
        ]

    def __str__(self) -> str:
        """The address for pages and mails: what stands behind its question mark may be a secret."""
        address, mark, _ = self.url.partition("?")
        return f"{address}?…" if mark else address


class Delivery(models.Model):
    """One event on its way to one endpoint, claimed by one worker at a time under a lease. No answer is kept."""

    class State(models.TextChoices):
        PENDING = "pending", "On its way"
        DELIVERED = "delivered", "Delivered"
        DEAD = "dead", "Given up"

    event_id = models.UUIDField()
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    type = models.CharField(max_length=60)
    payload = models.JSONField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="delivery_by_due_time"),
            models.Index(fields=["endpoint"], name="delivery_leased", condition=Q(lease_until__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(name="event_once_an_endpoint", fields=["endpoint", "event_id"]),
            models.CheckConstraint(
                name="delivery_state_is_known", condition=Q(state__in=["pending", "delivered", "dead"])
            ),
            models.CheckConstraint(
                name="pending_delivery_has_next_attempt",
                condition=Q(state="pending", next_attempt_at__isnull=False) | ~Q(state="pending"),
            ),
            models.CheckConstraint(
                name="delivery_lease_is_whole",
                condition=Q(lease_token__isnull=True, lease_until__isnull=True)
                | Q(state="pending", lease_token__isnull=False, lease_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"

    @property
    def is_moving(self) -> bool:
        """Something happens to it soon, so that a page had better look again."""
        if self.state != self.State.PENDING or self.next_attempt_at is None or not self.endpoint.is_active:
            return False
        return self.next_attempt_at < timezone.now() + timedelta(minutes=1)


class Attempt(models.Model):
    """One try of a delivery, as its log tells it. A number that is missing is a try in which the sender broke off."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="log")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True, help_text="empty: delivered")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.number}: {self.error or 'delivered'}"


class Connection(SealedSecret):
    """An ATS that tells us of requisitions at /hooks/<slug>/."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=120)
    vendor = models.CharField(max_length=20, choices=Vendor.choices, default=Vendor.STANDARD)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="ats_connections",
        help_text="owner of the job descriptions that come in",
    )
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    start_draft = models.BooleanField(default=False, help_text="write the draft as soon as a requisition comes in")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Requisition(models.Model):
    """A job opening of an ATS, known by its id there, and the description that was made for it."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="requisitions")
    external_id = models.CharField(max_length=200)
    description = models.ForeignKey(JobDescription, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="time of the newest event that was used")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(name="requisition_once", fields=["connection", "external_id"])]

    def __str__(self) -> str:
        return self.external_id


class InboundEventQuerySet(models.QuerySet["InboundEvent"]):
    def in_state(self, state: str) -> Self:
        State, is_other = InboundEvent.State, Q(kind=InboundEvent.Kind.OTHER)
        if state == State.WAITING:
            return self.filter(processed_at=None)
        if state == State.FAILED:
            return self.exclude(error="")
        return self.filter(is_other if state == State.NOTED else ~is_other, error="").exclude(processed_at=None)


class InboundEvent(models.Model):
    """One received event. Only the fields that make a brief are kept of its body: people's data never gets in."""

    class Kind(models.TextChoices):
        REQUISITION = "requisition", "A requisition, which becomes a brief"
        POSTING = "posting", "A posting changed there"
        OTHER = "other", "Nothing that is used"

    class State(models.TextChoices):
        """Not stored: told by when it was processed, and by the reason why it could not be used."""

        WAITING = "waiting", "Waiting"
        USED = "used", "Used"
        NOTED = "noted", "Noted"
        FAILED = "failed", "Not usable"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="events")
    event_id = models.CharField(max_length=255)
    body_sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.REQUISITION)
    happened_at = models.DateTimeField()
    fields = models.JSONField(default=dict, help_text="the known fields of the event")
    received_at = models.DateTimeField(default=timezone.now)
    processed_at = models.DateTimeField(null=True, blank=True)
    description = models.ForeignKey(JobDescription, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    error = models.CharField(max_length=300, blank=True)

    objects = InboundEventQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["received_at"], name="inbound_waiting", condition=Q(processed_at__isnull=True)),
            models.Index(fields=["-received_at"], name="inbound_newest"),
        ]
        constraints = [
            models.UniqueConstraint(name="inbound_event_once", fields=["connection", "event_id"]),
            models.CheckConstraint(
                name="inbound_error_after_processing", condition=Q(error="") | Q(processed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type or 'event'} {self.event_id}"

    @property
    def state(self) -> InboundEvent.State:
        if self.processed_at is None:
            return self.State.WAITING
        if self.error:
            return self.State.FAILED
        return self.State.NOTED if self.kind == self.Kind.OTHER else self.State.USED

    @property
    def can_be_processed_again(self) -> bool:
        return self.kind != self.Kind.OTHER and self.processed_at is not None
