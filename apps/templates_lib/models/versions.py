"""The history of the role library: what each profile said when, who changed it and why, and what waits for review."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.templates_lib.models.profiles import RoleProfile


class ProfileVersion(models.Model):
    """An immutable version of a profile's content; the database refuses to change one (migration 0003)."""

    class Kind(models.TextChoices):
        SHIPPED = "shipped", "Shipped with the product"
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="profile_version_number_once", fields=["profile", "number"]),
            models.CheckConstraint(
                name="profile_version_kind_is_known", condition=models.Q(kind__in=["shipped", "draft", "published"])
            ),
            models.CheckConstraint(
                name="profile_change_has_an_author", condition=models.Q(kind="shipped") | models.Q(author__isnull=False)
            ),
            models.CheckConstraint(
                name="published_profile_has_a_reviewer",
                condition=~models.Q(kind="published") | models.Q(reviewer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}, version {self.number}"


class ProfileDraft(models.Model):
    """The one open change of a profile: `version` is its newest text, each save of it an immutable version."""

    class State(models.TextChoices):
        EDITING = "editing", "Being edited"
        REVIEW = "review", "Waiting for review"
        RETURNED = "returned", "Sent back"

    profile = models.OneToOneField(RoleProfile, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="+")
    base = models.PositiveIntegerField(help_text="the number of the version that was live when the change began")
    state = models.CharField(max_length=8, choices=State.choices, default=State.EDITING)
    answer = models.CharField(max_length=500, blank=True, help_text="why it was sent back")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_draft_state_is_known", condition=models.Q(state__in=["editing", "review", "returned"])
            ),
            models.CheckConstraint(
                name="returned_draft_says_why", condition=~models.Q(state="returned") | ~models.Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.profile_id}"
