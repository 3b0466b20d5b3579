"""Job descriptions in the admin: to look, to hand over, to erase. Their text is changed in the editor."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString

from apps.descriptions.check_models import Dismissal
from apps.descriptions.engine_models import EngineSpend, EngineState
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription, Revision, Section
from apps.descriptions.review_models import ApprovalRoute, Comment, Decision, Review, RouteStep
from jdcopilot.lib.admin import ReadOnlyAdmin, ReadOnlyInline, as_json


class SectionInline(ReadOnlyInline):
    model = Section
    fields = ["position", "kind", "heading", "version", "updated_by", "updated_at"]


@admin.register(JobDescription)
class JobDescriptionAdmin(admin.ModelAdmin[JobDescription]):
    list_display = ["title", "status", "owner", "department", "language", "updated_at"]
    list_filter = ["status", "department", "language"]
    list_select_related = ["owner", "department"]
    search_fields = ["title", "owner__username", "owner__last_name"]
    date_hierarchy = "updated_at"
    show_full_result_count = False
    raw_id_fields = ["owner"]
    fields = [
        "title",
        "status",
        "owner",
        "department",
        "language",
        "created_at",
        "updated_at",
        "readable_brief",
        "readable_match",
    ]
    readonly_fields = ["title", "status", "language", "created_at", "updated_at", "readable_brief", "readable_match"]
    inlines = [SectionInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="brief")
    def readable_brief(self, description: JobDescription) -> SafeString:
        return as_json(description.brief)

    @admin.display(description="matched role")
    def readable_match(self, description: JobDescription) -> SafeString:
        return as_json(description.match)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "origin", "author", "engine", "reason", "created_at"]
    list_filter = ["origin"]
    list_select_related = ["author"]
    search_fields = ["title", "reason", "engine", "author__username"]
    date_hierarchy = "created_at"
    fields = ["title", "number", "origin", "author", "engine", "reason", "created_at", "readable_content"]

    @admin.display(description="content")
    def readable_content(self, revision: Revision) -> SafeString:
        return as_json(revision.content)


class EventInline(ReadOnlyInline):
    model = GenerationEvent
    fields = ["number", "section_kind", "created_at"]


@admin.register(GenerationRequest)
class GenerationRequestAdmin(ReadOnlyAdmin):
    list_display = ["description", "kind", "state", "writer", "attempts", "requested_by", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["description", "requested_by"]
    search_fields = ["description__title", "requested_by__username", "writer", "error"]
    date_hierarchy = "created_at"
    inlines = [EventInline]
    fields = [
        "description",
        "kind",
        "section",
        "state",
        "stop_requested",
        "writer",
        "error",
        "attempts",
        "lease_until",
        "requested_by",
        "created_at",
        "started_at",
        "finished_at",
        "readable_change",
        "readable_timings",
        "readable_repairs",
        "readable_result",
    ]

    @admin.display(description="asked change")
    def readable_change(self, request: GenerationRequest) -> SafeString:
        return as_json(request.change)

    @admin.display(description="milliseconds")
    def readable_timings(self, request: GenerationRequest) -> SafeString:
        return as_json(request.timings_ms)

    @admin.display(description="proposal")
    def readable_result(self, request: GenerationRequest) -> SafeString:
        return as_json(request.result)

    @admin.display(description="what the guard repaired")
    def readable_repairs(self, request: GenerationRequest) -> SafeString:
        return as_json(request.repairs)


@admin.register(EngineState)
class EngineStateAdmin(ReadOnlyAdmin):
    list_display = ["engine", "opened_at", "probed_at", "failures", "calls", "window_began"]


@admin.register(EngineSpend)
class EngineSpendAdmin(ReadOnlyAdmin):
    list_display = ["day", "engine", "calls", "estimated_calls", "tokens_in", "tokens_out", "money"]
    list_filter = ["engine"]
    date_hierarchy = "day"

    @admin.display(description="cost")
    def money(self, spend: EngineSpend) -> str:
        return f"{spend.cost / 1_000_000:,.2f}"


@admin.register(Dismissal)
class DismissalAdmin(admin.ModelAdmin[Dismissal]):
    """To look, and to let a finding be shown again; findings are dismissed in the editor alone."""

    list_display = ["text", "rule", "scope", "person", "reason", "created_at"]
    list_filter = ["scope", "rule"]
    list_select_related = ["person"]
    search_fields = ["text", "rule", "reason", "person__username"]
    date_hierarchy = "created_at"
    readonly_fields = ["text", "rule", "mark", "scope", "description", "person", "reason", "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class StepInline(admin.TabularInline[RouteStep, ApprovalRoute]):
    model = RouteStep
    extra = 1


@admin.register(ApprovalRoute)
class ApprovalRouteAdmin(admin.ModelAdmin[ApprovalRoute]):
    """Open rounds keep the steps with which they were sent; a change holds for the next ones."""

    list_display = ["name", "department", "level", "four_eyes", "is_active"]
    list_filter = ["is_active", "department", "level"]
    list_select_related = ["department"]
    search_fields = ["name"]
    inlines = [StepInline]


class DecisionInline(ReadOnlyInline):
    model = Decision
    fields = ["step", "verdict", "by", "note", "is_own_text", "accepted_unedited", "decided_at"]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["description", "state", "step", "sent_by", "sent_at", "waiting_since", "ended_at", "is_unedited"]
    list_filter = ["state", "is_unedited"]
    list_select_related = ["description", "sent_by"]
    search_fields = ["description__title", "sent_by__username"]
    date_hierarchy = "sent_at"
    exclude = ["steps", "general_lines", "findings"]
    inlines = [DecisionInline]


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ["text", "description", "origin", "author", "created_at", "resolved_at"]
    list_filter = ["origin"]
    list_select_related = ["description", "author"]
    search_fields = ["text", "description__title", "author__username"]
    date_hierarchy = "created_at"
