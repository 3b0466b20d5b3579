"""A posting as it was read: the document, and the facts that its text tells, each with the line it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ml.contracts import EmploymentType, Level, Location, Pay, SectionKind, WorkplaceType
from ml.documents.found import Found, Place, lines_of
from ml.documents.found_pay import find_pay, find_pay_notes
from ml.documents.found_places import find_places
from ml.documents.found_terms import find_employment, find_hours, find_level, find_workplace
from ml.documents.headings import is_known_heading
from ml.documents.model import Document

#: Stands for facts that the file holds as fields of its own.
STATED = Place("", "the file’s own fields")
LISTS = {
    "responsibilities": SectionKind.RESPONSIBILITIES,
    "required_skills": SectionKind.REQUIRED,
    "nice_to_have_skills": SectionKind.NICE_TO_HAVE,
}
NUMBERING = re.compile(r"^\(?\d{1,2}[.)]\s+")
#: Longer lines are sentences to be kept in the text, not items of a brief.
LONGEST_ITEM, MOST_ITEMS = 160, 20
#: Characters of all items together, so that a brief can hold them beside everything else.
MOST_CHARACTERS = 5_000
MOST_LOCATIONS, LONGEST_TITLE = 5, 150


@dataclass(frozen=True, slots=True)
class Reading:
    """Fields of the file come before what its text says; `None` and empty where nothing was found."""

    document: Document
    locations: tuple[Found[Location], ...] = ()
    employment_type: Found[EmploymentType] | None = None
    workplace_type: Found[WorkplaceType] | None = None
    pay: Found[Pay] | None = None
    pay_notes: tuple[Found[str], ...] = ()
    hours: Found[str] | None = None
    level: Found[Level] | None = None

    def items(self, name: str) -> tuple[str, ...]:
        """The lines of the sections of one kind that are short enough for a brief."""
        lines = (NUMBERING.sub("", line) for line in self.document.lines_of(LISTS[name]))
        return tuple(dict.fromkeys(line for line in lines if len(line) <= LONGEST_ITEM))[:MOST_ITEMS]


def read_facts(document: Document) -> Reading:
    lines = list(lines_of(document))
    places = tuple(Found(place, str(place), STATED) for place in document.locations) or tuple(find_places(lines))
    country = next((found.value.country for found in places), "")
    return Reading(
        document=document,
        locations=places,
        employment_type=_stated(document.employment_type) or find_employment(lines),
        workplace_type=_stated(document.workplace_type) or find_workplace(lines),
        pay=_stated(document.pay) or find_pay(lines, country),
        pay_notes=tuple(find_pay_notes(lines)),
        hours=find_hours(lines),
        level=find_level(lines),
    )


def _stated(value: Any) -> Found[Any] | None:
    return None if value is None else Found(value, "", STATED)


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """The JSON form: the document's parts, and each fact with its words and its line."""
    document = reading.document
    sections = [
        {
            "kind": str(section.kind),
            "heading": section.heading,
            "recognised": is_known_heading(section.heading),
            "lines": list(section.lines),
        }
        for section in document.sections
    ]
    facts: list[dict[str, Any]] = [_fact("location", found, _location(found.value)) for found in reading.locations]
    for name in ("employment_type", "workplace_type", "level", "hours"):
        if found := getattr(reading, name):
            facts.append(_fact(name, found, str(found.value)))
    if reading.pay:
        facts.append(_fact("pay", reading.pay, _pay(reading.pay.value)))
    facts += [_fact("pay_note", found, found.value) for found in reading.pay_notes]
    return {
        "title": document.title,
        "company": document.company,
        "department": document.department,
        "identifier": document.identifier,
        "sections": sections,
        "facts": facts,
        "brief": brief_of(reading),
    }


def brief_of(reading: Reading) -> dict[str, Any]:
    """What a brief can hold of it, in the JSON form of a brief."""
    pay = reading.pay and _pay(reading.pay.value)
    brief = {
        "title": reading.document.title[:LONGEST_TITLE],
        "level": reading.level and str(reading.level.value),
        "department": reading.document.department,
        "locations": [_location(found.value) for found in reading.locations[:MOST_LOCATIONS]],
        "employment_type": reading.employment_type and str(reading.employment_type.value),
        "workplace_type": reading.workplace_type and str(reading.workplace_type.value),
        "pay": pay,
        "notes": _notes(reading),
        **_lists(reading),
    }
    return {name: value for name, value in brief.items() if value}


def _lists(reading: Reading) -> dict[str, list[str]]:
    left, lists = MOST_CHARACTERS, {}
    for name in LISTS:
        kept = []
        for item in reading.items(name):
            left -= len(item)
            if left >= 0:
                kept.append(item)
        lists[name] = kept
    return lists


def _notes(reading: Reading) -> str:
    hours = [f"Hours: {reading.hours.words}."] if reading.hours else []
    words = ", ".join(found.value for found in reading.pay_notes[:MOST_LOCATIONS])
    return " ".join(hours + ([f"Pay: {words}."] if words else []))


def _fact(name: str, found: Found[Any], value: Any) -> dict[str, Any]:
    line = found.line
    return {"name": name, "value": value, "words": found.words, "line": line.text, "heading": line.heading}


def _location(place: Location) -> dict[str, str]:
    return {key: value for key in ("city", "region", "country") if (value := getattr(place, key))}


def _pay(pay: Pay) -> dict[str, Any]:
    known = {"min": pay.min, "max": pay.max, "currency": pay.currency, "period": pay.period and str(pay.period)}
    return {key: value for key, value in known.items() if value not in (None, "")}
