"""A posting from outside: brought as a file, a text or an address, looked through, confirmed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.descriptions import imports
from apps.descriptions.confirm_form import ConfirmForm
from apps.descriptions.errors import BadBrief, DescriptionError
from apps.descriptions.import_form import ImportForm
from apps.descriptions.models import PendingImport
from jdcopilot.lib.http import AuthenticatedHttpRequest

require_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_form_methods
def import_description(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Read a posting; nothing is stored as a job description before its owner has confirmed it."""
    if request.method != "POST":
        return _show_import(request, ImportForm(reads_addresses=settings.JD_IMPORT_URLS))
    form = ImportForm(request.POST, request.FILES, reads_addresses=settings.JD_IMPORT_URLS)
    if not form.is_valid():
        return _show_import(request, form, status=422)
    try:
        pending = _read(request, form)
    except DescriptionError as error:
        form.add_error(form.given, str(error))
        return _show_import(request, form, status=422)
    return redirect("descriptions:confirm_import", pending.pk)


def _read(request: AuthenticatedHttpRequest, form: ImportForm) -> PendingImport:
    if form.given == "address":
        return imports.fetch_posting(by=request.user, url=form.cleaned_data["address"])
    return imports.read_posting(by=request.user, content=form.content, format=form.format, source=form.source)


def _show_import(request: AuthenticatedHttpRequest, form: ImportForm, *, status: int = 200) -> HttpResponse:
    return render(request, "descriptions/import.html", {"form": form}, status=status)


@require_form_methods
@never_cache
def confirm_import(request: AuthenticatedHttpRequest, import_id: UUID) -> HttpResponse:
    pending = imports.find_import(by=request.user, import_id=import_id)
    if pending is None:
        raise Http404("There is no such import, or it has ended: bring the posting again.")
    if pending.description is not None:
        return redirect(pending.description)
    if request.method != "POST":
        return _show_confirm(request, pending, ConfirmForm(reading=pending.reading))
    if request.POST.get("then") == "discard":
        imports.discard_import(by=request.user, pending=pending)
        messages.success(request, "The posting is discarded. Nothing was stored.")
        return redirect("descriptions:import")
    return _confirm(request, pending, ConfirmForm(request.POST, reading=pending.reading))


def _confirm(request: AuthenticatedHttpRequest, pending: PendingImport, form: ConfirmForm) -> HttpResponse:
    if not form.is_valid():
        return _show_confirm(request, pending, form, status=422)
    try:
        description = imports.confirm_import(
            by=request.user, pending=pending, brief=form.brief(), sections=form.choices()
        )
    except BadBrief as error:
        form.show_error(error)
        return _show_confirm(request, pending, form, status=422)
    messages.success(request, f"Imported “{description.title}”. Read it through before you send it for review.")
    return redirect(description)


def _show_confirm(
    request: AuthenticatedHttpRequest, pending: PendingImport, form: ConfirmForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "descriptions/confirm_import.html", {"form": form, "pending": pending}, status=status)
