"""Other wordings of a line, of one that is being edited as of one that is read, and taking one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apps.descriptions import checking, services
from apps.descriptions.lines import texts_of
from apps.descriptions.section_forms import TakenWordingForm, WordingForm, cleaned
from apps.descriptions.views.context import get_section_to_change, section_block, section_context
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest

ORIGINS = {
    "rules": "By rule, from the replacements of the findings",
    "library": "From the role library",
    "model": "From the model on this server",
}


@require_POST
@explain_errors
def offer_wordings(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    """Up to three, each with its reason and its origin; a sentence where none is better. `text` is what is typed."""
    section = get_section_to_change(request, section_id)
    posted = cleaned(WordingForm(request.POST))
    services.check_engine_may_write(section)
    said = texts_of(posted["text"] or section.text)
    found = checking.other_wordings(section, posted["line"], said=said)
    offers = [(offer, ORIGINS[str(offer.origin)]) for offer in found]
    context = {"offers": offers, "line": posted["line"], "section": section, "is_edited": bool(posted["text"])}
    return render(request, f"descriptions/{'_' if request.htmx else ''}wordings.html", context)


@require_POST
@explain_errors
def take_wording(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    section = get_section_to_change(request, section_id)
    before = services.take_wording(by=request.user, section=section, **cleaned(TakenWordingForm(request.POST)))
    if not request.htmx:
        return redirect(f"{section.description.get_absolute_url()}#section-{section.pk}")
    context = section_context(request, section, section_block(request, section)) | {"before": before}
    response = render(request, "descriptions/_section.html", context)
    response["HX-Trigger-After-Swap"] = "section-changed"
    return response
