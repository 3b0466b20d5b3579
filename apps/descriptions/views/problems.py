"""The one place that turns errors into answers: a toast for HTMX, JSON for autosave, else a message and a redirect."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.descriptions.check_models import Dismissal
from apps.descriptions.errors import BadBrief, DescriptionError, NotAllowed, VersionConflict, WrongState
from apps.descriptions.models import GenerationRequest, Section
from apps.descriptions.review_models import Comment
from jdcopilot.lib.http import AuthenticatedHttpRequest

View = Callable[..., HttpResponse]
STATUS: dict[type[DescriptionError], int] = {NotAllowed: 403, WrongState: 409, VersionConflict: 409, BadBrief: 422}


def explain_errors(view: View, *, page: str = "descriptions:edit") -> View:
    """Answer a `DescriptionError` of this view with its sentence and the status that belongs to it.

    Without HTMX the sentence is a message on `page`.
    """

    @wraps(view)
    def explained(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DescriptionError as error:
            return explain(request, error, back=_page_of(page, kwargs))

    return explained


def explain(request: AuthenticatedHttpRequest, error: DescriptionError, *, back: str) -> HttpResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    if wants_json(request):
        return JsonResponse({"error": str(error)}, status=status)
    if request.htmx:
        toast = {"text": str(error), "is_stale": isinstance(error, VersionConflict), "back": back}
        response = render(request, "descriptions/_toast.html", toast, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    messages.error(request, str(error))
    return redirect(back)


def wants_json(request: AuthenticatedHttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _page_of(page: str, kwargs: dict[str, Any]) -> str:
    """The page that a person without HTMX is sent back to."""
    description_id = kwargs.get("description_id")
    if "section_id" in kwargs:
        description_id = Section.objects.values_list("description_id", flat=True).get(pk=kwargs["section_id"])
    if "dismissal_id" in kwargs:
        dismissals = Dismissal.objects.values_list("description_id", flat=True)
        description_id = dismissals.filter(pk=kwargs["dismissal_id"]).first()
    if "request_id" in kwargs:
        requests = GenerationRequest.objects.values_list("description_id", flat=True)
        description_id = requests.get(pk=kwargs["request_id"])
    if "comment_id" in kwargs:
        description_id = Comment.objects.values_list("description_id", flat=True).get(pk=kwargs["comment_id"])
    return reverse(page, args=[description_id]) if description_id else reverse("descriptions:list")
