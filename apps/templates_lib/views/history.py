"""The history of a profile: who, when, why; compare versions; bring one back; the product's newer file beside ours."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.templates_lib import editing
from apps.templates_lib.models import ProfileVersion, RoleProfile
from apps.templates_lib.permissions import can_edit_library, check_can_edit_library
from apps.templates_lib.profile_shown import diff_contents
from apps.templates_lib.views.browse import get_profile
from apps.templates_lib.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest

PAGE_SIZE = 25


@require_safe
@never_cache
def list_versions(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """All versions, drafts for editors only; `?from=2&to=5` shows what changed between these two."""
    may_edit = can_edit_library(request.user)
    profile = get_profile(slug, may_edit=may_edit)
    versions = profile.versions.all() if may_edit else profile.versions.exclude(kind=ProfileVersion.Kind.DRAFT)
    shown = versions.select_related("author", "reviewer").defer("content")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 9]
    if len(wanted) < 2:
        lived = versions.exclude(kind=ProfileVersion.Kind.DRAFT)
        wanted = list(lived.values_list("number", flat=True)[:2])
    older, newer = _both(list(versions.filter(number__in=wanted)))
    context = {"profile": profile, "page": page, "older": older, "newer": newer, "may_edit": may_edit}
    if older and newer:
        context["fields"] = diff_contents(older.content, newer.content)
    return render(request, "library/versions.html", context)


def _both(found: list[ProfileVersion]) -> tuple[ProfileVersion | None, ProfileVersion | None]:
    found.sort(key=lambda version: version.number)
    return (found[0], found[1]) if len(found) == 2 else (None, None)


@require_POST
@explain_errors
def restore_version(request: AuthenticatedHttpRequest, slug: str, number: int) -> HttpResponse:
    check_can_edit_library(request.user)
    version = get_object_or_404(ProfileVersion.objects.select_related("profile"), profile_id=slug, number=number)
    restored = editing.restore_version(by=request.user, version=version)
    if isinstance(restored, ProfileVersion):
        messages.success(request, f"Version {number} is back, as version {restored.number}.")
        return redirect("library:profile", slug=slug)
    messages.success(request, f"The text of version {number} is the draft again.")
    return redirect("library:edit", slug=slug)


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
