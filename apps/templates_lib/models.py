"""What a draft is made from: the company's voice and text, role profiles, job templates."""

from __future__ import annotations

from typing import Any

from django.db import models

from apps.accounts.models import Department


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


class RoleProfile(models.Model):
    """One occupation of the library. `content` is the profile as its TOML file has it (see ml/library/README.md)."""

    slug = models.SlugField(primary_key=True, max_length=80)
    title = models.CharField(max_length=120)
    field = models.CharField("field of work", max_length=40, db_index=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64, editable=False)
    is_published = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ProfileName(models.Model):
    """A title or alias of a profile, normalised for the typeahead."""

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    normalised = models.CharField(max_length=120, db_index=True)
    is_title = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="profile_name_once", fields=["profile", "normalised"])]

    def __str__(self) -> str:
        return self.name


class JobTemplate(models.Model):
    """The structure of a document: `sections` is an ordered list of {kind, heading, locked, guidance}."""

    name = models.CharField(max_length=80, unique=True)
    sections = models.JSONField()
    is_default = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_default_template", fields=["is_default"], condition=models.Q(is_default=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def section(self, kind: str) -> dict[str, Any]:
        return next((section for section in self.sections if section["kind"] == kind), {})


class Embedding(models.Model):
    """The vector of one library text under the SHA-256 of that text and the encoder's name: float32, 384 wide."""

    key = models.CharField(primary_key=True, max_length=64)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return self.key
