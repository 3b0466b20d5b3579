"""The shape of a brief as people type it; `services` and the engine decide whether it can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from apps.accounts.models import Department
from apps.descriptions.errors import BadBrief
from apps.descriptions.lines import texts_of
from apps.templates_lib.models import JobTemplate

Brief = dict[str, Any]

MAX_PLACES = 5
LONGEST_LIST = 8_000
MAX_ANSWERS = 10
LEVELS = [
    ("", "Not said"),
    ("intern", "Intern"),
    ("junior", "Junior"),
    ("mid", "Mid-level"),
    ("senior", "Senior"),
    ("lead", "Lead"),
    ("manager", "Manager"),
    ("director", "Director"),
]
WORKPLACES = [("", "Not said"), ("onsite", "On site"), ("hybrid", "Hybrid"), ("remote", "Remote")]
EMPLOYMENTS = [
    ("", "Not said"),
    ("full_time", "Full time"),
    ("part_time", "Part time"),
    ("contract", "Contract"),
    ("temporary", "Temporary"),
    ("internship", "Internship"),
]
PERIODS = [("year", "a year"), ("month", "a month"), ("week", "a week"), ("day", "a day"), ("hour", "an hour")]
#: The job template decides what the brief leaves open, and the company what the template leaves open.
OPEN_CHOICE = ("", "Left open")
TONES = [OPEN_CHOICE, ("neutral", "Neutral"), ("friendly", "Friendly"), ("formal", "Formal"), ("concise", "Concise")]
LENGTHS = [OPEN_CHOICE, ("short", "Short"), ("standard", "Standard"), ("long", "Long")]
LANGUAGES = [("", "The company’s own"), ("en-GB", "British"), ("en-US", "American")]
#: "Python, SQL" is a list; "Work with X, Y and Z" and "£1,000" are not.
LIST_COMMA = re.compile(r",(?!\d)(?![^()]*\))\s*")
LONGEST_LIST_ITEM = 4


class LinesField(forms.CharField):
    """A textarea with one item a line."""

    widget = forms.Textarea

    def __init__(self, *, split_commas: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LIST, **kwargs)
        self.split_commas = split_commas

    def to_python(self, value: Any) -> Any:
        lines = texts_of(super().to_python(value) or "")
        return [item for line in lines for item in self._items(line)]

    def validate(self, value: Any) -> None:
        """A list may be empty."""

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def _items(self, line: str) -> list[str]:
        items = [item for item in LIST_COMMA.split(line) if item]
        is_list = self.split_commas and not re.search(r" (and|or) ", line)
        if is_list and all(len(item.split()) <= LONGEST_LIST_ITEM for item in items):
            return items
        return [line]


class AmountField(forms.CharField):
    """An amount of money as people write it: 45000, 45,000, £45k."""

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"[\s£$€]", "", super().to_python(value) or "").lower()
        if not text:
            return None
        text = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
        match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,2})?)(k?)", text)
        if match is None:
            raise forms.ValidationError("Write an amount such as 32000 or 18.50.")
        return float(match[1]) * (1000 if match[2] else 1)


def template_choices() -> list[tuple[str, str]]:
    """The job templates on offer, each with what it is for; the default one needs no choosing."""
    rows = JobTemplate.objects.filter(is_published=True)
    offered = [(row.name, f"{row.name}: {row.purpose}" if row.purpose else row.name) for row in rows]
    default = next((row.name for row in rows if row.is_default), "")
    return [("", f"The usual one ({default})" if default else "The usual one"), *offered]


class PlaceForm(forms.Form):
    city = forms.CharField(required=False, max_length=80, label="City")
    region = forms.CharField(required=False, max_length=80, label="Region or state")
    country = forms.CharField(
        required=False, max_length=60, label="Country", widget=forms.TextInput(attrs={"list": "countries"})
    )

    @property
    def is_filled(self) -> bool:
        return any(self[name].value() for name in self.fields)


class BriefForm(forms.Form):
    title = forms.CharField(
        max_length=150,
        label="Job title",
        error_messages={"required": "Type the job title first: it is the one thing that is needed."},
    )
    level = forms.ChoiceField(choices=LEVELS, required=False)
    department = forms.ModelChoiceField(Department.objects.all(), required=False, empty_label="None")
    employment_type = forms.ChoiceField(choices=EMPLOYMENTS, required=False, label="Employment")
    responsibilities = LinesField(label="Key responsibilities", help_text="One a line; a few words each are enough.")
    required_skills = LinesField(
        label="Required skills", help_text="One a line. What nobody can start without.", split_commas=True
    )
    nice_to_have_skills = LinesField(
        label="Nice to have", help_text="One a line. What can be learnt on the job.", split_commas=True
    )
    workplace_type = forms.ChoiceField(choices=WORKPLACES, required=False, label="Workplace")
    pay_min = AmountField(required=False, label="From")
    pay_max = AmountField(required=False, label="To")
    pay_currency = forms.CharField(
        required=False, max_length=3, label="Currency", widget=forms.TextInput(attrs={"list": "currencies"})
    )
    pay_period = forms.ChoiceField(choices=PERIODS, required=False, label="Per", initial="year")
    template = forms.ChoiceField(
        choices=template_choices,
        required=False,
        label="Job template",
        help_text="It decides which sections the text has, in which order, and under which headings.",
    )
    tone = forms.ChoiceField(choices=TONES, required=False)
    length = forms.ChoiceField(choices=LENGTHS, required=False)
    language = forms.ChoiceField(choices=LANGUAGES, required=False, label="Spelling")
    notes = forms.CharField(
        required=False,
        max_length=2_000,
        widget=forms.Textarea,
        label="Anything else",
        help_text="Shift patterns, travel, the team: what a candidate should know and no other field asks.",
    )

    def __init__(self, data: QueryDict | None = None, *, brief: Brief | None = None, **kwargs: Any) -> None:
        brief = brief or {}
        kwargs["initial"] = typed_values(brief) | kwargs.get("initial", {})
        super().__init__(data, **kwargs)
        known = brief.get("locations", [])
        self.places = [
            PlaceForm(data, prefix=f"place_{n}", initial=known[n - 1] if n <= len(known) else None)
            for n in range(1, MAX_PLACES + 1)
        ]
        self.answers = _posted_answers(data) if data is not None else brief.get("answers", [])

    def is_valid(self) -> bool:
        places_fit = all([place.is_valid() for place in self.places])  # noqa: C419 - each shows its own errors
        return super().is_valid() and places_fit

    def clean_pay_currency(self) -> str:
        return str(self.cleaned_data["pay_currency"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        least, most = fields.get("pay_min"), fields.get("pay_max")
        if least is not None and most is not None and least > most:
            self.add_error("pay_max", "The upper end of the pay is below its lower end.")
        if (least is not None or most is not None) and not fields.get("pay_currency"):
            self.add_error("pay_currency", "Give the currency, such as GBP.")
        return fields

    @property
    def more_places(self) -> list[PlaceForm]:
        return self.places[1:]

    @property
    def has_more_places(self) -> bool:
        return any(place.is_filled or place.errors for place in self.more_places)

    @property
    def all_errors(self) -> list[tuple[str, str]]:
        """Each complaint with the id of the control it belongs to."""
        return list(self._all_errors())

    def _all_errors(self) -> Iterator[tuple[str, str]]:
        for form in (self, *self.places):
            for name, complaints in form.errors.items():
                anchor = form[name].id_for_label if name in form.fields else ""
                yield from ((anchor, str(complaint)) for complaint in complaints)

    def show_error(self, error: BadBrief) -> None:
        """Put the engine's complaint at the field that it names by its path, such as `locations[1].country`."""
        root, *rest = re.split(r"[.\[\]]+", error.field.rstrip("]"))
        form: forms.Form = self
        name = f"pay_{rest[0] if rest else 'min'}" if root == "pay" else root
        if root == "locations":
            number = int(rest[0]) if rest and rest[0].isdecimal() else 0
            filled = [place for place in self.places if _filled(place.cleaned_data)]
            form = filled[number] if number < len(filled) else self.places[0]
            name = rest[1] if len(rest) > 1 and rest[1] in form.fields else "city"
        if name not in form.fields:
            form.add_error(None, _sentence("The brief", error))
        else:
            form.add_error(name, _sentence(str(form.fields[name].label or name.capitalize()), error))

    def brief(self) -> Brief:
        """What was filled in, under the keys of a brief."""
        fields = self.cleaned_data
        pay = {"min": fields["pay_min"], "max": fields["pay_max"]}
        pay = {key: amount for key, amount in pay.items() if amount is not None}
        if pay:
            pay |= {"currency": fields["pay_currency"], "period": fields["pay_period"] or "year"}
        places = [_filled(place.cleaned_data) for place in self.places]
        same = (
            "title",
            "level",
            "workplace_type",
            "employment_type",
            "tone",
            "length",
            "language",
            "template",
            "notes",
        )
        return _filled(
            {
                **{name: fields[name] for name in same},
                "locations": [place for place in places if place],
                "responsibilities": self._with_picked("responsibilities", "picked_responsibilities"),
                "required_skills": self._with_picked("required_skills", "picked_required"),
                "nice_to_have_skills": self._with_picked("nice_to_have_skills", "picked_nice"),
                "pay": pay,
                "answers": [answer for answer in self.answers if answer["answer"]],
            }
        )

    def picked(self, name: str) -> list[str]:
        """The ticked suggestions of one group; none on a form that nobody has sent yet."""
        return [line.strip() for line in self.data.getlist(name)] if isinstance(self.data, QueryDict) else []

    def _with_picked(self, name: str, picked: str) -> list[str]:
        """The typed lines and the ticked suggestions, each once."""
        once: dict[str, str] = {}
        for line in (*self.cleaned_data[name], *self.picked(picked)):
            once.setdefault(line.casefold(), line)
        return [line for line in once.values() if line]


def typed_values(brief: Brief) -> dict[str, Any]:
    """A stored brief as the form's fields hold it."""
    values = dict(brief)
    for name in ("responsibilities", "required_skills", "nice_to_have_skills"):
        values[name] = "\n".join(brief.get(name, []))
    for key, value in (brief.get("pay") or {}).items():
        values[f"pay_{key}"] = f"{value:.2f}".removesuffix(".00") if isinstance(value, float) else value
    values.pop("department", None)
    return values


def _sentence(subject: str, error: BadBrief) -> str:
    """The engine's complaint as a sentence of its own: "has 41 items" wants a subject."""
    complaint = str(error)
    return f"{subject} {complaint}" if complaint[:1].islower() else complaint


def _posted_answers(data: QueryDict) -> list[dict[str, str]]:
    rows = [(data.get(f"answer_question_{n}", ""), data.get(f"answer_text_{n}", "")) for n in range(1, MAX_ANSWERS + 1)]
    return [{"question": question[:300], "answer": answer.strip()[:600]} for question, answer in rows if question]


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}
