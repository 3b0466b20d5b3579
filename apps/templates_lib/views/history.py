"""The history of a profile or text: who, when, why; compare, bring back; the product's newer file beside ours."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.templates_lib import editing
from apps.templates_lib.models import RoleProfile
from apps.templates_lib.models.history import Version, VersionKind
from apps.templates_lib.permissions import can_edit_library, check_can_edit_library
from apps.templates_lib.profile_shown import diff_contents
from apps.templates_lib.views.browse import get_profile
from apps.templates_lib.views.problems import explain_errors
from apps.templates_lib.views.shelves import Shelf
from jdcopilot.lib.http import AuthenticatedHttpRequest

PAGE_SIZE = 25


@require_safe
@never_cache
def list_versions(request: AuthenticatedHttpRequest, shelf: Shelf, **key: Any) -> HttpResponse:
    """All versions, drafts for editors only; `?from=2&to=5` shows what changed between these two."""
    may_edit = can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    versions = owner.versions.all() if may_edit else owner.versions.exclude(kind=VersionKind.DRAFT)
    shown = versions.select_related("author", "reviewer").defer("content")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    older, newer = _chosen(request, versions)
    context = {"owner": owner, "shelf": shelf, "page": page, "older": older, "newer": newer, "may_edit": may_edit}
    if older and newer:
        context["fields"] = shelf.diff(older.content, newer.content)
    return render(request, "library/versions.html", context)


def _chosen(request: AuthenticatedHttpRequest, versions: Any) -> tuple[Any, Any]:
    """The two versions to compare, the older first: the last two that were live where the address names none."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 9]
    if len(wanted) < 2:
        wanted = list(versions.exclude(kind=VersionKind.DRAFT).values_list("number", flat=True)[:2])
    found = sorted(versions.filter(number__in=wanted), key=lambda version: version.number)
    return (found[0], found[1]) if len(found) == 2 else (None, None)


@require_POST
@explain_errors
def restore_version(request: AuthenticatedHttpRequest, shelf: Shelf, number: int, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    owner = shelf.find(request.user, **key)
    version = get_object_or_404(owner.versions, number=number)
    restored = shelf.workflow.restore_version(by=request.user, version=version)
    if isinstance(restored, Version):
        messages.success(request, f"Version {number} is back, as version {restored.number}.")
        return redirect(owner)
    messages.success(request, f"The text of version {number} is the draft again.")
    return redirect(shelf.url("edit", owner))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_errors
def compare_shipped(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What the product's newer file says against ours; `take` begins a draft with it, `keep` stays with ours."""
    check_can_edit_library(request.user)
    profile: RoleProfile = get_profile(slug, may_edit=True)
    if request.method == "POST":
        take = request.POST.get("decide") == "take"
        editing.settle_shipped(by=request.user, profile=profile, take=take)
        messages.success(request, "The shipped text is a draft now." if take else "Ours stays as it is.")
        return redirect("library:review" if take else "library:profile", slug=slug)
    fields = diff_contents(profile.content, profile.shipped) if profile.shipped else []
    return render(request, "library/shipped.html", {"profile": profile, "fields": fields})
