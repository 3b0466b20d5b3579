from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
def show_start(request: HttpRequest) -> HttpResponse:
    return redirect("descriptions:list")


@require_safe
@login_not_required
@never_cache
def report_health(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing of the database, so that a slow one does not get every process restarted."""
    return HttpResponse("ok\n", content_type="text/plain")
