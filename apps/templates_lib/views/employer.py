"""What the law asks about the employer: everyone reads it, library editors and admins change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.templates_lib import voice
from apps.templates_lib.employer_form import EmployerForm, form_of
from apps.templates_lib.permissions import can_change_voice, check_can_change_voice
from apps.templates_lib.views.problems import explain_errors_at
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_errors_at("library:voice")
def change_employer(request: AuthenticatedHttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, form_of(voice.company_or_new()))
    check_can_change_voice(request.user)
    form = EmployerForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    voice.take_settings(by=request.user, settings=form.facts())
    messages.success(
        request, "The facts are saved. New drafts carry the statements that the law of their places wants."
    )
    return redirect("library:voice_employer")


def _show(request: AuthenticatedHttpRequest, form: EmployerForm, *, status: int = 200) -> HttpResponse:
    can_change = can_change_voice(request.user)
    for field in form.fields.values():
        field.disabled = not can_change
    return render(request, "library/employer.html", {"form": form, "can_change": can_change}, status=status)
