"""Review of a change: what it says against what the library says, word by word; publish, send back or give up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.templates_lib.permissions import can_review, check_can_edit_library
from apps.templates_lib.views.problems import explain_errors
from apps.templates_lib.views.shelves import Shelf
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of


@require_safe
@never_cache
@explain_errors
def review_draft(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    """The open change of a profile or text; without one, the page says so."""
    check_can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    draft = shelf.workflow.find_draft(owner)
    context: dict[str, Any] = {
        "owner": owner,
        "shelf": shelf,
        "draft": draft,
        "live_seen": owner.live.number if owner.live else 0,
    }
    if draft is not None:
        errors, style = shelf.remarks(owner, draft.version.content)
        context |= {
            "fields": shelf.diff(shelf.workflow.content_of(owner) if owner.live else {}, draft.version.content),
            "content": shelf.show(draft.version.content),
            "errors": errors,
            "style": style,
            "outstanding": shelf.outstanding(draft),
            "may_review": can_review(request.user, draft),
            "may_edit": False,
        }
    return render(request, "library/review.html", context)


@require_POST
@explain_errors
def send_for_review(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    shelf.workflow.send_for_review(by=request.user, owner=owner, seen=number_of(request.POST.get("seen")))
    messages.success(request, "Waiting for another editor’s review.")
    return redirect(shelf.url("review", owner))


@require_POST
@explain_errors
def publish_draft(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    version = shelf.workflow.publish(
        by=request.user,
        owner=owner,
        seen=number_of(request.POST.get("seen")),
        live_seen=number_of(request.POST.get("live_seen")),
        accept_style=request.POST.get("accept_style") == "on",
    )
    messages.success(request, f"Published as version {version.number}. The next text that is written uses it.")
    return redirect(owner)


@require_POST
@explain_errors
def send_back(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    owner, reason = shelf.find(request.user, **key), request.POST.get("reason", "")
    shelf.workflow.send_back(by=request.user, owner=owner, seen=number_of(request.POST.get("seen")), reason=reason)
    messages.success(request, "Sent back with your reason.")
    return redirect(shelf.url("review", owner))


@require_POST
@explain_errors
def discard_draft(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    home, noun = owner.get_absolute_url(), shelf.workflow.noun
    is_gone = shelf.workflow.discard_draft(by=request.user, owner=owner, seen=number_of(request.POST.get("seen")))
    messages.success(request, f"The new {noun} is given up." if is_gone else "The change is given up.")
    return redirect(shelf.list_name if is_gone else home)
