"""What people may store in the library; what cannot be used is refused with a sentence that names the place."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.templates_lib import engine
from apps.templates_lib.company_texts import overlap_sentence
from apps.templates_lib.models import Boilerplate, JobTemplate


class PrettyJson(json.JSONEncoder):
    """JSON as a person edits it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"indent": 2, "ensure_ascii": False}))


class JobTemplateForm(forms.ModelForm[JobTemplate]):
    sections = forms.JSONField(
        encoder=PrettyJson,
        widget=forms.Textarea(attrs={"rows": 30, "cols": 100, "spellcheck": "false"}),
        help_text="An ordered list. Keys of a section: kind, heading, locked, required, guidance, comments, starters, "
        "fixed, placeholders, lines, most.",
    )
    skills = forms.JSONField(
        encoder=PrettyJson,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 100, "spellcheck": "false"}),
        help_text="A list of skills with name, kind (essential or asset) and level (basic, working, advanced).",
    )

    class Meta:
        model = JobTemplate
        fields = ["name", "purpose", "tone", "length", "person", "sections", "skills", "is_default", "is_published"]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self.errors:
            return fields
        content = {key: fields.get(key) for key in JobTemplate.CONTENT}
        try:
            checked = engine.check_template(content)
        except engine.TemplateError as error:
            place = str(error).split(":")[0].split("[")[0].split(".")[0]
            raise ValidationError({place if place in self.fields else "__all__": str(error)}) from error
        return fields | {"sections": checked["sections"], "skills": checked.get("skills", [])}


class BoilerplateForm(forms.ModelForm[Boilerplate]):
    class Meta:
        model = Boilerplate
        fields = ["kind", "department", "country", "language", "effective_from", "effective_until", "text"]
        widgets = {
            name: forms.DateInput({"type": "date"}, "%Y-%m-%d") for name in ("effective_from", "effective_until")
        }

    def clean_country(self) -> str:
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
            raise ValidationError("Write the two letters of the country, such as GB, or leave it empty.")
        return country

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if not self.errors:
            text = Boilerplate(pk=self.instance.pk, **fields)
            if other := Boilerplate.objects.overlapping(text).first():
                raise ValidationError(overlap_sentence(other))
        return fields
