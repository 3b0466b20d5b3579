"""The living document, its immutable revisions, and the pieces of writing asked for."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Department
from apps.descriptions.check_models import Dismissal  # noqa: F401 - Django looks for models here
from apps.descriptions.engine_models import EngineSpend, EngineState  # noqa: F401 - Django looks for models here
from apps.descriptions.lines import is_open
from apps.descriptions.review_models import (  # noqa: F401 - Django looks for models here
    ApprovalRoute,
    Comment,
    Decision,
    Presence,
    Review,
    RouteStep,
)
from apps.descriptions.workflow import EDITABLE, FINAL, Status

#: A column that only PostgreSQL has and fills by itself (migration 0004).
SEARCH_VECTOR = RawSQL('"descriptions_jobdescription"."search_vector"', [], output_field=SearchVectorField())


class JobDescriptionQuerySet(models.QuerySet["JobDescription"]):
    def current(self) -> Self:
        return self.exclude(status=Status.ARCHIVED)

    def search(self, words: str) -> Self:
        """Full text on PostgreSQL; on SQLite each word must occur somewhere."""
        if connection.vendor == "postgresql":
            query = SearchQuery(words, config="english", search_type="websearch")
            return self.alias(found=SEARCH_VECTOR).filter(found=query)
        found = self
        for word in words.split()[:8]:
            found = found.filter(search_text__icontains=word)
        return found


class JobDescription(models.Model):
    """A job description. `brief`, `match`, `questions` and `notices` are JSON as ml's contracts write them."""

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="job_descriptions")
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, blank=True)
    status = models.CharField(max_length=17, choices=Status.choices, default=Status.DRAFT)
    text_hash = models.CharField(max_length=64, blank=True, editable=False, help_text="of the text as it stands")
    approved_hash = models.CharField(max_length=64, blank=True, editable=False, help_text="of the text last approved")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    brief = models.JSONField(default=dict)
    match = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="en-GB")
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = JobDescriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="description_by_time"),
            models.Index(fields=["status", "-updated_at"], name="description_by_status"),
            models.Index(fields=["owner", "-updated_at"], name="description_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="description_status_is_known",
                condition=models.Q(
                    status__in=["draft", "in_review", "changes_requested", "approved", "published", "archived"]
                ),
            ),
            models.CheckConstraint(
                name="approval_is_of_this_text",
                condition=~models.Q(status__in=["approved", "published"])
                | models.Q(text_hash=models.F("approved_hash"), approved_at__isnull=False) & ~models.Q(text_hash=""),
            ),
            models.CheckConstraint(name="description_has_title", condition=~models.Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("descriptions:edit", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def is_final(self) -> bool:
        """Everybody who has to has approved exactly this text."""
        return self.status in FINAL


class Section(models.Model):
    """The working copy of one section.

    `lines` is a list of {text, sources: [{kind, ref}], writer, supported, confirmed, reasons}. `version` rises with
    each save; a save names the version it was made from, and an older one is refused (409).
    """

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20)
    heading = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    lines = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="section_position_once", fields=["description", "position"])]

    def __str__(self) -> str:
        return self.heading

    @property
    def text(self) -> str:
        """The lines as a person edits them: one line of text each."""
        return "\n".join(line["text"] for line in self.lines)

    @property
    def open_lines(self) -> list[dict[str, Any]]:
        """Lines that a person has to confirm, fill in or remove before the text can be sent for review."""
        return [line for line in self.lines if is_open(line)]


class Revision(models.Model):
    """An immutable version of a description's content; the database refuses to change one (migration 0002)."""

    class Origin(models.TextChoices):
        PERSON = "person", "Person"
        ENGINE = "engine", "Engine"

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content = models.JSONField(help_text="[{kind, heading, lines}]")
    origin = models.CharField(max_length=6, choices=Origin.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    engine = models.CharField(max_length=120, blank=True, help_text="engine and version that wrote, e.g. composer 1")
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_once", fields=["description", "number"]),
            models.CheckConstraint(
                name="engine_revision_names_engine", condition=~models.Q(origin="engine", engine="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class GenerationRequest(models.Model):
    """One asked-for piece of writing: a job with a state, claimed by one worker at a time under a lease."""

    class Kind(models.TextChoices):
        DRAFT = "draft", "Whole draft"
        SECTION = "section", "One section again"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Writing"
        FINISHED = "finished", "Finished"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Failed"

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.DRAFT)
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests")
    change = models.JSONField(default=dict, help_text="for a section: {length, tone, point}")
    outline = models.JSONField(default=list, help_text="[{kind, heading}] shown before anything is written")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    stop_requested = models.BooleanField(default=False)
    writer = models.CharField(max_length=120, blank=True)
    lines_heard = models.JSONField(default=dict, help_text="{kind: lines an engine has finished, not yet checked}")
    result = models.JSONField(default=dict, help_text="for a section: the proposed lines")
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    timings_ms = models.JSONField(default=dict)
    repairs = models.JSONField(default=list, help_text="what the guard did: [{step, section, reason, text, instead}]")

    OPEN = (State.QUEUED, State.RUNNING)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"], name="request_by_state")]
        constraints = [
            models.CheckConstraint(
                name="running_request_has_lease",
                condition=~models.Q(state="running") | models.Q(lease_token__isnull=False, lease_until__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_draft_a_description",
                fields=["description"],
                condition=models.Q(kind="draft", state__in=["queued", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class GenerationEvent(models.Model):
    """One finished step of a request, numbered from 1. The page follows these; a second worker goes on after them."""

    request = models.ForeignKey(GenerationRequest, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveSmallIntegerField()
    section_kind = models.CharField(max_length=20)
    data = models.JSONField(help_text="the finished section: {kind, heading, lines}")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="event_number_once", fields=["request", "number"]),
            models.UniqueConstraint(name="event_section_once", fields=["request", "section_kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.section_kind} ({self.number})"


class PendingImport(models.Model):
    """A posting from outside that its owner has not confirmed yet. Its id is no guess, and it ends by itself.

    `reading` is the JSON of `ml.documents.reading`: sections, facts with the lines they came from, and a brief.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=10)
    source = models.CharField(max_length=300, help_text="a file's name, an address, or pasted text")
    reading = models.JSONField()
    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="import_by_time")]

    def __str__(self) -> str:
        return self.source


class OutboxEvent(models.Model):
    """Something that happened and that others may want to hear of; written in the transaction in which it happened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=60)
    data = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    dispatched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["dispatched_at", "created_at"], name="outbox_by_dispatch")]

    def __str__(self) -> str:
        return self.type
