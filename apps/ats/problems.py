"""Errors of the API and the hooks as RFC 9457 problem details."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from apps.descriptions.errors import BadBrief, DescriptionError, NotAllowed, VersionConflict, WrongState

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
#: Problems that have a name of their own, so that a client can tell them from others of the same status.
NAMED: dict[type[DescriptionError], tuple[int, str]] = {
    BadBrief: (422, "urn:jdcopilot:problem:bad-brief"),
    WrongState: (409, "urn:jdcopilot:problem:wrong-state"),
    VersionConflict: (409, "urn:jdcopilot:problem:version-conflict"),
    NotAllowed: (403, "urn:jdcopilot:problem:not-allowed"),
}


class Problem(exceptions.APIException):
    """A problem with a name of its own."""

    def __init__(self, status: int, detail: str, *, type: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status_code, self.type, self.headers = status, type, dict(headers or {})


def problem(status: int, detail: str, *, type: str = "about:blank", **members: object) -> dict[str, object]:
    return {"type": type, "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}


def problem_json(status: int, detail: str) -> JsonResponse:
    """For plain Django views."""
    return JsonResponse(problem(status, detail), status=status, content_type=MEDIA_TYPE)


def problem_response(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework's exception handler: every error of the API gets this shape, also those nobody thought of."""
    set_rollback()
    body, headers = _explain(error)
    return Response(body, status=int(str(body["status"])), headers=headers, content_type=MEDIA_TYPE)


def _explain(error: Exception) -> tuple[dict[str, object], dict[str, str]]:
    if isinstance(error, DescriptionError):
        return _description_problem(error), {}
    if isinstance(error, Http404):
        return problem(404, "There is nothing at this address, or this key may not see it."), {}
    if isinstance(error, PermissionDenied):
        return problem(403, "This is not allowed."), {}
    if isinstance(error, RequestDataTooBig):
        return problem(413, "The request is too large."), {}
    if isinstance(error, exceptions.ValidationError):
        return problem(400, "The request has fields that cannot be used.", errors=error.get_full_details()), {}
    if isinstance(error, Problem):
        return problem(error.status_code, str(error.detail), type=error.type), error.headers
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code, str(error.detail)), _headers(error)
    logger.error("the API failed", exc_info=error)
    return problem(500, "Something went wrong on our side; the request may be sent again."), {}


def _description_problem(error: DescriptionError) -> dict[str, object]:
    status, name = next((named for kind, named in NAMED.items() if isinstance(error, kind)), (400, "about:blank"))
    members = {"field": error.field} if isinstance(error, BadBrief) else {}
    return problem(status, str(error), type=name, **members)


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(auth_header)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
