"""What people have decided about findings."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    def that_hold(self, *, description_id: int, person_id: int) -> Self:
        """Those that hide a finding from this person in this description."""
        return self.filter(
            models.Q(scope=Dismissal.Scope.HERE, description=description_id)
            | models.Q(scope=Dismissal.Scope.ME, person=person_id)
            | models.Q(scope=Dismissal.Scope.ALL)
        )

    def seen_by(self, person_id: int) -> Self:
        """A person's own, and those that hold for all."""
        return self.filter(models.Q(person=person_id) | models.Q(scope=Dismissal.Scope.ALL))


class Dismissal(models.Model):
    """A finding that somebody does not want to see again: in one description, in none of theirs, or nobody in any.

    `rule` and `mark` name what was found wherever it stands, so it stays dismissed when the text changes around it.
    """

    class Scope(models.TextChoices):
        HERE = "here", "Here"
        ME = "me", "For me"
        ALL = "all", "For all"

    scope = models.CharField(max_length=4, choices=Scope.choices)
    rule = models.CharField(max_length=80)
    mark = models.CharField(max_length=20, help_text="what was found, as a short hash")
    text = models.CharField(max_length=200, help_text="what was found, to read")
    description = models.ForeignKey(
        "descriptions.JobDescription", on_delete=models.CASCADE, null=True, blank=True, related_name="dismissals"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dismissals")
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="dismissal_scope_is_known", condition=models.Q(scope__in=["here", "me", "all"])
            ),
            models.CheckConstraint(
                name="dismissal_here_names_description",
                condition=models.Q(scope="here", description__isnull=False)
                | (~models.Q(scope="here") & models.Q(description=None)),
            ),
            models.CheckConstraint(
                name="dismissal_for_all_has_reason", condition=~models.Q(scope="all") | ~models.Q(reason="")
            ),
            models.UniqueConstraint(
                name="dismissed_here_once", fields=["description", "mark"], condition=models.Q(scope="here")
            ),
            models.UniqueConstraint(
                name="dismissed_for_me_once", fields=["person", "mark"], condition=models.Q(scope="me")
            ),
            models.UniqueConstraint(name="dismissed_for_all_once", fields=["mark"], condition=models.Q(scope="all")),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.text}"
