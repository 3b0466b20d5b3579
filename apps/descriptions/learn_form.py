"""The postings that a voice is learnt from: files, pasted text, and job descriptions that are here."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any, cast

from django import forms

from apps.descriptions.import_form import FORMATS, MAX_BYTES
from apps.descriptions.models import JobDescription
from apps.templates_lib.engine import FEWEST_POSTINGS, MOST_POSTINGS, Posting

#: Between two pasted postings. Dashes would be the underline of a heading.
BETWEEN = re.compile(r"^[ \t]*\*{3,}[ \t]*$", re.MULTILINE)
OFFERED = 30


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. Each is checked; the first that cannot be used is named."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(file, initial) for file in data or []]
        for file in files:
            if PurePath(file.name).suffix.lower() not in FORMATS:
                raise forms.ValidationError(f"{file.name}: save it as Word (.docx) or plain text first.")
            if file.size > MAX_BYTES:
                raise forms.ValidationError(f"{file.name} is larger than 5 MB. Leave out its pictures and try again.")
        return files


class LearnForm(forms.Form):
    documents = FilesField(
        required=False,
        label="Files",
        help_text="Word (.docx), web page (.html), Markdown (.md), text (.txt) or JSON-LD (.jsonld); up to 5 MB each.",
        widget=FilesInput(attrs={"accept": ",".join(FORMATS), "multiple": True}),
    )
    text = forms.CharField(
        required=False,
        max_length=400_000,
        label="Pasted text",
        help_text="Each posting begins with its job title. Put a line with *** between two of them.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    descriptions = forms.ModelMultipleChoiceField(
        JobDescription.objects.none(),
        required=False,
        label="Job descriptions that are here",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = JobDescription.objects.order_by("-updated_at").values_list("pk", flat=True)
        offered = list(newest[:OFFERED])
        field = cast("forms.ModelMultipleChoiceField[JobDescription]", self.fields["descriptions"])
        field.queryset = JobDescription.objects.filter(pk__in=offered).order_by("title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        count = len(cleaned.get("documents", [])) + len(self.pasted()) + len(cleaned.get("descriptions", []))
        if not self.errors and not FEWEST_POSTINGS <= count <= MOST_POSTINGS:
            raise forms.ValidationError(
                f"Give {FEWEST_POSTINGS} to {MOST_POSTINGS} postings; there are {count}. About ten show a habit well."
            )
        return cleaned

    def pasted(self) -> list[str]:
        return [part.strip() for part in BETWEEN.split(self.cleaned_data.get("text", "")) if part.strip()]

    def postings(self) -> list[Posting]:
        """The files and texts; job descriptions are added by who can export them."""
        files = [
            Posting(file.name, file.read(), FORMATS[PurePath(file.name).suffix.lower()])
            for file in self.cleaned_data["documents"]
        ]
        texts = [Posting(f"Text {number}", text.encode(), "text") for number, text in enumerate(self.pasted(), start=1)]
        return [*files, *texts]
