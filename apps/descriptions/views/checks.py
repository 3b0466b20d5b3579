"""What the rules say of a text that is being typed, and what a person does with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from apps.descriptions import accepting, dismissals
from apps.descriptions.check_models import Dismissal
from apps.descriptions.checking import name_of
from apps.descriptions.errors import BadBrief
from apps.descriptions.findings_shown import ShownFindings, show_changes, show_findings
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import can_take_back
from apps.descriptions.section_forms import AcceptForm, DismissForm, cleaned
from apps.descriptions.views.context import editor_context, get_description, get_description_to_change
from apps.descriptions.views.problems import explain_errors, wants_json
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of, page_or_partial

#: As much as a section can hold (`SectionForm`).
MOST_TYPED = 20_000


@require_POST
@explain_errors
def check_typed(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """Check a text with what is typed in its open sections (`text-12=...`); nothing is stored.

    While the list that the page shows (`state`) still holds, the answer is only where its findings stand now, as JSON.
    """
    description = get_description_to_change(request, description_id)
    findings = show_findings(description, viewer=request.user, typed=_typed(request.POST))
    if wants_json(request) and request.POST.get("state") == findings.state:
        return JsonResponse({"hashes": findings.hashes, "places": findings.places})
    return _render_findings(request, description, findings)


@require_POST
@explain_errors
def accept_finding(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    posted = cleaned(AcceptForm(request.POST))
    section = accepting.accept_one(by=request.user, description=description, **posted)
    if wants_json(request):
        changed = {"section": section.pk, "version": section.version} if section else {"title": description.title}
        return JsonResponse(changed)
    return redirect(f"{description.get_absolute_url()}#findings")


@require_safe
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def show_group(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """What accepting all findings of a rule would change: in a dialog, without JavaScript on a page of its own."""
    description = get_description_to_change(request, description_id)
    rule = request.GET.get("rule", "")[:80]
    context = {
        "description": description,
        "rule": rule,
        "name": name_of(rule),
        "changes": show_changes(description, rule=rule, viewer=request.user),
    }
    return render(request, page_or_partial(request, "descriptions/group.html", "group"), context)


@require_POST
@explain_errors
def accept_group(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    rule, keys = request.POST.get("rule", ""), request.POST.getlist("key")
    accepted = accepting.accept_group(by=request.user, description=description, rule=rule, keys=keys)
    if request.htmx:
        context = editor_context(request, get_description(description_id)) | {"accepted": accepted}
        return render(request, "descriptions/edit.html#editor", context)
    messages.success(request, f"Accepted {accepted.count}. Version {accepted.before.number} is the text before.")
    return redirect(f"{description.get_absolute_url()}#findings")


@require_POST
@explain_errors
def dismiss_finding(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description(description_id)
    posted = cleaned(DismissForm(request.POST))
    found = accepting.find(description, posted["key"], typed=_typed(request.POST))
    scope, reason = posted["scope"], posted["reason"]
    dismissals.dismiss(by=request.user, found=found, scope=scope, description=description, reason=reason)
    if request.htmx:
        findings = show_findings(description, viewer=request.user, typed=_typed(request.POST))
        return _render_findings(request, description, findings)
    return redirect(f"{description.get_absolute_url()}#findings")


@require_safe
@never_cache
def list_dismissals(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What this person has dismissed, and what is dismissed for all."""
    rows = Dismissal.objects.seen_by(request.user.pk).select_related("person", "description__owner")[:500]
    shown = [(row, name_of(row.rule), can_take_back(request.user, row)) for row in rows]
    return render(request, "descriptions/dismissals.html", {"dismissals": shown})


@require_POST
@explain_errors
def take_back_dismissal(request: AuthenticatedHttpRequest, dismissal_id: int) -> HttpResponse:
    dismissal = get_object_or_404(Dismissal.objects.select_related("description__owner"), pk=dismissal_id)
    dismissals.take_back(by=request.user, dismissal=dismissal)
    if wants_json(request):
        return JsonResponse({"shown": dismissal.text})
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("descriptions:dismissals")


def _render_findings(
    request: AuthenticatedHttpRequest, description: JobDescription, findings: ShownFindings
) -> HttpResponse:
    context = {"description": description, "findings": findings}
    return render(request, "descriptions/_findings.html", context)


def _typed(posted: QueryDict) -> dict[int, str]:
    """The texts of the sections that are open for editing, by their ids."""
    typed = {number_of(name.removeprefix("text-")): text for name, text in posted.items() if name.startswith("text-")}
    if any(len(str(text)) > MOST_TYPED for text in typed.values()):
        raise BadBrief("text", f"A section holds {MOST_TYPED:,} characters at most.")
    return {pk: str(text) for pk, text in typed.items()}
