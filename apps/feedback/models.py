from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from apps.descriptions.models import JobDescription, Revision

#: Stands for the engine where no engine wrote any version of the rated text.
WRITTEN_BY_PERSON = "person"


class Rating(models.Model):
    """Stars with reasons and a comment on a whole draft, or on the section `section_kind` of it."""

    class Reason(models.TextChoices):
        GENERIC = "generic", "Too generic"
        WRONG = "wrong", "Says something wrong"
        MISSING = "missing", "Leaves something out"
        TONE = "tone", "Wrong tone"
        LENGTH = "length", "Wrong length"
        SPECIFIC = "specific", "Specific to the role"
        CLEAR = "clear", "Clear and easy to read"

    description = models.ForeignKey(JobDescription, on_delete=models.CASCADE, related_name="ratings")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="ratings")
    section_kind = models.CharField(max_length=20, blank=True, help_text="empty: the whole draft")
    stars = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    reasons = models.JSONField(default=list, blank=True)
    comment = models.TextField(max_length=2000, blank=True)
    engine = models.CharField(max_length=120, help_text="engine and version that wrote the rated text, or person")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ratings")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="stars_from_1_to_5", condition=models.Q(stars__gte=1, stars__lte=5)),
            models.CheckConstraint(name="rating_names_engine", condition=~models.Q(engine="")),
            models.UniqueConstraint(name="one_rating_a_person", fields=["revision", "section_kind", "author"]),
        ]

    def __str__(self) -> str:
        return f"{self.stars} stars for {self.section_kind or 'the draft'}"

    @property
    def rated_text(self) -> str:
        """What was rated, one line of text each; headings stand before the sections of a whole draft."""
        parts: list[str] = []
        for section in self.revision.content:
            if self.section_kind not in ("", section["kind"]):
                continue
            parts += [] if self.section_kind else [section["heading"]]
            parts += [line["text"] for line in section["lines"]]
        return "\n".join(parts)
