"""The shape of what the editor posts; never permission, never saving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from apps.descriptions.check_models import Dismissal
from apps.descriptions.errors import BadBrief


class SectionForm(forms.Form):
    text = forms.CharField(required=False, strip=False, max_length=20_000)
    heading = forms.CharField(required=False, max_length=120)
    version = forms.IntegerField(min_value=1)


class TitleForm(forms.Form):
    title = forms.CharField(max_length=200)


class LineForm(forms.Form):
    text = forms.CharField(max_length=5_000)
    version = forms.IntegerField(min_value=1)


class TypedForm(forms.Form):
    """The beginning of a sentence, as typed so far, and the line above it."""

    typed = forms.CharField(strip=False, max_length=300)
    above = forms.CharField(required=False, max_length=300)


class WordingForm(forms.Form):
    """A line, and the whole text of its section as it is typed."""

    line = forms.CharField(max_length=1_000)
    text = forms.CharField(required=False, strip=False, max_length=20_000)


class TakenWordingForm(LineForm):
    """Another wording of the line `text`, and in what it was said to be better."""

    wording = forms.CharField(max_length=1_000)
    why = forms.CharField(required=False, max_length=300)


class AcceptForm(forms.Form):
    key = forms.CharField(max_length=40)
    replacement = forms.CharField(max_length=2_000, strip=False, required=False)


class DismissForm(forms.Form):
    key = forms.CharField(max_length=40)
    scope = forms.ChoiceField(choices=Dismissal.Scope.choices)
    reason = forms.CharField(required=False, max_length=300)


class TakeForm(forms.Form):
    row = forms.TypedMultipleChoiceField(required=False, coerce=int, choices=[(n, n) for n in range(500)])
    take = forms.ChoiceField(choices=[("selected", "selected"), ("all", "all")])
    version = forms.IntegerField(min_value=1)


def cleaned(form: forms.Form) -> dict[str, Any]:
    """The form's data; raise `BadBrief` with its first complaint."""
    if form.is_valid():
        return form.cleaned_data
    field, complaints = next(iter(form.errors.items()))
    raise BadBrief(field, f"{field.capitalize()}: {complaints[0]}")


def change_of(posted: QueryDict) -> dict[str, str]:
    """What a person wants changed in a section: only what they filled in."""
    wanted = {key: posted.get(key, "").strip() for key in ("length", "tone", "point")}
    return {key: value for key, value in wanted.items() if value}
