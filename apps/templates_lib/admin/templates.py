from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.templates_lib.admin.history import DraftAdmin, VersionAdmin
from apps.templates_lib.admin.resources import JobTemplateResource, TableMixin
from apps.templates_lib.models import JobTemplate, JobTemplateDraft, JobTemplateVersion
from jdcopilot.lib.admin import as_json


@admin.register(JobTemplate)
class JobTemplateAdmin(TableMixin, admin.ModelAdmin[JobTemplate]):
    """Templates are changed in the library's own pages; here they can be made the usual one, taken out of use, exported
    and imported.
    """

    resource_classes = [JobTemplateResource]
    list_display = ["name", "purpose", "is_default", "is_published", "section_count", "updated_at"]
    list_filter = ["is_default", "is_published"]
    search_fields = ["name", "purpose"]
    fields = ["name", "purpose", "is_default", "is_published", "pages", "updated_at", "readable_content"]
    readonly_fields = ["name", "purpose", "pages", "updated_at", "readable_content"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A new one is in use once it is published; before that nothing could be written with it."""
        return [*self.readonly_fields, *(["is_default", "is_published"] if obj and obj.is_own else [])]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: JobTemplate | None = None) -> bool:
        return False

    @admin.display(description="sections")
    def section_count(self, template: JobTemplate) -> int:
        return len(template.sections)

    @admin.display(description="content")
    def readable_content(self, template: JobTemplate) -> SafeString:
        return as_json(template.content)

    @admin.display(description="change it")
    def pages(self, template: JobTemplate) -> SafeString:
        return format_html('<a href="{}">In the library, under review</a>', template.get_absolute_url())


@admin.register(JobTemplateVersion)
class JobTemplateVersionAdmin(VersionAdmin):
    owner = "job_template"
    search_fields = ["job_template__name"]


@admin.register(JobTemplateDraft)
class JobTemplateDraftAdmin(DraftAdmin):
    owner = "job_template"
    search_fields = ["job_template__name"]
