"""Small middlewares of the whole site."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode
from whitenoise.middleware import WhiteNoiseMiddleware

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivateAnswersMiddleware(MiddlewareMixin):
    """No proxy may keep an answer, unless its view says that everybody may have it; by default no browser either."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        said = response.headers.get("Cache-Control", "").lower()
        if not said:
            add_never_cache_headers(response)
        elif not any(word in said for word in ("public", "private", "no-store")):
            patch_cache_control(response, private=True)
        return response


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # the package has no types
    """WhiteNoise streams files synchronously, of which Django warns under ASGI; ours are small, so they go whole."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        response: FileResponse = WhiteNoiseMiddleware.serve(static_file, request)
        if not isinstance(request, ASGIRequest):
            return response
        with closing(response):
            return HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.headers))


class SignInByFullPageMiddleware:
    """Answer an HTMX request of an ended session with 401 and the sign-in address.

    A redirect would be followed by the browser and the sign-in page swapped into a panel of the editor.
    """

    async_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        sends_away = response.status_code == 302 and response.headers.get("Location", "").startswith(sign_in)
        if not (sends_away and request.headers.get("HX-Request")):
            return response
        back = request.headers.get("HX-Current-URL", "/")
        answer = HttpResponse("Your session has ended. Sign in again; what you typed stays on this page.", status=401)
        answer["X-Sign-In"] = f"{sign_in}?{urlencode({'next': back})}"
        return answer
