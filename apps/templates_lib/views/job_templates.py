"""The job templates, for everybody to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.templates_lib.job_template_shown import show_job_template
from apps.templates_lib.job_templates import JOB_TEMPLATES
from apps.templates_lib.models import JobTemplate
from apps.templates_lib.permissions import can_edit_library
from apps.templates_lib.usage import TEMPLATES, usage_of
from apps.templates_lib.views.shelves import TEMPLATE_SHELF, job_templates_for
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@never_cache
def list_job_templates(request: AuthenticatedHttpRequest) -> HttpResponse:
    templates = job_templates_for(request.user).select_related("draft__version__author")
    rows = [{"template": template, "used": _usage(template)} for template in templates]
    context = {"rows": rows, "may_edit": can_edit_library(request.user)}
    return render(request, "library/job_templates.html", context)


@require_safe
@never_cache
def show_template(request: AuthenticatedHttpRequest, template_id: int) -> HttpResponse:
    template = TEMPLATE_SHELF.find(request.user, template_id=template_id)
    context: dict[str, Any] = {
        "template": template,
        "content": None if template.is_own else show_job_template(template.content),
        "used": _usage(template),
        "may_edit": can_edit_library(request.user),
        "draft": JOB_TEMPLATES.find_draft(template),
    }
    return render(request, "library/job_template.html", context)


def _usage(template: JobTemplate) -> dict[str, int]:
    """How many job descriptions chose it, and for the default one how many chose none."""
    used = usage_of(TEMPLATES)
    return {"chosen": used.get(template.name, 0), "unnamed": used.get("", 0) if template.is_default else 0}
