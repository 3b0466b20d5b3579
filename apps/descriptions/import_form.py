"""The shape of an import: one file of a known kind, pasted text, or an address."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms

from apps.descriptions import documents

MAX_BYTES = 5 * 2**20
FORMATS = documents.FORMAT_OF_ENDING


class ImportForm(forms.Form):
    file = forms.FileField(
        required=False,
        label="A file",
        help_text="Word (.docx), PDF, web page (.html), Markdown (.md), text (.txt), or the JSON of a job "
        "board, Greenhouse, Lever, Ashby, SmartRecruiters or Workable (.json); up to 5 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )
    text = forms.CharField(
        required=False,
        max_length=100_000,
        label="Or pasted text",
        help_text="The job title goes on the first line.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    address = forms.CharField(
        required=False,
        max_length=2_000,
        label="Or the address of the posting",
        help_text="The page of one job, beginning with https://. It is read once, when you press Read.",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    content: bytes
    format: str
    source: str
    #: The field that holds the posting.
    given: str

    def __init__(self, *args: Any, reads_addresses: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reads_addresses:
            del self.fields["address"]

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
        if self.errors:
            return cleaned
        given = [name for name in ("file", "text", "address") if cleaned.get(name)]
        if len(given) != 1:
            choices = "one of the three" if "address" in self.fields else "one of the two"
            raise forms.ValidationError(f"Choose a file, paste the text{_or_address(self)}: {choices}.")
        self.given, file = given[0], cleaned["file"]
        self.format = FORMATS[PurePath(file.name).suffix.lower()] if file else "text"
        self.content = file.read() if file else str(cleaned["text"]).encode()
        self.source = file.name if file else "pasted text"
        return cleaned


def _or_address(form: ImportForm) -> str:
    return " or give an address" if "address" in form.fields else ""
