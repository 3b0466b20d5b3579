from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.templates_lib import services, suggestions, wages
from apps.templates_lib.shown import show_groups, show_questions
from jdcopilot.lib.http import AuthenticatedHttpRequest

#: Fewer letters match half the library.
SHORTEST_TITLE = 2


@require_safe
@cache_control(private=True, max_age=60)
def suggest_profiles(request: AuthenticatedHttpRequest) -> HttpResponse:
    title = request.GET.get("title", "").strip()[:200]
    found = suggestions.suggest_profiles(title) if len(title) >= SHORTEST_TITLE else []
    shown = [replace(suggestion, field=suggestion.field.replace("_", " ")) for suggestion in found]
    return render(request, "library/_suggestions.html", {"suggestions": shown})


@require_safe
@cache_control(private=True, max_age=60)
def show_offers(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    offers = services.profile_offers(slug, request.GET.get("level", "")[:20])
    if offers is None:
        raise Http404
    context = {
        "offers": offers,
        "groups": show_groups(offers),
        "answers": show_questions(offers),
        "wage": wages.wage_of(offers.soc),
    }
    return render(request, "library/_offers_and_questions.html", context)
