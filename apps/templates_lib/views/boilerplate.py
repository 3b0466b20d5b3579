"""The company's own texts: all of them for everybody to read, each for editors to change."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from apps.templates_lib.forms import BoilerplateForm
from apps.templates_lib.models import Boilerplate
from apps.templates_lib.permissions import can_edit_library, check_can_edit_library
from apps.templates_lib.views.problems import explain_errors
from jdcopilot.lib.diffs import diff_lines
from jdcopilot.lib.http import AuthenticatedHttpRequest


@require_safe
@never_cache
def list_boilerplate(request: AuthenticatedHttpRequest) -> HttpResponse:
    texts = Boilerplate.objects.select_related("department")
    return render(request, "library/boilerplate.html", {"texts": texts, "may_edit": can_edit_library(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_errors
def edit_boilerplate(request: AuthenticatedHttpRequest, boilerplate_id: int | None = None) -> HttpResponse:
    check_can_edit_library(request.user)
    if request.method == "POST":
        return _save(request, boilerplate_id)
    known = get_object_or_404(Boilerplate, pk=boilerplate_id) if boilerplate_id else None
    context = {"form": BoilerplateForm(instance=known), "known": known, "seen": known.text if known else ""}
    return render(request, "library/edit_boilerplate.html", context)


@transaction.atomic
def _save(request: AuthenticatedHttpRequest, boilerplate_id: int | None) -> HttpResponse:
    """`seen` is the text as the page was opened with: a change by somebody else meanwhile is not overwritten."""
    texts = Boilerplate.objects.select_for_update()
    known = get_object_or_404(texts, pk=boilerplate_id) if boilerplate_id else None
    stored = known.text if known else ""
    is_stale = _lines(request.POST.get("seen", "")) != _lines(stored)
    form = BoilerplateForm(request.POST, instance=known)
    if form.is_valid() and not is_stale:
        form.save()
        messages.success(request, "Saved. The next text that is written uses it.")
        return redirect("library:boilerplate")
    theirs = diff_lines(_lines(stored), _lines(request.POST.get("text", ""))) if is_stale else ()
    context = {"form": form, "known": known, "seen": stored, "difference": theirs, "is_stale": is_stale}
    return render(request, "library/edit_boilerplate.html", context, status=409 if is_stale else 422)


def _lines(text: str) -> list[str]:
    """Browsers post line ends of their own."""
    return text.splitlines()
