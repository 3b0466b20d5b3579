"""A job description's panel: where it stands in each system, what a push would change, what has changed there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.ats import engine, linking, pushing, services, taking_in, watching
from apps.ats.accesses import jobs_of
from apps.ats.connectors import SYSTEMS, Ability, System
from apps.ats.models import ApiAccess, JobLink
from apps.ats.pages.connections import get_access, may_connect
from apps.ats.pages.problems import answer_or_problem, explain_errors
from apps.ats.releases import is_releasable
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import can_edit
from apps.descriptions.views.context import get_description
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One job of a system on the panel."""

    link: JobLink
    system: System
    drift: linking.Difference | None
    copies: tuple[tuple[str, str], ...]

    @property
    def is_busy(self) -> bool:
        return self.link.state == JobLink.State.QUEUED

    @property
    def can_push(self) -> bool:
        return self.system.can(Ability.PUSH)

    @property
    def can_publish(self) -> bool:
        return self.system.can(Ability.PUBLISH) and bool(self.link.pushed_hash)


def get_link(link_id: int) -> JobLink:
    related = ("connection__access", "description__owner", "description__department", "revision")
    return get_object_or_404(JobLink.objects.select_related(*related), pk=link_id)


@require_safe
@never_cache
def show_panel(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    template = page_or_partial(request, "connections/panel.html", "postings")
    return render(request, template, _panel(request, get_description(description_id)))


def _panel(request: AuthenticatedHttpRequest, description: JobDescription) -> dict[str, Any]:
    links = JobLink.objects.filter(description=description).select_related("connection__access", "revision")
    shown = [_shown(link, description) for link in links]
    free = ApiAccess.objects.filter(connection__is_active=True).exclude(connection__job_links__description=description)
    return {
        "description": description,
        "links": shown,
        "is_busy": any(one.is_busy for one in shown),
        "free": free.select_related("connection"),
        "may_edit": can_edit(request.user, description),
        "may_connect": may_connect(request),
        "is_releasable": is_releasable(description),
    }


def _shown(link: JobLink, description: JobDescription) -> ShownLink:
    system = SYSTEMS[link.connection.access.vendor]
    drift = None
    if link.state == JobLink.State.DRIFTED and link.found:
        ours = link.pushed or engine.text_of(engine.outgoing(description, link.connection.access.leaves_out))
        drift = linking.difference(ours, link.found)
    copies = () if system.can(Ability.PUSH) else tuple(_copies(link, description))
    return ShownLink(link, system, drift, copies)


def _copies(link: JobLink, description: JobDescription) -> list[tuple[str, str]]:
    """The texts for a system that takes none, under the names of its fields."""
    access = link.connection.access
    fields = engine.rendered(access.vendor, engine.outgoing(description, access.leaves_out))
    return [(name.capitalize(), text) for name, text in fields.items() if text]


@require_safe
@never_cache
def show_summary(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """A few lines for the editor page, which asks for them by address."""
    description = get_description(description_id)
    links = JobLink.objects.filter(description=description).select_related("connection")
    return render(request, "connections/_summary.html", {"description": description, "links": links})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_errors
def choose_job(request: AuthenticatedHttpRequest, description_id: int, connection_slug: str) -> HttpResponse:
    description, access = get_description(description_id), get_access(connection_slug)
    if request.method == "POST":
        external_id = request.POST.get("job", "")[:200]
        link = linking.link_job(
            by=request.user, description=description, connection=access.connection, external_id=external_id
        )
        return redirect("connections:preview", link.pk)
    context = {
        "description": description,
        "access": access,
        "can_create": SYSTEMS[access.vendor].can(Ability.CREATE),
        "wanted": linking.wanted_opening(description, access.connection),
        "may_edit": can_edit(request.user, description),
    }
    context |= answer_or_problem("jobs", lambda: jobs_of(access))
    return render(request, "connections/choose_job.html", context)


@require_safe
@never_cache
def show_preview(request: AuthenticatedHttpRequest, link_id: int) -> HttpResponse:
    """The dry run: what a push would change there, and the button that does it."""
    link = get_link(link_id)
    context = {
        "link": link,
        "description": link.description,
        "access": link.connection.access,
        "can_push": SYSTEMS[link.connection.access.vendor].can(Ability.PUSH),
        "may_edit": can_edit(request.user, link.description),
        "is_releasable": is_releasable(link.description),
    }
    context |= answer_or_problem("difference", lambda: linking.preview(link))
    return render(request, "connections/preview.html", context)


@require_POST
@explain_errors
def ask_link(request: AuthenticatedHttpRequest, link_id: int) -> HttpResponse:
    link, action = get_link(link_id), request.POST.get("action", "")
    services.ask_link(by=request.user, link=link, action=action if action in JobLink.Action else pushing.Action.PUSH)
    return _back_to_panel(request, link)


@require_POST
@explain_errors
def look_at_link(request: AuthenticatedHttpRequest, link_id: int) -> HttpResponse:
    link = get_link(link_id)
    watching.watch_now(by=request.user, link=link)
    return _back_to_panel(request, link)


@require_POST
@explain_errors
def take_in_link(request: AuthenticatedHttpRequest, link_id: int) -> HttpResponse:
    link = get_link(link_id)
    taking_in.take_in(by=request.user, link=link)
    messages.success(request, "Taken in as a new version. Look it through and send it for review.")
    return _back_to_panel(request, link)


@require_POST
@explain_errors
def unlink(request: AuthenticatedHttpRequest, link_id: int) -> HttpResponse:
    link = get_link(link_id)
    linking.unlink_job(by=request.user, link=link)
    return _back_to_panel(request, link)


def _back_to_panel(request: AuthenticatedHttpRequest, link: JobLink) -> HttpResponse:
    description = get_description(link.description_id)
    if request.htmx:
        return render(request, "connections/panel.html#postings", _panel(request, description))
    return redirect("connections:panel", description.pk)
