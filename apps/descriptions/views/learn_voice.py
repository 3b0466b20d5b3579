"""Learn the company's voice from its own postings: measured here, taken over by a person, setting by setting."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.descriptions import documents
from apps.descriptions.errors import DescriptionError
from apps.descriptions.learn_form import LearnForm
from apps.templates_lib import learnt, voice
from apps.templates_lib.engine import Posting
from apps.templates_lib.engine import learn_voice as measure_voice
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.models import Boilerplate, VoiceWord
from apps.templates_lib.permissions import check_can_change_voice
from apps.templates_lib.views.voice import explain_refusals
from apps.templates_lib.voice_forms import WordForm
from jdcopilot.lib.http import AuthenticatedHttpRequest

#: Takes what was ticked; returns how much.
Take = Callable[[AuthenticatedHttpRequest, list[str]], int]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_refusals
def learn_voice(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_change_voice(request.user)
    if request.method != "POST":
        return render(request, "descriptions/learn_voice.html", {"form": LearnForm()})
    form = LearnForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "descriptions/learn_voice.html", {"form": form}, status=422)
    company = voice.company_or_new()
    try:
        report = measure_voice([*form.postings(), *_stored_postings(form)], company.name)
    except (LibraryError, DescriptionError) as error:
        form.add_error(None, str(error))
        return render(request, "descriptions/learn_voice.html", {"form": form}, status=422)
    taken = {text.kind for text in Boilerplate.objects.filter(department=None, country="", language="")}
    context = {
        "report": report,
        "proposals": learnt.proposals(report, company),
        "texts": [(item, Boilerplate.Kind(item.kind).label, item.kind in taken) for item in report.boilerplate],
    }
    return render(request, "descriptions/learnt_voice.html", context)


def _stored_postings(form: LearnForm) -> list[Posting]:
    return [
        Posting(description.title, documents.export(description, "markdown").content, "markdown")
        for description in form.cleaned_data["descriptions"]
    ]


@require_POST
@explain_refusals
def take_proposals(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_change_voice(request.user)
    taken = request.POST.getlist("take")
    if not taken:
        messages.info(request, "Nothing was ticked, so nothing has changed.")
    at_once = sum(_done(request, take, taken) for take in (_take_settings, _take_phrases))
    waiting = sum(_done(request, take, taken) for take in (_propose_texts, _propose_structure))
    if at_once:
        messages.success(request, f"Taken over: {at_once}. New drafts follow it.")
    if waiting:
        messages.success(request, f"Waiting for another editor’s review: {waiting}. Drafts do not follow it yet.")
    return redirect("library:voice")


def _done(request: AuthenticatedHttpRequest, take: Take, taken: list[str]) -> int:
    try:
        return take(request, taken)
    except LibraryError as error:
        messages.error(request, str(error))
        return 0


def _take_settings(request: AuthenticatedHttpRequest, taken: list[str]) -> int:
    settings = learnt.settings_of(taken)
    if settings:
        voice.take_settings(by=request.user, settings=settings)
    return len(settings)


def _propose_texts(request: AuthenticatedHttpRequest, taken: list[str]) -> int:
    texts = learnt.texts_of(taken, {key: str(value) for key, value in request.POST.items()})
    for kind, text in texts.items():
        voice.propose_text(by=request.user, kind=kind, text=text)
    return len(texts)


def _propose_structure(request: AuthenticatedHttpRequest, taken: list[str]) -> int:
    if "structure" not in taken:
        return 0
    kinds = dict.fromkeys(request.POST.getlist("kind"))
    headings = {kind: request.POST.get(f"heading_{kind}", "").strip()[:80] for kind in kinds}
    voice.propose_structure(by=request.user, headings={kind: text for kind, text in headings.items() if text})
    return 1


def _take_phrases(request: AuthenticatedHttpRequest, taken: list[str]) -> int:
    phrases = [item.removeprefix("like=") for item in taken if item.startswith("like=")]
    for phrase in phrases:
        form = WordForm({"kind": VoiceWord.Kind.LIKE, "word": phrase, "whole_word": True})
        if not form.is_valid():
            raise LibraryError(f"“{phrase[:60]}” cannot be put into the list: it is there already, or too long.")
        voice.add_word(by=request.user, word=form.save(commit=False))
    return len(phrases)
