"""The one place that turns the library's errors into answers: a message and a redirect, or a refusal to a fragment."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.templates_lib.errors import BadProfile, ChangedMeanwhile, LibraryError, NotAllowed, WrongState
from jdcopilot.lib.http import AuthenticatedHttpRequest

View = Callable[..., HttpResponse]
STATUS: dict[type[LibraryError], int] = {NotAllowed: 403, WrongState: 409, ChangedMeanwhile: 409, BadProfile: 422}


def explain_errors(view: View) -> View:
    """Answer a `LibraryError` of this view with its sentence and the status that belongs to it."""

    @wraps(view)
    def explained(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LibraryError as error:
            return _explain(request, error, slug=kwargs.get("slug", ""))

    return explained


def _explain(request: AuthenticatedHttpRequest, error: LibraryError, *, slug: str) -> HttpResponse:
    if request.htmx:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
        return HttpResponse(str(error), status=status, content_type="text/plain; charset=utf-8")
    messages.error(request, str(error))
    is_of_draft = slug and not isinstance(error, NotAllowed)
    if is_of_draft:
        return redirect("library:review", slug=slug)
    return redirect(reverse("library:profile", args=[slug]) if slug else reverse("library:list"))
