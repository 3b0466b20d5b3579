"""The company's own texts, for everybody to read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.templates_lib.permissions import can_edit_library
from apps.templates_lib.views.shelves import texts_for
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@never_cache
def list_boilerplate(request: AuthenticatedHttpRequest) -> HttpResponse:
    texts = texts_for(request.user).select_related("draft__version__author").order_by("kind", "pk")
    return render(request, "library/boilerplate.html", {"texts": texts, "may_edit": can_edit_library(request.user)})
