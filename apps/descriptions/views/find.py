"""Job descriptions by a few words, for the palette that opens on every page."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.descriptions.models import JobDescription
from jdcopilot.lib.http import AuthenticatedHttpRequest

MOST = 6


@require_safe
@never_cache
def find_descriptions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The newest first; without words, those that were changed last."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = JobDescription.objects.current().select_related("department")
    rows = (rows.search(words) if words else rows).only("title", "status", "department__name")[:MOST]
    return JsonResponse({"found": [_shown(row) for row in rows]})


def _shown(row: JobDescription) -> dict[str, str]:
    about = " · ".join(filter(None, [row.get_status_display(), row.department.name if row.department else ""]))
    return {"title": row.title, "about": about, "address": row.get_absolute_url()}
