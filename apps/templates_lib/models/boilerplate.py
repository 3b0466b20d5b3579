"""Reusable company text."""

from __future__ import annotations

from django.db import models

from apps.accounts.models import Department


class BoilerplateQuerySet(models.QuerySet["Boilerplate"]):
    def for_description(self, *, department_id: int | None, country: str) -> BoilerplateQuerySet:
        """Texts for everyone and for exactly this department and country, the most specific first."""
        return self.filter(
            models.Q(department=None) | models.Q(department_id=department_id), country__in=["", country]
        ).order_by(models.F("department").asc(nulls_last=True), "-country", "pk")


class Boilerplate(models.Model):
    """Reusable company text. An empty department or country means all of them."""

    class Kind(models.TextChoices):
        ABOUT = "about", "About us"
        BENEFITS = "benefits", "Benefits (one a line)"
        EQUAL_OPPORTUNITY = "equal_opportunity", "Equal opportunity"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    department = models.ForeignKey(Department, on_delete=models.CASCADE, null=True, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO code such as GB; empty for every country")
    text = models.TextField(max_length=4000)

    objects = BoilerplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name_plural = "boilerplate"
        constraints = [
            models.UniqueConstraint(name="one_boilerplate_a_department", fields=["kind", "department", "country"]),
            models.UniqueConstraint(
                name="one_boilerplate_for_all", fields=["kind", "country"], condition=models.Q(department=None)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
