"""Review: who has to approve what, each round of it with its decisions, comments, and who is looking just now."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.accounts.models import Department, User

ROLES = [(role.value, role.label) for role in User.REVIEWING]
LEVELS = [(level, level.capitalize()) for level in ("intern", "junior", "mid", "senior", "lead", "manager", "director")]


class ApprovalRoute(models.Model):
    """The steps that a text of this department and level goes through; the most specific route in use is taken."""

    name = models.CharField(max_length=120)
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, null=True, blank=True, help_text="empty: every department"
    )
    level = models.CharField(max_length=10, choices=LEVELS, blank=True, help_text="empty: every level")
    four_eyes = models.BooleanField(
        default=True, help_text="whoever wrote at a text, or decided on an earlier step, leaves a step to somebody else"
    )
    is_active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["department__name", "level", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_route_a_department_and_level",
                fields=["department", "level"],
                condition=models.Q(is_active=True),
            ),
            models.UniqueConstraint(
                name="one_route_a_level_of_all_departments",
                fields=["level"],
                condition=models.Q(is_active=True, department=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RouteStep(models.Model):
    route = models.ForeignKey(ApprovalRoute, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=60, help_text="as people call it, such as “Hiring manager”")
    role = models.CharField(max_length=12, choices=ROLES)
    own_department = models.BooleanField(default=False, help_text="only people of the job description's department")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="step_position_once", fields=["route", "position"]),
            models.CheckConstraint(name="step_role_reviews", condition=models.Q(role__in=["manager", "hr", "pay"])),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewQuerySet(models.QuerySet["Review"]):
    def open(self) -> Self:
        return self.filter(state=Review.State.OPEN)


class Review(models.Model):
    """One round: a text, known by its hash, on its way through the steps as they stood when it was sent.

    `steps` are [{name, role, own_department}], `step` is the index of the one that waits. `engine_lines` counts the
    lines that an engine wrote, `untouched_lines` those of them that nobody has changed or confirmed.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Sent back"
        WITHDRAWN = "withdrawn", "Withdrawn"

    description = models.ForeignKey("descriptions.JobDescription", on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey("descriptions.Revision", on_delete=models.CASCADE, related_name="+")
    text_hash = models.CharField(max_length=64)
    steps = models.JSONField()
    four_eyes = models.BooleanField(default=True)
    step = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(default=timezone.now, help_text="when the step that waits began to")
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    is_unedited = models.BooleanField(default=False, help_text="exactly as an engine wrote it")
    lines = models.PositiveIntegerField(default=0)
    engine_lines = models.PositiveIntegerField(default=0)
    untouched_lines = models.PositiveIntegerField(default=0)
    general_lines = models.JSONField(null=True, help_text="lines that would fit other jobs; empty: not measured yet")
    findings = models.JSONField(
        null=True, help_text="of the first draft, by category: {language: [found, fixed]}; empty: not measured yet"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "waiting_since"], name="review_by_waiting")]
        constraints = [
            models.UniqueConstraint(
                name="one_open_review_a_description", fields=["description"], condition=models.Q(state="open")
            ),
            models.CheckConstraint(
                name="review_ends_once",
                condition=models.Q(state="open", ended_at=None)
                | models.Q(state__in=["approved", "returned", "withdrawn"], ended_at__isnull=False),
            ),
            models.CheckConstraint(name="review_has_a_text", condition=~models.Q(text_hash="")),
            models.CheckConstraint(
                name="untouched_lines_are_engine_lines",
                condition=models.Q(untouched_lines__lte=models.F("engine_lines"), engine_lines__lte=models.F("lines")),
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.description_id}, {self.get_state_display().lower()}"

    @property
    def current_step(self) -> dict[str, Any]:
        """The step that waits; of a round that has ended the last one."""
        return dict(self.steps[min(self.step, len(self.steps) - 1)])

    @property
    def is_last_step(self) -> bool:
        return self.step >= len(self.steps) - 1


class Decision(models.Model):
    """What one person said to one step; the database refuses to change one (migration 0010)."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Sent back"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    step = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    is_own_text = models.BooleanField(default=False, help_text="by somebody who wrote at it: nobody else could decide")
    accepted_unedited = models.BooleanField(default=False, help_text="asked again, since nobody had changed the text")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="step_decided_once", fields=["review", "step"]),
            models.CheckConstraint(
                name="what_goes_back_says_why", condition=models.Q(verdict="approved") | ~models.Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.by_id}"

    @property
    def step_name(self) -> str:
        return str(self.review.steps[self.step]["name"])


class Comment(models.Model):
    """Words on a line, on a section (`line_text` empty), or on the whole text (`section_kind` empty too).

    The line's own text is the anchor: a comment goes with a line that moves or is edited, and is outdated when the
    line is gone. Comments of the job template have no author.
    """

    class Origin(models.TextChoices):
        PERSON = "person", "Person"
        TEMPLATE = "template", "Job template"

    LONGEST: ClassVar[int] = 2000

    description = models.ForeignKey("descriptions.JobDescription", on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    section_kind = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=120, blank=True)
    line_text = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.PERSON)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentions", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="person_comment_has_author",
                condition=models.Q(origin="template", author=None) | models.Q(origin="person", author__isnull=False),
            ),
            models.CheckConstraint(
                name="threads_are_resolved_not_replies", condition=models.Q(parent=None) | models.Q(resolved_at=None)
            ),
            models.UniqueConstraint(
                name="template_comment_once",
                fields=["description", "section_kind", "text"],
                condition=models.Q(origin="template"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Presence(models.Model):
    """Who has a description open, and when their page last said so."""

    description = models.ForeignKey("descriptions.JobDescription", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="presence_once", fields=["description", "user"])]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.description_id}"
