from __future__ import annotations

from django.contrib import admin

from apps.templates_lib.models import JobTemplate


@admin.register(JobTemplate)
class JobTemplateAdmin(admin.ModelAdmin[JobTemplate]):
    list_display = ["name", "is_default", "section_count", "updated_at"]
    list_filter = ["is_default"]
    search_fields = ["name"]

    @admin.display(description="sections")
    def section_count(self, template: JobTemplate) -> int:
        return len(template.sections)
