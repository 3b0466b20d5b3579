"""The one place that turns the library's errors into answers: a message and a redirect, or a refusal to a fragment."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.templates_lib.errors import BadContent, LibraryError, NotAllowed
from jdcopilot.lib.http import AuthenticatedHttpRequest

View = Callable[..., HttpResponse]
STATUS: dict[type[LibraryError], int] = {NotAllowed: 403, BadContent: 422}

#: What an address names, with the page that shows it and the page of its open change.
PAGES = {
    "boilerplate_id": ("library:boilerplate", "library:review_boilerplate"),
    "template_id": ("library:template", "library:review_template"),
    "slug": ("library:profile", "library:review"),
}
#: Shown on the page of all of its kind.
LISTED = {"boilerplate_id"}


def explain_errors_at(home: str) -> Callable[[View], View]:
    """Answer a `LibraryError` of a view with its sentence: at the change that it is about, else on the page `home`; a
    fragment gets the sentence and the status that belongs to it.
    """

    def explain(view: View) -> View:
        @wraps(view)
        def explained(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except LibraryError as error:
                if request.htmx:
                    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 409)
                    return HttpResponse(str(error), status=status, content_type="text/plain; charset=utf-8")
                messages.error(request, str(error))
                return redirect(_where(error, home, **kwargs))

        return explained

    return explain


explain_errors = explain_errors_at("library:list")


def _where(error: LibraryError, home: str, **key: Any) -> str:
    """The open change that the address is about; for a refused person what everybody may read."""
    is_refused = isinstance(error, NotAllowed)
    for name, (shown, change) in PAGES.items():
        if key.get(name):
            return reverse(shown if is_refused else change, args=[] if is_refused and name in LISTED else [key[name]])
    return reverse(home)
