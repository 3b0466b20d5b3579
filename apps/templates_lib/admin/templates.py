from __future__ import annotations

from django.contrib import admin

from apps.templates_lib.models import JobTemplate
from apps.templates_lib.template_form import JobTemplateForm


@admin.register(JobTemplate)
class JobTemplateAdmin(admin.ModelAdmin[JobTemplate]):
    form = JobTemplateForm
    list_display = ["name", "purpose", "is_default", "is_published", "section_count", "updated_at"]
    list_filter = ["is_default", "is_published"]
    search_fields = ["name", "purpose"]
    fieldsets = [
        (None, {"fields": ["name", "purpose", "is_default", "is_published"]}),
        ("How it reads", {"fields": ["tone", "length", "person"]}),
        ("Sections", {"fields": ["sections"]}),
        ("Skills", {"fields": ["skills"]}),
    ]

    @admin.display(description="sections")
    def section_count(self, template: JobTemplate) -> int:
        return len(template.sections)
