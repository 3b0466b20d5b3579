"""The editor page, and what happens to the whole description."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from apps.descriptions import services
from apps.descriptions.section_forms import TitleForm, cleaned
from apps.descriptions.views.context import editor_context, get_description, get_description_to_change
from apps.descriptions.views.problems import explain_errors, wants_json
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
def edit_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description(description_id)
    template = page_or_partial(request, "descriptions/edit.html", "editor", "standing", "findings", "actions")
    return render(request, template, editor_context(request, description))


@require_POST
@explain_errors
def change_title(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    services.change_title(by=request.user, description=description, **cleaned(TitleForm(request.POST)))
    if wants_json(request):
        return JsonResponse({"title": description.title})
    return redirect(description)


@require_POST
@explain_errors
def write_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    services.request_draft(by=request.user, description=description)
    if request.htmx:
        return render(request, "descriptions/edit.html#editor", editor_context(request, description))
    return redirect(description)
