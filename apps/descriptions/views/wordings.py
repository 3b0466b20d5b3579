"""Other wordings of the line that somebody is editing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from apps.descriptions import checking, services
from apps.descriptions.lines import texts_of
from apps.descriptions.section_forms import WordingForm, cleaned
from apps.descriptions.views.context import get_section_to_change
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
    """Up to three, each with its reason and its origin; a sentence where none is better."""
    section = get_section_to_change(request, section_id)
    posted = cleaned(WordingForm(request.POST))
    services.check_engine_may_write(section)
    found = checking.other_wordings(section, posted["line"], said=texts_of(posted["text"]))
    offers = [(offer, ORIGINS[str(offer.origin)]) for offer in found]
    return render(request, "descriptions/_wordings.html", {"offers": offers, "line": posted["line"]})
