from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe


@require_safe
def show_start(request: HttpRequest) -> HttpResponse:
    return redirect("descriptions:list")
