"""The inbox: which events came in, what became of them, and why some could not be used."""

from __future__ import annotations

import json
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from apps.ats import services
from apps.ats.accesses import check_can_connect
from apps.ats.filters import InboxFilter
from apps.ats.models import InboundEvent
from apps.ats.pages.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial
from jdcopilot.lib.paging import page_of

RELATED = ("connection", "description")


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def list_events(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_connect(request.user)
    narrowed = InboxFilter(request.GET, queryset=InboundEvent.objects.select_related(*RELATED))
    context = {"filter": narrowed, "page": page_of(narrowed.qs, request.GET.get("page"))}
    return render(request, page_or_partial(request, "connections/inbox.html", "results"), context)


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def show_event(request: AuthenticatedHttpRequest, event_id: uuid.UUID) -> HttpResponse:
    check_can_connect(request.user)
    return _show(request, event_id)


def _show(request: AuthenticatedHttpRequest, event_id: uuid.UUID) -> HttpResponse:
    event = get_object_or_404(InboundEvent.objects.select_related(*RELATED), pk=event_id)
    context = {"event": event, "fields": json.dumps(event.fields, ensure_ascii=False, indent=2)}
    return render(request, page_or_partial(request, "connections/event.html", "event"), context)


@require_POST
@explain_errors
def process_again(request: AuthenticatedHttpRequest, event_id: uuid.UUID) -> HttpResponse:
    check_can_connect(request.user)
    services.process_again(InboundEvent.objects.filter(pk=get_object_or_404(InboundEvent, pk=event_id).pk))
    if request.htmx:
        return _show(request, event_id)
    return redirect("connections:event", event_id)
