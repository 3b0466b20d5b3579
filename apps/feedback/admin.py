from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import truncatechars

from apps.feedback.exports import export_lines
from apps.feedback.models import Rating
from jdcopilot.lib.admin import ReadOnlyAdmin


class ReasonFilter(admin.SimpleListFilter):
    title = "reason"
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Rating]) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Rating.Reason.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Rating]) -> QuerySet[Rating]:
        # Reasons are plain words in a JSON list; a quoted search works everywhere, `contains` not on SQLite.
        return queryset.filter(reasons__icontains=f'"{self.value()}"') if self.value() else queryset


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    """What people said, for reading and export; nobody edits another person's rating."""

    list_display = [
        "stars",
        "description",
        "section_kind",
        "reasons",
        "short_comment",
        "engine",
        "author",
        "created_at",
    ]
    list_filter = ["stars", ReasonFilter, "engine", "section_kind"]
    list_select_related = ["description", "author"]
    search_fields = ["comment", "description__title"]
    date_hierarchy = "created_at"
    actions = ["export_jsonl"]

    @admin.display(description="comment")
    def short_comment(self, rating: Rating) -> str:
        return truncatechars(rating.comment, 80)

    @admin.action(description="Export as JSONL", permissions=["view"])
    def export_jsonl(self, request: HttpRequest, queryset: QuerySet[Rating]) -> HttpResponse:
        response = HttpResponse("".join(export_lines(queryset)), content_type="application/jsonl")
        response["Content-Disposition"] = 'attachment; filename="ratings.jsonl"'
        return response
