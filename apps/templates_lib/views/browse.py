"""The library as everybody sees it: all roles by field of work, and one role as its texts will read."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from apps.templates_lib import engine
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.models import ProfileDraft, RoleProfile
from apps.templates_lib.permissions import can_edit_library
from apps.templates_lib.profile_shown import name_field, show_content
from apps.templates_lib.services import count_by_field
from apps.templates_lib.usage import PROFILES as USED_PROFILES
from apps.templates_lib.usage import usage_of
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial
from jdcopilot.lib.paging import page_of

PAGE_SIZE = 24


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
def list_profiles(request: AuthenticatedHttpRequest) -> HttpResponse:
    may_edit = can_edit_library(request.user)
    words, field = (engine.clean(request.GET.get(name, ""))[:120] for name in ("q", "field"))
    page = page_of(_narrowed(words, field, may_edit=may_edit), request.GET.get("page"), size=PAGE_SIZE)
    used = usage_of(USED_PROFILES)
    counts = count_by_field(all=may_edit)
    fields = [{"key": key, "name": name_field(key), "count": count} for key, count in counts.items()]
    context: dict[str, Any] = {
        "words": words,
        "field": field,
        "field_name": name_field(field),
        "fields": fields,
        "total": sum(row["count"] for row in fields),
        "page": page,
        "rows": [{"profile": one, "field": name_field(one.field), "used": used.get(one.slug, 0)} for one in page.rows],
        "may_edit": may_edit,
        "waiting": _waiting() if may_edit else [],
    }
    return render(request, page_or_partial(request, "library/list.html", "results"), context)


@require_safe
@never_cache
def show_profile(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    profile = get_profile(slug, may_edit=can_edit_library(request.user))
    draft = PROFILES.find_draft(profile)
    context = {
        "profile": profile,
        "field": name_field(profile.field),
        "content": show_content(profile.content),
        "used": usage_of(USED_PROFILES).get(slug, 0),
        "may_edit": can_edit_library(request.user),
        "draft": draft,
    }
    return render(request, "library/profile.html", context)


def get_profile(slug: str, *, may_edit: bool) -> RoleProfile:
    """A role that is in use; editors see those that are not, too."""
    profiles = RoleProfile.objects.select_related("live__author", "live__reviewer")
    return get_object_or_404(profiles if may_edit else profiles.filter(is_published=True), slug=slug)


def _narrowed(words: str, field: str, *, may_edit: bool) -> QuerySet[RoleProfile]:
    profiles = RoleProfile.objects.defer("content", "shipped").order_by(Lower("title"), "slug")
    if not may_edit:
        profiles = profiles.filter(is_published=True)
    if field:
        profiles = profiles.filter(field=field)
    normalised = engine.normalise_title(words)
    if normalised:
        named = Q(names__normalised__contains=normalised) | Q(title__icontains=words)
        profiles = profiles.filter(slug__in=RoleProfile.objects.filter(named).values("slug"))
    elif words:
        profiles = profiles.filter(title__icontains=words)
    return profiles


def _waiting() -> list[ProfileDraft]:
    drafts = ProfileDraft.objects.select_related("profile", "version__author").order_by("-updated_at")
    return list(drafts.defer("profile__content", "profile__shipped", "version__content")[:20])
