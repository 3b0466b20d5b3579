"""ETag and If-Match: nobody overwrites what somebody else has changed meanwhile."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from apps.ats.problems import Problem

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="the ETag of what you have read, or *"
)


def check_unchanged(request: Request, etag: str) -> None:
    """Raise a problem unless If-Match names the state that is there now."""
    given = request.headers.get("If-Match")
    if given is None:
        detail = "Send If-Match with the ETag that you have read, so that nothing newer is overwritten."
        raise Problem(428, detail, type="urn:jdcopilot:problem:precondition-required")
    if given.strip() != "*" and etag not in [one.strip() for one in given.split(",")]:
        raise changed()


def changed() -> Problem:
    detail = "This was changed meanwhile. Read it again, and send your change with its new ETag."
    return Problem(412, detail, type="urn:jdcopilot:problem:changed-meanwhile")
