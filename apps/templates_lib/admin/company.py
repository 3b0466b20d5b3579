from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.templates_lib.models import CompanyProfile, VoiceWord


@admin.register(CompanyProfile)
class CompanyProfileAdmin(admin.ModelAdmin[CompanyProfile]):
    """One row: the list leads straight to it."""

    fields = [
        "name",
        "values",
        "person",
        "spelling",
        "tone",
        "contractions",
        "names_itself",
        "stops",
        "headings",
        "exclamations",
        "employees",
        "employees_in",
        "is_federal_contractor",
        "screens_with_ai",
        "updated_at",
    ]
    readonly_fields = ["updated_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not CompanyProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: CompanyProfile | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> HttpResponse:
        if not CompanyProfile.objects.exists():
            return redirect(reverse("admin:templates_lib_companyprofile_add"))
        return redirect(reverse("admin:templates_lib_companyprofile_change", args=[1]))


@admin.register(VoiceWord)
class VoiceWordAdmin(admin.ModelAdmin[VoiceWord]):
    list_display = ["word", "kind", "instead", "reason", "whole_word", "match_case"]
    list_filter = ["kind"]
    search_fields = ["word", "instead"]
