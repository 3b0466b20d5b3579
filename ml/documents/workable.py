"""A job of Workable's API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ml.contracts import Location, SectionKind, WorkplaceType
from ml.documents import vendors
from ml.documents.model import Document, DocumentSection
from ml.documents.vendor_markup import Markup
from ml.documents.vendors import Fields, each, inner, words
from ml.language.countries import COUNTRY_CODES, country_code


def recognises(data: Fields) -> bool:
    return "title" in data and ("shortcode" in data or "full_title" in data)


REQUIREMENTS = frozenset({SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE})


def render(document: Document) -> dict[str, Any]:
    """The three texts of Workable's job editor, for copying: its API takes none."""
    markup = Markup("h3")

    def text(kinds: frozenset[SectionKind]) -> str:
        return markup.sections(section for section in document.sections if section.kind in kinds)

    benefits = frozenset({SectionKind.BENEFITS})
    return {
        "title": document.title,
        "description": text(frozenset(SectionKind) - REQUIREMENTS - benefits),
        "requirements": text(REQUIREMENTS),
        "benefits": text(benefits),
    }


def read(data: Fields) -> Document:
    salary, place = inner(data, "salary"), inner(data, "location")
    is_remote = place.get("telecommuting") is True or data.get("telecommuting") is True or data.get("remote") is True
    return Document(
        title=words(data, "title", "full_title"),
        sections=_sections(data),
        department=words(data, "department"),
        locations=tuple(dict.fromkeys(_locations(data))),
        employment_type=vendors.employment_type(words(data, "employment_type", "type")),
        workplace_type=vendors.workplace_type(words(place, "workplace_type") or words(data, "workplace_type"))
        or (WorkplaceType.REMOTE if is_remote else None),
        pay=vendors.pay(salary.get("salary_from"), salary.get("salary_to"), words(salary, "salary_currency"), ""),
        date_posted=vendors.day(data.get("published_on") or data.get("created_at")),
        identifier=words(data, "code", "shortcode"),
    )


def _sections(data: Fields) -> tuple[DocumentSection, ...]:
    """`full_description` repeats the parts; it is read where they are missing."""
    if not words(data, "description") or not (words(data, "requirements") or words(data, "benefits")):
        return vendors.sections(words(data, "full_description", "description"))
    found = vendors.sections(words(data, "description"))
    found += vendors.part("Requirements", words(data, "requirements"), SectionKind.REQUIRED)
    return found + vendors.part("Benefits", words(data, "benefits"), SectionKind.BENEFITS)


def _locations(data: Fields) -> Iterator[Location]:
    for place in (inner(data, "location"), *each(data, "locations")):
        country = country_code(words(place, "country_code", "countryCode", "country"))
        found = Location(country if country in COUNTRY_CODES else "", words(place, "region"), words(place, "city"))
        if found != Location():
            yield found
