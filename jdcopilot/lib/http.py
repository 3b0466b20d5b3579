"""Requests as the type checker sees them behind the middlewares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest as DjangoHttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from django.contrib.auth.models import _User


class HttpRequest(DjangoHttpRequest):
    """Any request; `htmx` is set by django-htmx."""

    htmx: HtmxDetails


class AuthenticatedHttpRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware: somebody is signed in."""

    user: _User


def page_or_partial(request: HttpRequest, page: str, *partials: str) -> str:
    """The template to render: the partial that HTMX asked for by its target's id, else the whole page."""
    target = request.htmx.target
    return f"{page}#{target}" if target in partials else page


def number_of(text: str | None) -> int:
    """A posted number; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
