"""The shape of a confirmed import: the brief as read, and for each section its kind and heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from apps.descriptions import documents
from apps.descriptions.brief_form import PERIODS, Brief, BriefForm

KINDS = [*documents.KIND_NAMES.items(), ("", "Leave this section out")]
#: Fields of the form, and the facts whose lines stand beside them.
EVIDENCE = {
    "employment": ("employment_type", "hours"),
    "workplace": ("workplace_type",),
    "level": ("level",),
    "place": ("location",),
    "pay": ("pay", "pay_note"),
}
SHOWN_LINES = 200


class SectionChoice(forms.Form):
    kind = forms.ChoiceField(choices=KINDS, required=False)
    heading = forms.CharField(max_length=120, required=False)

    def __init__(self, data: QueryDict | None, number: int, section: dict[str, Any]) -> None:
        initial = {"kind": section["kind"], "heading": section["heading"]}
        super().__init__(data, prefix=f"section_{number}", initial=initial)
        self.section = section

    @property
    def lines(self) -> list[str]:
        return list(self.section["lines"][:SHOWN_LINES])

    @property
    def hidden_count(self) -> int:
        return max(0, len(self.section["lines"]) - SHOWN_LINES)


class ConfirmForm(BriefForm):
    """A brief whose pay may leave its period open, as the posting may."""

    pay_period = forms.ChoiceField(choices=[("", "Not said"), *PERIODS], required=False, label="Per")

    def __init__(self, data: QueryDict | None = None, *, reading: dict[str, Any]) -> None:
        super().__init__(data, brief=reading["brief"])
        self.facts: list[dict[str, Any]] = reading["facts"]
        self.sections = [SectionChoice(data, number, section) for number, section in enumerate(reading["sections"])]
        self.named_department = str(reading["brief"].get("department", ""))

    def is_valid(self) -> bool:
        sections_fit = all([section.is_valid() for section in self.sections])  # noqa: C419 - each shows its own errors
        return super().is_valid() and sections_fit

    def brief(self) -> Brief:
        brief = super().brief()
        if "pay" in brief and not self.cleaned_data["pay_period"]:
            brief["pay"].pop("period", None)
        return brief | ({"department": self.named_department} if self.named_department else {})

    def choices(self) -> list[dict[str, str]]:
        return [section.cleaned_data for section in self.sections]

    @property
    def evidence(self) -> dict[str, list[dict[str, Any]]]:
        """The facts that stand beside each group of fields."""
        return {
            group: [fact for fact in self.facts if fact["name"] in names and (fact["words"] or fact["heading"])]
            for group, names in EVIDENCE.items()
        }

    @property
    def unrecognised_count(self) -> int:
        return sum(not section.section["recognised"] for section in self.sections)

    def _all_errors(self) -> Iterator[tuple[str, str]]:
        yield from super()._all_errors()
        for section in self.sections:
            for name, complaints in section.errors.items():
                yield from ((section[name].id_for_label, str(complaint)) for complaint in complaints)
