"""The endpoints that hear of our events: how they are, and what is sent to them again."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.ats import endpoints
from apps.ats.accesses import check_can_connect
from apps.ats.forms import RangeForm
from apps.ats.models import Delivery, Endpoint
from apps.ats.pages.problems import explain_errors
from apps.descriptions.errors import WrongState
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@never_cache
@explain_errors
def list_endpoints(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_connect(request.user)
    return _show(request)


def _show(request: AuthenticatedHttpRequest, form: RangeForm | None = None) -> HttpResponse:
    """With the form of a range that cannot be sent, at its endpoint."""
    dead = Count("deliveries", filter=Q(deliveries__state=Delivery.State.DEAD))
    found = list(Endpoint.objects.annotate(dead=dead))
    forms = [form if form and form.prefix == f"range-{one.pk}" else _range_form(one) for one in found]
    context = {"endpoints": list(zip(found, forms, strict=True))}
    return render(request, "connections/endpoints.html", context, status=422 if form else 200)


def _range_form(endpoint: Endpoint, data: QueryDict | None = None) -> RangeForm:
    return RangeForm(data, prefix=f"range-{endpoint.pk}")


@require_POST
@explain_errors
def ping_endpoint(request: AuthenticatedHttpRequest, endpoint_id: int) -> HttpResponse:
    """The page of the ping shows how it goes."""
    check_can_connect(request.user)
    try:
        delivery = endpoints.ping(get_object_or_404(Endpoint, pk=endpoint_id))
    except endpoints.CannotPing as error:
        raise WrongState(str(error)) from error
    return redirect("connections:delivery", delivery.pk)


@require_POST
@explain_errors
def switch_on(request: AuthenticatedHttpRequest, endpoint_id: int) -> HttpResponse:
    check_can_connect(request.user)
    endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
    endpoints.set_endpoint_active(Endpoint.objects.filter(pk=endpoint.pk), is_active=True)
    messages.success(request, f"{endpoint} is switched on. What has waited for it goes out now.")
    return redirect("connections:endpoints")


@require_POST
@explain_errors
def send_failed_again(request: AuthenticatedHttpRequest, endpoint_id: int) -> HttpResponse:
    check_can_connect(request.user)
    endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
    return _show_sent(request, endpoint, endpoints.replay_failed(endpoint))


@require_POST
@explain_errors
def send_range_again(request: AuthenticatedHttpRequest, endpoint_id: int) -> HttpResponse:
    check_can_connect(request.user)
    endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
    form = _range_form(endpoint, request.POST)
    if not form.is_valid():
        return _show(request, form)
    return _show_sent(request, endpoint, endpoints.replay_range(endpoint, **form.cleaned_data))


def _show_sent(request: AuthenticatedHttpRequest, endpoint: Endpoint, count: int) -> HttpResponse:
    events = f"{count} event{'' if count == 1 else 's'}"
    waits = "" if endpoint.is_active else " They wait until the endpoint is switched on."
    messages.success(request, f"{events} on the way again, under the same ids.{waits if count else ''}")
    return redirect(f"{reverse('connections:deliveries')}?{urlencode({'endpoint': endpoint.pk})}")
