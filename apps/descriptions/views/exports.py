"""Downloads of a description in the formats that the engine can write."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.descriptions import exporting
from apps.descriptions.views.context import EXPORTS, get_description
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@explain_errors
def export_description(request: AuthenticatedHttpRequest, description_id: int, format: str) -> HttpResponse:
    description = get_description(description_id)
    if format not in dict(EXPORTS):
        raise Http404("There is no such export format.")
    exported = exporting.export(description, format)
    response = HttpResponse(exported.content, content_type=exported.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=exported.filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
