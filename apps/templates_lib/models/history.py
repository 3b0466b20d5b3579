"""What every history of the library has: immutable versions, and one open change that waits for review."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class VersionKind(models.TextChoices):
    SHIPPED = "shipped", "Shipped with the product"
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class DraftState(models.TextChoices):
    EDITING = "editing", "Being edited"
    REVIEW = "review", "Waiting for review"
    RETURNED = "returned", "Sent back"


class Version(models.Model):
    """An immutable version of some content; the database refuses to change one. `OWNER` names what it belongs to."""

    Kind = VersionKind
    OWNER: str

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=VersionKind.choices)
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @property
    def owner(self) -> Any:
        return getattr(self, self.OWNER)


class Draft(models.Model):
    """The one open change of some content: `version` is its newest text, each save of it an immutable version."""

    State = DraftState
    version: Any

    base = models.PositiveIntegerField(help_text="the number of the version that was live when the change began")
    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.EDITING)
    answer = models.CharField(max_length=500, blank=True, help_text="why it was sent back")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def author_ids(self) -> set[int]:
        """Everybody who has saved a version since the change began."""
        versions = type(self.version).objects.filter(**{self.version.OWNER: self.pk}, kind=VersionKind.DRAFT)
        authors = versions.filter(number__gt=self.base).values_list("author_id", flat=True)
        return {author for author in authors if author is not None}


def version_constraints(name: str) -> list[models.BaseConstraint]:
    """What must never be false of versions of `name`."""
    return [
        models.UniqueConstraint(name=f"{name}_version_number_once", fields=[name, "number"]),
        models.CheckConstraint(
            name=f"{name}_version_kind_is_known", condition=models.Q(kind__in=["shipped", "draft", "published"])
        ),
        models.CheckConstraint(
            name=f"{name}_change_has_an_author", condition=models.Q(kind="shipped") | models.Q(author__isnull=False)
        ),
        models.CheckConstraint(
            name=f"published_{name}_has_a_reviewer",
            condition=~models.Q(kind="published") | models.Q(reviewer__isnull=False),
        ),
    ]


def draft_constraints(state_is_known: str, says_why: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(name=state_is_known, condition=models.Q(state__in=["editing", "review", "returned"])),
        models.CheckConstraint(name=says_why, condition=~models.Q(state="returned") | ~models.Q(answer="")),
    ]
