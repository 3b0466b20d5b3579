"""Job descriptions by a few words, for the palette that opens on every page; people, for the @ in a comment."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.models import User
from apps.descriptions import comments
from apps.descriptions.models import JobDescription
from apps.descriptions.views.context import get_description
from jdcopilot.lib.http import AuthenticatedHttpRequest

MOST = 6


@require_safe
@never_cache
def find_descriptions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The newest first; without words, those that were changed last."""
    words = _words(request)
    rows = JobDescription.objects.current().select_related("department")
    rows = (rows.search(words) if words else rows).only("title", "status", "department__name")[:MOST]
    return JsonResponse({"found": [_shown(row) for row in rows]})


def _shown(row: JobDescription) -> dict[str, str]:
    about = " · ".join(filter(None, [row.get_status_display(), row.department.name if row.department else ""]))
    return {"title": row.title, "about": about, "address": row.get_absolute_url()}


@require_safe
@never_cache
def find_people(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    found = comments.people_to_mention(get_description(description_id), _words(request), by=request.user)
    return JsonResponse({"found": [_person(person) for person in found]})


def _person(person: User) -> dict[str, str]:
    about = " · ".join(filter(None, [person.username, person.department.name if person.department else ""]))
    return {"username": person.username, "name": str(person), "about": about}


def _words(request: AuthenticatedHttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]
