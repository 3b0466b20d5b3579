from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription
from apps.feedback import services
from apps.feedback.forms import RatingForm
from jdcopilot.lib.http import AuthenticatedHttpRequest

THANKS = "Thank you. Your rating helps to choose and train the engines."


@require_POST
def rate(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """Everyone signed in may read every description, and so may rate it."""
    description = get_object_or_404(JobDescription, pk=description_id)
    form = RatingForm(request.POST)
    problems = [str(error) for errors in form.errors.values() for error in errors]
    if not problems:
        try:
            services.rate(by=request.user, description=description, **form.cleaned_data)
        except WrongState as error:
            problems = [str(error)]
    return _answer(request, description, problems)


def _answer(request: AuthenticatedHttpRequest, description: JobDescription, problems: list[str]) -> HttpResponse:
    """The fragment for HTMX, problems included since it swaps no 4xx; else back to the page with a message."""
    if request.htmx:
        context = {"problems": problems, "thanks": THANKS, "section_kind": request.POST.get("section_kind", "")}
        return render(request, "feedback/rating_saved.html", context)
    if problems:
        messages.error(request, " ".join(problems))
    else:
        messages.success(request, THANKS)
    return redirect(description)
