"""Write one section again: ask, look at the proposal beside the text, take what is good."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apps.descriptions import services
from apps.descriptions.errors import BadBrief, WrongState
from apps.descriptions.permissions import check_can_edit
from apps.descriptions.section_forms import TakeForm, change_of, cleaned
from apps.descriptions.shown import show_rows
from apps.descriptions.views.context import get_request, get_section_to_change, section_block, section_context
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_POST
@explain_errors
def rewrite_section(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_section_to_change(request, section_id)
    asked = services.request_section(by=request.user, section=section, change=change_of(request.POST))
    if not request.htmx:
        return redirect(f"{section.description.get_absolute_url()}?proposal={asked.pk}#section-{section.pk}")
    block = section_block(request, section, asked=asked)
    return render(request, "descriptions/_proposal.html", section_context(request, section, block))


@require_POST
@explain_errors
def take_proposal(request: AuthenticatedHttpRequest, request_id: int) -> HttpResponse:
    asked = get_request(request_id)
    check_can_edit(request.user, asked.description)
    posted = cleaned(TakeForm(request.POST))
    if asked.section is None:
        raise WrongState("The section of this proposal is gone. Reload the page.")
    taken = set(posted["row"])
    if posted["take"] == "all":
        rows = show_rows(asked.section, asked.result.get("lines", []))
        taken = {row.number for row in rows if row.change != "same"}
    if not taken:
        raise BadBrief("row", "Select the lines that you want, or leave the proposal.")
    section = services.take_proposal(by=request.user, request=asked, taken=taken, version=posted["version"])
    if not request.htmx:
        return redirect(f"{asked.description.get_absolute_url()}#section-{section.pk}")
    block = section_block(request, section)
    response = render(request, "descriptions/_section.html", section_context(request, section, block))
    response["HX-Trigger-After-Swap"] = "section-changed"
    return response
