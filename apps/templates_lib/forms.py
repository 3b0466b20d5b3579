"""What people may store in the library; what cannot be used is refused with a sentence that names the cause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.templates_lib.company_texts import overlap_sentence
from apps.templates_lib.models import Boilerplate


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
