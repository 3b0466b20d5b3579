"""The employer of this deployment and how it speaks."""

from __future__ import annotations

from django.db import models


class CompanyProfile(models.Model):
    """The employer of this deployment: its name and how it speaks. There is one row."""

    class Person(models.TextChoices):
        YOU = "you", "you"
        POSTHOLDER = "postholder", "the postholder"

    class Spelling(models.TextChoices):
        EN_GB = "en-GB", "British English"
        EN_US = "en-US", "American English"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    person = models.CharField("speaks to", max_length=12, choices=Person.choices, default=Person.YOU)
    spelling = models.CharField(max_length=5, choices=Spelling.choices, default=Spelling.EN_GB)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "company"
        verbose_name_plural = "company"
        constraints = [models.CheckConstraint(name="one_company", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.name
