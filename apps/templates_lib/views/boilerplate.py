"""The company's own texts: all of them for everybody to read, each for editors to change as a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from apps.templates_lib.company_texts import TEXTS, content_of_form, create_text
from apps.templates_lib.errors import BadContent, ChangedMeanwhile
from apps.templates_lib.forms import BoilerplateForm
from apps.templates_lib.models import Boilerplate
from apps.templates_lib.permissions import can_edit_library, check_can_edit_library
from apps.templates_lib.views.problems import explain_errors
from apps.templates_lib.views.shelves import TEXT_SHELF, texts_for
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of


@require_safe
@never_cache
def list_boilerplate(request: AuthenticatedHttpRequest) -> HttpResponse:
    texts = texts_for(request.user).select_related("draft__version__author").order_by("kind", "pk")
    return render(request, "library/boilerplate.html", {"texts": texts, "may_edit": can_edit_library(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_errors
def edit_boilerplate(request: AuthenticatedHttpRequest, boilerplate_id: int | None = None) -> HttpResponse:
    check_can_edit_library(request.user)
    known = TEXT_SHELF.find(request.user, boilerplate_id=boilerplate_id) if boilerplate_id else None
    if request.method == "POST":
        return _save(request, known)
    content, seen = TEXTS.current_text(known, TEXTS.find_draft(known)) if known else ({}, 0)
    return _show(request, BoilerplateForm(initial=content, instance=known), known, seen)


def _save(request: AuthenticatedHttpRequest, known: Boilerplate | None) -> HttpResponse:
    seen, reason = number_of(request.POST.get("seen")), request.POST.get("reason", "")
    form = BoilerplateForm(request.POST, instance=Boilerplate(pk=known.pk) if known else None)
    if not form.is_valid():
        return _show(request, form, known, seen, status=422)
    content = content_of_form(form.cleaned_data)
    try:
        if known is None:
            known = create_text(by=request.user, content=content)
            draft = TEXTS.find_draft(known)
        else:
            draft = TEXTS.save_draft(by=request.user, owner=known, content=content, seen=seen, reason=reason)
        if draft and request.POST.get("do") == "review":
            TEXTS.send_for_review(by=request.user, owner=known, seen=draft.version.number)
    except ChangedMeanwhile as conflict:
        difference = TEXT_SHELF.diff(conflict.theirs, content)
        return _show(request, form, known, conflict.number, status=409, conflict=conflict, fields=difference)
    except BadContent as error:
        form.add_error(None, str(error))
        return _show(request, form, known, seen, status=422)
    return _saved(request, known, is_changed=draft is not None)


def _saved(request: AuthenticatedHttpRequest, text: Boilerplate, *, is_changed: bool) -> HttpResponse:
    if not is_changed:
        messages.info(request, "Nothing has changed, so nothing was saved.")
        return redirect(text)
    messages.success(request, "Saved as a draft. Job descriptions have it once another editor has reviewed it.")
    return redirect(TEXT_SHELF.url("review", text))


def _show(
    request: AuthenticatedHttpRequest,
    form: BoilerplateForm,
    known: Boilerplate | None,
    seen: int,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    draft = TEXTS.find_draft(known) if known else None
    context = {"form": form, "known": known, "seen": seen, "draft": draft, "reason": request.POST.get("reason", "")}
    return render(request, "library/edit_boilerplate.html", context | extra, status=status)
