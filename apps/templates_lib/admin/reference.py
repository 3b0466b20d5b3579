from __future__ import annotations

from django.contrib import admin

from apps.templates_lib.models import Occupation, OccupationTitle, ReferenceSource, Wage
from jdcopilot.lib.admin import ReadOnlyAdmin, ReadOnlyInline


@admin.register(ReferenceSource)
class ReferenceSourceAdmin(ReadOnlyAdmin):
    list_display = ["name", "version", "licence", "changed_at"]
    fields = ["name", "version", "licence", "attribution", "changed_at"]


class OccupationTitleInline(ReadOnlyInline):
    model = OccupationTitle
    fields = ["title", "is_preferred"]
    verbose_name_plural = "titles"


@admin.register(Occupation)
class OccupationAdmin(ReadOnlyAdmin):
    list_display = ["title", "source", "code", "soc", "isco"]
    list_filter = ["source"]
    list_select_related = ["source"]
    search_fields = ["title", "=code", "=soc", "=isco"]
    fields = ["source", "code", "soc", "isco", "title", "description"]
    inlines = [OccupationTitleInline]


@admin.register(Wage)
class WageAdmin(ReadOnlyAdmin):
    list_display = ["title", "soc", "area", "year", "annual_median", "hourly_median"]
    list_filter = ["area", "year"]
    search_fields = ["title", "=soc"]
    fields = [
        "source", "soc", "title", "area", "year", "annual_lower", "annual_median", "annual_upper", "hourly_lower",
        "hourly_median", "hourly_upper",
    ]  # fmt: skip
