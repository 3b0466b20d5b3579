"""The list of job descriptions, and what can be done with one from there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from apps.descriptions import reviewing, services
from apps.descriptions.filters import DescriptionFilter
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import can_edit
from apps.descriptions.views.context import get_description, get_description_to_change
from apps.descriptions.views.problems import explain_errors
from apps.descriptions.views.ways import show_ways
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial
from jdcopilot.lib.paging import page_of

#: What a row shows; the JSON and the text of 25 descriptions stay in the database.
COLUMNS = ("title", "status", "updated_at", "owner", "department")
PEOPLE = ("owner__first_name", "owner__last_name", "owner__username", "department__name")


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
def list_descriptions(request: AuthenticatedHttpRequest) -> HttpResponse:
    descriptions = JobDescription.objects.select_related("owner", "department").only(*COLUMNS, *PEOPLE)
    narrowed = DescriptionFilter(request.GET, queryset=descriptions)
    page = page_of(narrowed.qs, request.GET.get("page"))
    context: dict[str, Any] = {
        "filter": narrowed,
        "page": page,
        "rows": [_row(request, description) for description in page.rows],
        "is_first_use": not page.rows and not narrowed.is_narrowed and not page.has_previous,
    }
    if context["is_first_use"]:
        context |= show_ways(request.user)
    return render(request, page_or_partial(request, "descriptions/list.html", "results"), context)


@require_POST
@explain_errors
def archive_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    reviewing.archive(by=request.user, description=description)
    return _show_changed(request, description, "Archived. Reopen it to work on it again.")


@require_POST
@explain_errors
def reopen_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    reviewing.reopen(by=request.user, description=description)
    return _show_changed(request, description, "Reopened as a draft.")


@require_POST
@explain_errors
def duplicate_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    copy = services.duplicate(by=request.user, description=get_description(description_id))
    messages.success(request, "This copy is yours; the original stays as it is.")
    if request.htmx:
        return HttpResponseClientRedirect(copy.get_absolute_url())
    return redirect(copy)


def _row(request: AuthenticatedHttpRequest, description: JobDescription) -> dict[str, Any]:
    return {"description": description, "can_edit": can_edit(request.user, description)}


def _show_changed(request: AuthenticatedHttpRequest, description: JobDescription, said: str) -> HttpResponse:
    """The row anew where HTMX asked from the list; else the page that the person came from."""
    if request.htmx.target == f"description-{description.pk}":
        return render(request, "descriptions/_row.html", {"row": _row(request, description), "is_changed": True})
    messages.success(request, said)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = description.get_absolute_url()
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)
