"""The history of a description: who or which engine, when, why; compare two versions; bring one back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from apps.descriptions import services
from apps.descriptions.diffs import diff_contents, diff_words
from apps.descriptions.models import JobDescription, Revision
from apps.descriptions.permissions import can_edit
from apps.descriptions.views.context import get_description, get_description_to_change
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial

PAGE_SIZE = 25


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
def list_revisions(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """All versions; `?from=2&to=5` adds what changed between these two."""
    description = get_description(description_id)
    revisions = description.revisions.select_related("author").defer("content")
    older, newer = _chosen(request, description)
    page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("page"))
    may_edit = can_edit(request.user, description)
    context = {
        "description": description,
        "page": page,
        "older": older,
        "newer": newer,
        "may_edit": may_edit,
        "can_edit": may_edit and description.is_editable,
    }
    if older and newer:
        context["title_diff"] = diff_words(older.title, newer.title) if older.title != newer.title else ()
        context["section_diffs"] = diffs = diff_contents(older.content, newer.content)
        context["unchanged"] = [section.heading for section in diffs if not section.is_changed]
        context["is_different"] = bool(context["title_diff"]) or any(section.is_changed for section in diffs)
    return render(request, page_or_partial(request, "descriptions/revisions.html", "comparison"), context)


def _chosen(request: AuthenticatedHttpRequest, description: JobDescription) -> tuple[Revision | None, Revision | None]:
    """The two versions to compare, the older first; without a choice the last two."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if all(number.isdecimal() for number in numbers):
        wanted = sorted(int(number) for number in numbers)
    else:
        wanted = sorted(description.revisions.values_list("number", flat=True)[:2])
    found = {revision.number: revision for revision in description.revisions.filter(number__in=wanted)}
    if len(wanted) < 2:
        return None, None
    return found.get(wanted[0]), found.get(wanted[1])


@require_POST
@explain_errors
def save_version(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    before = description.revisions.count()
    revision = services.save_version(by=request.user, description=description, reason=request.POST.get("reason", ""))
    if description.revisions.count() == before:
        messages.info(request, f"Nothing has changed since version {revision.number}, so no new one was made.")
    else:
        messages.success(request, f"Saved as version {revision.number}.")
    return redirect("descriptions:revisions", description.pk)


@require_POST
@explain_errors
def restore_revision(request: AuthenticatedHttpRequest, description_id: int, number: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    revision = get_object_or_404(description.revisions.select_related("description"), number=number)
    restored = services.restore_revision(by=request.user, revision=revision)
    messages.success(request, f"Version {number} is back, as version {restored.number}.")
    return redirect(description)
