"""Official occupations and wages: imported reference data of others, with its source. Nobody edits it here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class ReferenceSource(models.Model):
    """Where imported rows come from: one row a source, with what its licence asks to be shown."""

    class Name(models.TextChoices):
        ONET = "onet", "O*NET"
        ESCO = "esco", "ESCO"
        BLS = "bls", "US Bureau of Labor Statistics"

    name = models.CharField(primary_key=True, max_length=8, choices=Name.choices)
    version = models.CharField(max_length=40, blank=True)
    licence = models.CharField(max_length=60)
    attribution = models.TextField(max_length=600)
    #: Changes with every import that changes something; caches look here.
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="reference_source_is_known", condition=Q(name__in=["onet", "esco", "bls"])),
            models.CheckConstraint(name="reference_source_attributed", condition=~Q(attribution="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.version}".strip()


class Occupation(models.Model):
    """One occupation of an official classification: O*NET has a SOC code, ESCO an ISCO-08 unit group."""

    source = models.ForeignKey(ReferenceSource, on_delete=models.CASCADE, related_name="occupations")
    code = models.CharField(max_length=40)
    soc = models.CharField("SOC", max_length=7, blank=True, db_index=True)
    isco = models.CharField("ISCO-08", max_length=4, blank=True, db_index=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(name="occupation_code_once", fields=["source", "code"]),
            models.CheckConstraint(name="occupation_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="occupation_has_soc_or_isco", condition=~Q(soc="", isco="")),
            models.CheckConstraint(
                name="occupation_soc_is_a_code", condition=Q(soc="") | Q(soc__regex=r"^\d\d-\d{4}$")
            ),
            models.CheckConstraint(name="occupation_isco_is_a_code", condition=Q(isco="") | Q(isco__regex=r"^\d{4}$")),
        ]

    def __str__(self) -> str:
        return self.title


class OccupationTitle(models.Model):
    """A title of an occupation as published, and normalised like `ProfileName`; its own title is the preferred one."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="titles")
    title = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200, db_index=True)
    is_preferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(name="occupation_title_once", fields=["occupation", "normalised"]),
            models.UniqueConstraint(name="one_preferred_title", fields=["occupation"], condition=Q(is_preferred=True)),
            models.CheckConstraint(name="occupation_title_not_empty", condition=~Q(title="") & ~Q(normalised="")),
        ]

    def __str__(self) -> str:
        return self.title


def _rising(*fields: str) -> Q:
    """Each field is at most the next one; what is not known proves nothing."""
    checks = Q()
    for lower, upper in zip(fields, fields[1:], strict=False):
        checks &= Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True}) | Q(**{f"{lower}__lte": F(upper)})
    return checks


def _amount(**options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True, **options)


class Wage(models.Model):
    """What an occupation is paid: median and quartiles of a year or an hour, in the area's currency."""

    class Area(models.TextChoices):
        US = "US", "United States"

    source = models.ForeignKey(ReferenceSource, on_delete=models.CASCADE, related_name="wages")
    soc = models.CharField("SOC", max_length=7)
    title = models.CharField(max_length=200)
    area = models.CharField(max_length=2, choices=Area.choices, default=Area.US)
    year = models.PositiveSmallIntegerField()
    annual_lower = _amount(verbose_name="annual lower quartile")
    annual_median = _amount()
    annual_upper = _amount(verbose_name="annual upper quartile")
    hourly_lower = _amount(verbose_name="hourly lower quartile")
    hourly_median = _amount()
    hourly_upper = _amount(verbose_name="hourly upper quartile")

    class Meta:
        ordering = ["soc", "-year"]
        constraints = [
            models.UniqueConstraint(name="wage_once", fields=["soc", "area", "year"]),
            models.CheckConstraint(name="wage_soc_is_a_code", condition=Q(soc__regex=r"^\d\d-\d{4}$")),
            models.CheckConstraint(name="wage_year_is_plausible", condition=Q(year__gte=1990, year__lte=2100)),
            models.CheckConstraint(
                name="wage_has_a_median", condition=Q(annual_median__isnull=False) | Q(hourly_median__isnull=False)
            ),
            models.CheckConstraint(
                name="wage_quartiles_rise",
                condition=_rising("annual_lower", "annual_median", "annual_upper")
                & _rising("hourly_lower", "hourly_median", "hourly_upper"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.area} {self.year}"
