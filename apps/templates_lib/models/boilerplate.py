"""Reusable company text."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from apps.accounts.models import Department


class BoilerplateQuerySet(models.QuerySet["Boilerplate"]):
    def for_description(
        self, *, department_id: int | None, country: str, language: str, on: date
    ) -> BoilerplateQuerySet:
        """Texts in force for exactly this department, country and language or for all, the most specific first."""
        return (
            self.published()
            .in_force(on)
            .filter(
                models.Q(department=None) | models.Q(department_id=department_id),
                country__in=["", country],
                language__in=["", language],
            )
            .order_by(models.F("department").asc(nulls_last=True), "-country", "-language", "pk")
        )

    def published(self) -> BoilerplateQuerySet:
        """Without new texts that nobody has reviewed yet."""
        return self.filter(is_published=True)

    def in_force(self, on: date) -> BoilerplateQuerySet:
        begun = models.Q(effective_from=None) | models.Q(effective_from__lte=on)
        not_ended = models.Q(effective_until=None) | models.Q(effective_until__gte=on)
        return self.filter(begun, not_ended)

    def overlapping(self, text: Boilerplate) -> BoilerplateQuerySet:
        """Other texts of the same kind, department, country and language that are in force on a day when it is."""
        same = self.published()._beside(text)
        if text.effective_until is not None:
            same = same.filter(models.Q(effective_from=None) | models.Q(effective_from__lte=text.effective_until))
        if text.effective_from is not None:
            same = same.filter(models.Q(effective_until=None) | models.Q(effective_until__gte=text.effective_from))
        return same

    def waiting_beside(self, text: Boilerplate) -> BoilerplateQuerySet:
        """New texts for the same that nobody has published yet."""
        return self.filter(is_published=False)._beside(text)

    def _beside(self, text: Boilerplate) -> BoilerplateQuerySet:
        """Other texts of the same kind, department, country and language."""
        same = self.filter(kind=text.kind, department=text.department_id, country=text.country, language=text.language)
        return same.exclude(pk=text.pk or 0)


class Boilerplate(models.Model):
    """Reusable company text. An empty department, country, language or date stands for all of them.

    Of each kind there is one published text a department, country, language and day: migration 0007 has the database
    see to it. `live` is the version that it comes from, once there is a history.
    """

    class Kind(models.TextChoices):
        ABOUT = "about", "About us"
        BENEFITS = "benefits", "Benefits (one a line)"
        EQUAL_OPPORTUNITY = "equal_opportunity", "Equal opportunity"
        ACCOMMODATION = "accommodation", "Adjustments and accommodation"
        PRIVACY_NOTICE = "privacy_notice", "Privacy notice"
        AI_NOTICE = "ai_notice", "Notice on the use of AI"

    class Language(models.TextChoices):
        EN_GB = "en-GB", "British English"
        EN_US = "en-US", "American English"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, null=True, blank=True, help_text="empty for every department"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO code such as GB; empty for every country")
    language = models.CharField(
        max_length=5, blank=True, choices=Language.choices, help_text="empty for every language"
    )
    effective_from = models.DateField("in force from", null=True, blank=True, help_text="empty: since ever")
    effective_until = models.DateField("until", null=True, blank=True, help_text="the last day; empty: without end")
    text = models.TextField(max_length=4000)
    is_published = models.BooleanField(default=True, editable=False)
    live = models.ForeignKey(
        "BoilerplateVersion", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = BoilerplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name_plural = "boilerplate"
        constraints = [
            models.CheckConstraint(
                name="boilerplate_ends_after_it_begins",
                condition=models.Q(effective_from=None)
                | models.Q(effective_until=None)
                | models.Q(effective_until__gte=models.F("effective_from")),
                violation_error_message="The last day lies before the first one.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return f"{reverse('library:boilerplate')}#text-{self.pk}"

    @property
    def is_own(self) -> bool:
        """Nothing stood here before its first version."""
        return not self.is_published and self.live is None
