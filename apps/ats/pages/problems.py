"""Refusals of these pages: a toast for HTMX, else a message on the page that the person comes from.

What a page shows of another system may be refused too; the page then says so in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from apps.ats.accesses import SystemRefused
from apps.ats.models import JobLink
from apps.descriptions.errors import DescriptionError, NotAllowed
from apps.descriptions.views.problems import explain
from jdcopilot.lib.http import AuthenticatedHttpRequest

View = Callable[..., HttpResponse]


def explain_errors(view: View) -> View:
    @wraps(view)
    def explained(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DescriptionError as error:
            return explain(request, error, back=_back(error, **kwargs))

    return explained


def answer_or_problem(name: str, ask: Callable[[], object]) -> dict[str, object]:
    """For a template: what the other system answers, as `name`, else its refusal, as `problem`."""
    try:
        return {name: ask()}
    except SystemRefused as error:
        return {"problem": str(error)}


def _back(error: DescriptionError, **kwargs: Any) -> str:
    description_id = kwargs.get("description_id")
    if "link_id" in kwargs:
        description_id = JobLink.objects.values_list("description_id", flat=True).get(pk=kwargs["link_id"])
    if description_id:
        return reverse("connections:panel", args=[description_id])
    if "endpoint_id" in kwargs and not isinstance(error, NotAllowed):
        return reverse("connections:endpoints")
    slug = kwargs.get("connection_slug")
    return reverse("connections:show", args=[slug]) if slug and not isinstance(error, NotAllowed) else _home()


def _home() -> str:
    return reverse("connections:list")
