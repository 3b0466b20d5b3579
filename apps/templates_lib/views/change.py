"""The page to change what is edited in a plain form, company texts and job templates, or to make a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from apps.templates_lib.errors import BadContent, ChangedMeanwhile
from apps.templates_lib.permissions import check_can_edit_library
from apps.templates_lib.views.problems import explain_errors
from apps.templates_lib.views.shelves import AnyForm, FormShelf
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of, page_or_partial


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def change_content(request: AuthenticatedHttpRequest, shelf: FormShelf, **key: Any) -> HttpResponse:
    check_can_edit_library(request.user)
    known = shelf.find(request.user, **key) if key else None
    if request.method == "POST":
        return _change(request, shelf, known)
    content, seen = shelf.beginning(request.GET), 0
    if known:
        content, seen = shelf.workflow.current_text(known, shelf.workflow.find_draft(known))
    return _show(request, shelf, shelf.form(known, initial=content), known, seen)


def _change(request: AuthenticatedHttpRequest, shelf: FormShelf, known: Any) -> HttpResponse:
    seen, do = number_of(request.POST.get("seen")), request.POST.get("do", "save")
    if do not in ("save", "review"):
        return _show(request, shelf, shelf.form_after(do, known, request.POST), known, seen)
    form = shelf.form(known, data=request.POST)
    if not form.is_valid():
        return _show(request, shelf, form, known, seen, status=422)
    content = shelf.content_in(form)
    try:
        known, draft = _save(request, shelf, known, content, seen)
        if draft and do == "review":
            shelf.workflow.send_for_review(by=request.user, owner=known, seen=draft.version.number)
    except ChangedMeanwhile as conflict:
        difference = shelf.diff(conflict.theirs, content)
        return _show(request, shelf, form, known, conflict.number, status=409, conflict=conflict, fields=difference)
    except BadContent as error:
        form.add_error(None, str(error))
        return _show(request, shelf, form, known, seen, status=422)
    return _saved(request, shelf, known, is_changed=draft is not None)


def _save(
    request: AuthenticatedHttpRequest, shelf: FormShelf, known: Any, content: dict[str, Any], seen: int
) -> tuple[Any, Any]:
    """What was changed or made, and its draft; none where nothing has changed."""
    if known is None:
        known = shelf.create(by=request.user, content=content)
        return known, shelf.workflow.find_draft(known)
    reason = request.POST.get("reason", "")
    return known, shelf.workflow.save_draft(by=request.user, owner=known, content=content, seen=seen, reason=reason)


def _saved(request: AuthenticatedHttpRequest, shelf: FormShelf, owner: Any, *, is_changed: bool) -> HttpResponse:
    if is_changed:
        messages.success(request, "Saved as a draft. Job descriptions have it once another editor has reviewed it.")
    else:
        messages.info(request, "Nothing has changed, so nothing was saved.")
    where = shelf.url("review", owner) if is_changed else owner.get_absolute_url()
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def _show(
    request: AuthenticatedHttpRequest,
    shelf: FormShelf,
    form: AnyForm,
    known: Any,
    seen: int,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    draft = shelf.workflow.find_draft(known) if known else None
    context = {"shelf": shelf, "form": form, "known": known, "seen": seen, "draft": draft}
    context["reason"] = request.POST.get("reason", "")
    template = page_or_partial(request, "library/change.html", "change-form")
    return render(request, template, context | extra, status=status)
