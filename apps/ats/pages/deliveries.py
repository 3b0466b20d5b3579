"""The log of events on their way out: which went where, what exactly was sent, and what came back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from apps.ats import endpoints
from apps.ats.accesses import check_can_connect
from apps.ats.deliveries import HEADERS, body_of
from apps.ats.filters import DeliveryFilter
from apps.ats.models import Delivery
from apps.ats.pages.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial
from jdcopilot.lib.paging import page_of


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def list_deliveries(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_connect(request.user)
    narrowed = DeliveryFilter(request.GET, queryset=Delivery.objects.select_related("endpoint"))
    context = {"filter": narrowed, "page": page_of(narrowed.qs, request.GET.get("page"))}
    return render(request, page_or_partial(request, "connections/deliveries.html", "results"), context)


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def show_delivery(request: AuthenticatedHttpRequest, delivery_id: int) -> HttpResponse:
    check_can_connect(request.user)
    return _show(request, delivery_id)


def _show(request: AuthenticatedHttpRequest, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery.objects.select_related("endpoint"), pk=delivery_id)
    context = {"delivery": delivery, "log": delivery.log.all(), "headers": HEADERS, "body": body_of(delivery)}
    return render(request, page_or_partial(request, "connections/delivery.html", "delivery"), context)


@require_POST
@explain_errors
def send_again(request: AuthenticatedHttpRequest, delivery_id: int) -> HttpResponse:
    check_can_connect(request.user)
    endpoints.replay(Delivery.objects.filter(pk=get_object_or_404(Delivery, pk=delivery_id).pk))
    if request.htmx:
        return _show(request, delivery_id)
    return redirect("connections:delivery", delivery_id)
