from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.templates_lib.admin.history import DraftAdmin, VersionAdmin
from apps.templates_lib.admin.resources import BoilerplateResource, TableMixin
from apps.templates_lib.models import Boilerplate, BoilerplateDraft, BoilerplateVersion
from jdcopilot.lib.admin import ReadOnlyAdmin


@admin.register(Boilerplate)
class BoilerplateAdmin(TableMixin, ReadOnlyAdmin):
    """Texts are changed in the library's own pages, under review; here they can be exported and imported."""

    resource_classes = [BoilerplateResource]
    list_display = [
        "kind", "department", "country", "language", "effective_from", "effective_until", "is_published", "beginning"
    ]  # fmt: skip
    list_filter = ["is_published", "kind", "country", "language", "department"]
    list_select_related = ["department"]
    search_fields = ["text"]
    fields = ["kind", "department", "country", "language", "effective_from", "effective_until", "text", "pages"]
    readonly_fields = ["pages"]

    @admin.display(description="text")
    def beginning(self, boilerplate: Boilerplate) -> str:
        return boilerplate.text[:80]

    @admin.display(description="change it")
    def pages(self, boilerplate: Boilerplate) -> SafeString:
        address = reverse("library:edit_boilerplate", args=[boilerplate.pk])
        return format_html('<a href="{}">In the library, under review</a>', address)


@admin.register(BoilerplateVersion)
class BoilerplateVersionAdmin(VersionAdmin):
    owner = "boilerplate"


@admin.register(BoilerplateDraft)
class BoilerplateDraftAdmin(DraftAdmin):
    owner = "boilerplate"
