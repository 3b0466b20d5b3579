"""The shape of an import: one file of a known kind, or pasted text."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms

MAX_BYTES = 5 * 2**20
FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}


class ImportForm(forms.Form):
    file = forms.FileField(
        required=False,
        label="A file",
        help_text="Word (.docx), web page (.html), Markdown (.md), text (.txt) or JSON-LD (.jsonld); up to 5 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )
    text = forms.CharField(
        required=False,
        max_length=100_000,
        label="Or pasted text",
        help_text="The job title goes on the first line.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    content: bytes
    format: str

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if PurePath(file.name).suffix.lower() not in FORMATS:
            raise forms.ValidationError(
                "This kind of file cannot be read. Save it as Word (.docx) or plain text first."
            )
        if file.size > MAX_BYTES:
            raise forms.ValidationError("This file is larger than 5 MB. Leave out its pictures and try again.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text")
        if self.errors:
            return cleaned
        if bool(file) == bool(text):
            raise forms.ValidationError("Choose a file or paste the text: one of the two.")
        self.format = FORMATS[PurePath(file.name).suffix.lower()] if file else "text"
        self.content = file.read() if file else str(text).encode()
        return cleaned
