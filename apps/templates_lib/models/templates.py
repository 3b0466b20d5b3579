"""The structure of a document."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from apps.templates_lib.models.company import CompanyProfile


class JobTemplateQuerySet(models.QuerySet["JobTemplate"]):
    def written(self) -> JobTemplateQuerySet:
        """Without new ones that nobody has published yet."""
        return self.exclude(sections=[])


class JobTemplate(models.Model):
    """The structure of a kind of document; ml/library/README.md says what `sections` and `skills` hold.

    `source` is the file it was loaded from, `content_hash` the state of that file; a template made here has neither.
    `live` is the version that its content comes from, once there is a history. A new one has no sections before it is
    published.
    """

    class Tone(models.TextChoices):
        NEUTRAL = "neutral", "Neutral"
        FRIENDLY = "friendly", "Friendly"
        FORMAL = "formal", "Formal"
        CONCISE = "concise", "Concise"

    class Length(models.TextChoices):
        SHORT = "short", "Short"
        STANDARD = "standard", "Standard"
        LONG = "long", "Long"

    CONTENT = ("name", "purpose", "tone", "length", "person", "sections", "skills")

    name = models.CharField(max_length=80, unique=True)
    purpose = models.CharField("what it is for", max_length=120, blank=True, help_text="one line for those who choose")
    tone = models.CharField(
        max_length=10, blank=True, choices=Tone.choices, help_text="where the brief names none; empty for the company's"
    )
    length = models.CharField(
        max_length=10, blank=True, choices=Length.choices, help_text="where the brief names none; empty for standard"
    )
    person = models.CharField(
        "speaks to",
        max_length=12,
        blank=True,
        choices=CompanyProfile.Person.choices,
        help_text="empty for the company's own choice",
    )
    sections = models.JSONField(help_text="an ordered list of sections")
    skills = models.JSONField(default=list, blank=True, help_text="skills that this kind of job implies")
    is_default = models.BooleanField(default=False, help_text="used where the brief names no template")
    is_published = models.BooleanField(default=True, help_text="offered on the page of the brief")
    source = models.SlugField(max_length=80, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    live = models.ForeignKey(
        "JobTemplateVersion", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = JobTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_default_template", fields=["is_default"], condition=models.Q(is_default=True)
            ),
            models.UniqueConstraint(name="template_loaded_once", fields=["source"], condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:template", args=[self.pk])

    @property
    def is_own(self) -> bool:
        """Nothing stood here before its first version."""
        return not self.sections

    @property
    def content(self) -> dict[str, Any]:
        """The template as its file has it, without what is empty."""
        values = {key: getattr(self, key) for key in self.CONTENT}
        return {key: value for key, value in values.items() if value not in ("", [], None)}

    def take(self, content: dict[str, Any]) -> None:
        """Have this content; the row is not saved yet."""
        empty: dict[str, Any] = {"sections": [], "skills": []}
        for key in self.CONTENT:
            setattr(self, key, content.get(key, empty.get(key, "")))
