"""Review of a change: what it says against what the library says, word by word; publish, send back or give up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.templates_lib import editing, engine
from apps.templates_lib.permissions import can_review, check_can_edit_library
from apps.templates_lib.profile_shown import diff_contents, name_place, show_content
from apps.templates_lib.views.browse import get_profile
from apps.templates_lib.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of


@require_safe
@never_cache
@explain_errors
def review_draft(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """The open change of a profile; without one, the page says so."""
    check_can_edit_library(request.user)
    profile = get_profile(slug, may_edit=True)
    draft = editing.find_draft(profile)
    context: dict[str, Any] = {
        "profile": profile,
        "draft": draft,
        "live_seen": profile.live.number if profile.live else 0,
    }
    if draft is not None:
        findings = engine.review(draft.version.content)
        before = profile.content if profile.live else {}
        context |= {
            "fields": diff_contents(before, draft.version.content),
            "content": show_content(draft.version.content),
            "errors": _named(finding for finding in findings if finding.is_error),
            "style": _named(finding for finding in findings if not finding.is_error),
            "may_review": can_review(request.user, draft),
            "may_edit": False,
        }
    return render(request, "library/review.html", context)


def _named(findings: Iterable[Any]) -> list[dict[str, str]]:
    return [{"place": name_place(finding.place), "reason": finding.reason} for finding in findings]


@require_POST
@explain_errors
def send_for_review(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    check_can_edit_library(request.user)
    seen = number_of(request.POST.get("seen"))
    editing.send_for_review(by=request.user, profile=get_profile(slug, may_edit=True), seen=seen)
    messages.success(request, "Waiting for another editor’s review.")
    return redirect("library:review", slug=slug)


@require_POST
@explain_errors
def publish_draft(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    check_can_edit_library(request.user)
    version = editing.publish(
        by=request.user,
        profile=get_profile(slug, may_edit=True),
        seen=number_of(request.POST.get("seen")),
        live_seen=number_of(request.POST.get("live_seen")),
        accept_style=request.POST.get("accept_style") == "on",
    )
    messages.success(request, f"Published as version {version.number}. The next text that is written uses it.")
    return redirect("library:profile", slug=slug)


@require_POST
@explain_errors
def send_back(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    check_can_edit_library(request.user)
    seen, reason = number_of(request.POST.get("seen")), request.POST.get("reason", "")
    editing.send_back(by=request.user, profile=get_profile(slug, may_edit=True), seen=seen, reason=reason)
    messages.success(request, "Sent back with your reason.")
    return redirect("library:review", slug=slug)


@require_POST
@explain_errors
def discard_draft(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    check_can_edit_library(request.user)
    profile = get_profile(slug, may_edit=True)
    is_new = profile.is_own and profile.live is None
    editing.discard_draft(by=request.user, profile=profile, seen=number_of(request.POST.get("seen")))
    messages.success(request, "The change is given up." if not is_new else "The new role is given up.")
    return redirect("library:list") if is_new else redirect("library:profile", slug=slug)
