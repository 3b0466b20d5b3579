"""The shape of a company's voice: its settings, and one word of its list."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from apps.templates_lib.models import CompanyProfile, VoiceWord

MOST_VALUES = 6
LONGEST_VALUE = 100
SETTINGS = (
    "name", "values", "person", "spelling", "tone", "contractions", "names_itself", "stops", "headings", "exclamations",
)  # fmt: skip


class VoiceForm(forms.ModelForm[CompanyProfile]):
    class Meta:
        model = CompanyProfile
        fields = SETTINGS
        widgets = {"values": forms.Textarea(attrs={"rows": 4})}
        labels = {"values": "What the company stands for"}

    def clean_values(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["values"].splitlines() if line.strip()]
        if len(lines) > MOST_VALUES:
            raise forms.ValidationError(f"A reader remembers six values. Leave out {len(lines) - MOST_VALUES}.")
        if long := next((line for line in lines if len(line) > LONGEST_VALUE), ""):
            raise forms.ValidationError(f"“{long[:40]}…” is longer than {LONGEST_VALUE} characters. Shorten it.")
        return "\n".join(lines)

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SETTINGS}


class WordForm(forms.ModelForm[VoiceWord]):
    class Meta:
        model = VoiceWord
        fields = ("kind", "word", "instead", "reason", "whole_word", "match_case")
        labels = {"kind": "We"}

    def clean_word(self) -> str:
        word = plain(self.cleaned_data["word"])
        if not re.search(r"[A-Za-z]", word):
            raise forms.ValidationError("Type a word or a short phrase with letters.")
        return word

    def clean_instead(self) -> str:
        return plain(self.cleaned_data["instead"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        word, instead = cleaned.get("word", ""), cleaned.get("instead", "")
        if cleaned.get("kind") == VoiceWord.Kind.LIKE and instead:
            self.add_error("instead", "A word that the company likes needs no replacement. Leave this empty.")
        if word and word.casefold() in (part.strip().casefold() for part in instead.split(",")):
            self.add_error("instead", "A word cannot be replaced by itself.")
        return cleaned


def plain(text: str) -> str:
    """On one line, composed, without what cannot be seen."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(" " if c.isspace() else c for c in text if c.isprintable() or c.isspace()).split())
