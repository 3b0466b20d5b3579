"""One section: show it, edit it in place, save it, answer for its lines."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.descriptions import services
from apps.descriptions.diffs import diff_lines
from apps.descriptions.errors import VersionConflict
from apps.descriptions.lines import texts_of
from apps.descriptions.models import Section
from apps.descriptions.section_forms import LineForm, SectionForm, cleaned
from apps.descriptions.views.context import (
    editor_context,
    get_section_to_change,
    section_block,
    section_context,
)
from apps.descriptions.views.problems import explain_errors, wants_json
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@never_cache
def show_section(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_object_or_404(Section.objects.select_related("description"), pk=section_id)
    if not request.htmx:
        return redirect(_page_at(section))
    return _render_section(request, section)


@require_safe
@never_cache
@explain_errors
def edit_section(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_section_to_change(request, section_id)
    if not section.description.is_editable:
        return redirect(_page_at(section))
    if request.htmx:
        return _render_section(request, section, is_editing=True)
    return render(request, "descriptions/edit.html", editor_context(request, section.description, editing=section))


@require_POST
@explain_errors
def save_section(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    """Save a person's text; 409 with a choice of three when someone else saved first."""
    section = get_section_to_change(request, section_id)
    posted = cleaned(SectionForm(request.POST))
    try:
        saved = services.save_section(
            by=request.user,
            section_id=section.pk,
            text=posted["text"],
            version=posted["version"],
            heading=posted["heading"] or None,
        )
    except VersionConflict as conflict:
        return _answer_conflict(request, conflict.section, mine=posted["text"])
    if wants_json(request):
        return JsonResponse({"version": saved.version})
    return _answer_changed(request, saved)


@require_POST
@explain_errors
def confirm_line(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_section_to_change(request, section_id)
    posted = cleaned(LineForm(request.POST))
    saved = services.confirm_line(by=request.user, section=section, text=posted["text"], version=posted["version"])
    return _answer_changed(request, saved)


@require_POST
@explain_errors
def remove_line(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_section_to_change(request, section_id)
    posted = cleaned(LineForm(request.POST))
    saved = services.remove_line(by=request.user, section=section, text=posted["text"], version=posted["version"])
    return _answer_changed(request, saved)


def _answer_changed(request: AuthenticatedHttpRequest, section: Section) -> HttpResponse:
    if not request.htmx:
        return redirect(_page_at(section))
    response = _render_section(request, section)
    response["HX-Trigger-After-Swap"] = "section-changed"
    return response


def _answer_conflict(request: AuthenticatedHttpRequest, theirs: Section, *, mine: str) -> HttpResponse:
    conflict = {
        "theirs": theirs,
        "mine": mine,
        "difference": diff_lines(texts_of(theirs.text), texts_of(mine)),
    }
    if request.htmx:
        return render(request, "descriptions/_conflict.html", conflict, status=409)
    context = editor_context(request, theirs.description, editing=theirs, typed=mine)
    return render(request, "descriptions/edit.html", context | {"conflict": conflict}, status=409)


def _render_section(request: AuthenticatedHttpRequest, section: Section, **shown: Any) -> HttpResponse:
    block = section_block(request, section, **shown)
    return render(request, "descriptions/_section.html", section_context(request, section, block))


def _page_at(section: Section) -> str:
    return f"{section.description.get_absolute_url()}#section-{section.pk}"
