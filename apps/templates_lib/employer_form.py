"""What the law asks about the employer, as a form: numbers of employees, and two yes or no."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from apps.templates_lib import engine
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.models import CompanyProfile

FACTS = ("employees", "employees_in", "is_federal_contractor", "screens_with_ai")
LINE = re.compile(r"(?P<place>.*?)\s*[:=,]?\s*(?P<number>\d{1,7})")
NOT_TOLD = [("", "Not told"), ("yes", "Yes"), ("no", "No")]
MEANS = {"": None, "yes": True, "no": False}


class EmployerForm(forms.Form):
    employees = forms.IntegerField(
        label="Employees in all",
        required=False,
        min_value=0,
        max_value=9_999_999,
        help_text="Many laws on postings bind an employer from a number of employees.",
    )
    employees_in = forms.CharField(
        label="Employees by place",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One place a line, such as “Ontario: 30” or “US-CO: 4”. A place that is not named counts them all.",
    )
    is_federal_contractor = forms.ChoiceField(
        label="Contractor of the US federal government", required=False, choices=NOT_TOLD
    )
    screens_with_ai = forms.ChoiceField(
        label="AI screens, assesses or selects applicants",
        required=False,
        choices=NOT_TOLD,
        help_text="What is not told is left open in the text for a person, never guessed.",
    )

    def clean_employees_in(self) -> dict[str, int]:
        lines = [line.strip() for line in self.cleaned_data["employees_in"].splitlines()]
        return dict(_read_line(line) for line in lines if line)

    def clean_is_federal_contractor(self) -> bool | None:
        return MEANS[self.cleaned_data["is_federal_contractor"]]

    def clean_screens_with_ai(self) -> bool | None:
        return MEANS[self.cleaned_data["screens_with_ai"]]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


def form_of(company: CompanyProfile) -> EmployerForm:
    names = engine.places_of_law()
    lines = [f"{names.get(code, code)}: {count}" for code, count in company.employees_in.items()]
    told = {value: text for text, value in MEANS.items()}
    return EmployerForm(
        initial={
            "employees": company.employees,
            "employees_in": "\n".join(lines),
            "is_federal_contractor": told[company.is_federal_contractor],
            "screens_with_ai": told[company.screens_with_ai],
        }
    )


def _read_line(line: str) -> tuple[str, int]:
    match = LINE.fullmatch(line)
    if match is None or not match["place"]:
        raise forms.ValidationError(f"“{line[:60]}” is no place with a number. Write it like “Ontario: 30”.")
    try:
        return engine.place_code(match["place"]), int(match["number"])
    except LibraryError as error:
        raise forms.ValidationError(str(error)) from error
