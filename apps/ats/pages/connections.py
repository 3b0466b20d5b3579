"""The configured systems: connect, try, change, look through their jobs and bring one in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.ats.accesses import SystemRefused, check_can_connect, jobs_of, try_access
from apps.ats.connection_form import ConnectionForm, system_named
from apps.ats.connectors import SYSTEMS
from apps.ats.linking import import_job
from apps.ats.models import ApiAccess, Endpoint, JobLink
from apps.ats.pages.problems import answer_or_problem, explain_errors
from apps.descriptions.errors import NotAllowed
from jdcopilot.lib.http import AuthenticatedHttpRequest
from jdcopilot.lib.permissions import is_allowed

require_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def get_access(slug: str) -> ApiAccess:
    accesses = ApiAccess.objects.select_related("connection__department", "connection__user")
    return get_object_or_404(accesses, connection__slug=slug)


def may_connect(request: AuthenticatedHttpRequest) -> bool:
    return is_allowed(check_can_connect, request.user, refusal=NotAllowed)


@require_safe
@never_cache
def list_connections(request: AuthenticatedHttpRequest) -> HttpResponse:
    context = {
        "accesses": ApiAccess.objects.select_related("connection__department"),
        "systems": SYSTEMS.values(),
        "may_connect": may_connect(request),
        "switched_off": Endpoint.objects.filter(is_active=False).exclude(disabled_reason=""),
    }
    return render(request, "connections/list.html", context)


@require_form_methods
@never_cache
@sensitive_post_parameters()
@explain_errors
def new_connection(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_connect(request.user)
    system = system_named(request.POST.get("system") or request.GET.get("system"))
    if system is None:
        return render(request, "connections/choose_system.html", {"systems": SYSTEMS.values()})
    form = ConnectionForm(request.POST if request.method == "POST" else None, system=system)
    if not form.is_valid():
        return _show_form(request, form)
    access = form.save(by=request.user)
    connection = access.connection
    signed = "with the secret that you entered"
    if not form.cleaned_data["secret"]:
        signed = f"with {connection.secret} - copy it now, it is not shown again"
    messages.warning(request, f"Connected. Events go to /hooks/{connection.slug}/, signed {signed}.")
    return redirect("connections:show", connection.slug)


def _show_form(request: AuthenticatedHttpRequest, form: ConnectionForm) -> HttpResponse:
    return render(request, "connections/form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_form_methods
@never_cache
@sensitive_post_parameters()
@explain_errors
def edit_connection(request: AuthenticatedHttpRequest, connection_slug: str) -> HttpResponse:
    check_can_connect(request.user)
    access = get_access(connection_slug)
    data = request.POST if request.method == "POST" else None
    form = ConnectionForm(data, system=SYSTEMS[access.vendor], access=access)
    if not form.is_valid():
        return _show_form(request, form)
    form.save(by=request.user)
    messages.success(request, "Saved. Test it to see whether it works.")
    return redirect("connections:show", connection_slug)


@require_safe
@never_cache
def show_connection(request: AuthenticatedHttpRequest, connection_slug: str) -> HttpResponse:
    return render(request, "connections/show.html", _connection_context(request, connection_slug))


def _connection_context(request: AuthenticatedHttpRequest, slug: str) -> dict[str, Any]:
    access = get_access(slug)
    links = JobLink.objects.filter(connection=access.connection).select_related("description")
    return {
        "access": access,
        "connection": access.connection,
        "system": SYSTEMS[access.vendor],
        "links": links.order_by("-pk")[:50],
        "may_connect": may_connect(request),
    }


@require_POST
@explain_errors
def test_connection(request: AuthenticatedHttpRequest, connection_slug: str) -> HttpResponse:
    """Ask the system for something small; what came of it is shown as the health of the connection."""
    check_can_connect(request.user)
    access = get_access(connection_slug)
    try:
        try_access(by=request.user, access=access)
    except SystemRefused as error:
        if not request.htmx:
            messages.error(request, str(error))
    if request.htmx:
        return render(request, "connections/show.html#health", _connection_context(request, connection_slug))
    return redirect("connections:show", connection_slug)


@require_safe
@never_cache
def list_jobs(request: AuthenticatedHttpRequest, connection_slug: str) -> HttpResponse:
    access = get_access(connection_slug)
    context = {"access": access} | answer_or_problem("jobs", lambda: jobs_of(access))
    return render(request, "connections/jobs.html", context)


@require_POST
@explain_errors
def bring_in(request: AuthenticatedHttpRequest, connection_slug: str) -> HttpResponse:
    """Read a job for this person to confirm, on the same page as any other posting from outside."""
    access = get_access(connection_slug)
    pending = import_job(by=request.user, access=access, external_id=request.POST.get("job", "")[:200])
    return redirect("descriptions:confirm_import", pending.pk)
