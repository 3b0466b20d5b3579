from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from apps.templates_lib.models import Boilerplate, CompanyProfile, Embedding, JobTemplate, ProfileName, RoleProfile
from jdcopilot.lib.admin import ReadOnlyAdmin, ReadOnlyInline, as_json


@admin.register(CompanyProfile)
class CompanyProfileAdmin(admin.ModelAdmin[CompanyProfile]):
    """One row: the list leads straight to it."""

    fields = ["name", "person", "spelling", "updated_at"]
    readonly_fields = ["updated_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not CompanyProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: CompanyProfile | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> HttpResponse:
        if not CompanyProfile.objects.exists():
            return redirect(reverse("admin:templates_lib_companyprofile_add"))
        return redirect(reverse("admin:templates_lib_companyprofile_change", args=[1]))


@admin.register(Boilerplate)
class BoilerplateAdmin(admin.ModelAdmin[Boilerplate]):
    list_display = ["kind", "department", "country", "beginning"]
    list_filter = ["kind", "country", "department"]
    list_select_related = ["department"]
    search_fields = ["text"]

    @admin.display(description="text")
    def beginning(self, boilerplate: Boilerplate) -> str:
        return boilerplate.text[:80]


class ProfileNameInline(ReadOnlyInline):
    model = ProfileName
    fields = ["name", "is_title"]
    verbose_name_plural = "titles and aliases"


@admin.register(RoleProfile)
class RoleProfileAdmin(admin.ModelAdmin[RoleProfile]):
    """Profiles come from their files; here they can be taken out of use and back."""

    list_display = ["title", "field", "is_published", "updated_at"]
    list_filter = ["is_published", "field"]
    search_fields = ["title", "slug", "names__name"]
    date_hierarchy = "updated_at"
    fields = ["title", "slug", "field", "is_published", "updated_at", "readable_content"]
    readonly_fields = ["title", "slug", "field", "updated_at", "readable_content"]
    inlines = [ProfileNameInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RoleProfile | None = None) -> bool:
        return False

    @admin.display(description="content")
    def readable_content(self, profile: RoleProfile) -> SafeString:
        return as_json(profile.content)


@admin.register(JobTemplate)
class JobTemplateAdmin(admin.ModelAdmin[JobTemplate]):
    list_display = ["name", "is_default", "section_count", "updated_at"]
    list_filter = ["is_default"]
    search_fields = ["name"]

    @admin.display(description="sections")
    def section_count(self, template: JobTemplate) -> int:
        return len(template.sections)


@admin.register(Embedding)
class EmbeddingAdmin(ReadOnlyAdmin):
    list_display = ["key"]
    search_fields = ["key"]
    fields = ["key"]
