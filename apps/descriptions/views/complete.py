"""The rest of the sentence that somebody is typing, if the model on this machine knows one."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from apps.descriptions import engine
from apps.descriptions.section_forms import TypedForm, cleaned
from apps.descriptions.views.context import get_section_to_change
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_POST
@explain_errors
def complete_sentence(request: AuthenticatedHttpRequest, section_id: int) -> HttpResponse:
    """204 where there is nothing to suggest: a suggestion is never worth an error or a wait."""
    section = get_section_to_change(request, section_id)
    posted = cleaned(TypedForm(request.POST))
    completion = engine.complete_sentence(section, typed=posted["typed"], above=posted["above"])
    return JsonResponse({"completion": completion}) if completion else HttpResponse(status=204)
