from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from apps.templates_lib.admin.history import DraftAdmin, VersionAdmin
from apps.templates_lib.admin.resources import ProfileResource, TableMixin
from apps.templates_lib.models import Embedding, ProfileDraft, ProfileName, ProfileVersion, RoleProfile
from jdcopilot.lib.admin import ReadOnlyAdmin, ReadOnlyInline, as_json


class ProfileNameInline(ReadOnlyInline):
    model = ProfileName
    fields = ["name", "is_title"]
    verbose_name_plural = "titles and aliases"


@admin.register(RoleProfile)
class RoleProfileAdmin(TableMixin, admin.ModelAdmin[RoleProfile]):
    """Profiles are changed in the library's own pages; here they can be taken out of use, exported and imported."""

    resource_classes = [ProfileResource]

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


@admin.register(ProfileVersion)
class ProfileVersionAdmin(VersionAdmin):
    owner = "profile"
    search_fields = ["profile__title", "profile__slug"]


@admin.register(ProfileDraft)
class ProfileDraftAdmin(DraftAdmin):
    owner = "profile"
    search_fields = ["profile__title"]


@admin.register(Embedding)
class EmbeddingAdmin(ReadOnlyAdmin):
    list_display = ["key"]
    search_fields = ["key"]
    fields = ["key"]
