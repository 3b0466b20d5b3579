"""The company's voice: everyone reads it, library editors and admins change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from apps.templates_lib import engine, voice
from apps.templates_lib.models import CompanyProfile, VoiceWord
from apps.templates_lib.permissions import can_change_voice, check_can_change_voice
from apps.templates_lib.views.problems import explain_errors_at
from apps.templates_lib.voice_forms import VoiceForm, WordForm
from jdcopilot.lib.http import AuthenticatedHttpRequest

explain_refusals = explain_errors_at("library:voice")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@explain_refusals
def change_voice(request: AuthenticatedHttpRequest) -> HttpResponse:
    company = voice.company_or_new()
    if request.method != "POST":
        return _show(request, VoiceForm(instance=company))
    check_can_change_voice(request.user)
    form = VoiceForm(request.POST, instance=company)
    if not form.is_valid():
        return _show(request, form, status=422)
    if request.POST.get("then") == "preview":
        return _show(request, form)
    voice.save_voice(by=request.user, settings=form.settings())
    messages.success(request, "The voice is saved. New drafts are written in it; texts that exist stay as they are.")
    return redirect("library:voice")


@require_POST
@explain_refusals
def preview_voice(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The example lines for settings that are not saved yet."""
    check_can_change_voice(request.user)
    form = VoiceForm(request.POST, instance=voice.company_or_new())
    form.is_valid()
    return render(request, "library/_voice_examples.html", {"examples": _examples(form)})


@require_POST
@explain_refusals
def add_word(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_change_voice(request.user)
    form = WordForm(request.POST)
    if not form.is_valid():
        return _show(request, VoiceForm(instance=voice.company_or_new()), word_form=form, status=422)
    word = voice.add_word(by=request.user, word=form.save(commit=False))
    messages.success(request, f"“{word.word}” is in the list.")
    return redirect("library:voice")


@require_POST
@explain_refusals
def remove_word(request: AuthenticatedHttpRequest, word_id: int) -> HttpResponse:
    voice.remove_word(by=request.user, word_id=word_id)
    return redirect("library:voice")


def _show(
    request: AuthenticatedHttpRequest, form: VoiceForm, *, word_form: WordForm | None = None, status: int = 200
) -> HttpResponse:
    is_editor = can_change_voice(request.user)
    for field in form.fields.values():
        field.disabled = not is_editor
    examples = _examples(form)
    words = list(VoiceWord.objects.all())
    context = {
        "form": form,
        "rows": [(form[name], examples.get(name)) for name in form.fields],
        "can_change": is_editor,
        "word_form": word_form or WordForm(),
        "avoided": [(word, engine.word_example(word)) for word in words if word.kind == VoiceWord.Kind.AVOID],
        "liked": [word for word in words if word.kind == VoiceWord.Kind.LIKE],
    }
    return render(request, "library/voice.html", context, status=status)


def _examples(form: VoiceForm) -> dict[str, str]:
    """For the settings as typed; a setting with an error shows what is stored."""
    company = CompanyProfile.objects.first() or CompanyProfile()
    for name, value in getattr(form, "cleaned_data", {}).items():
        setattr(company, name, value)
    return engine.voice_examples(company)
