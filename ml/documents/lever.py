"""A posting of Lever: as its public postings show it, or as its data API gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ml.contracts import Location, Pay
from ml.documents import vendors
from ml.documents.model import Document, DocumentSection
from ml.documents.place_names import read_places
from ml.documents.vendor_markup import Markup, bullets
from ml.documents.vendors import Fields, each, inner, words
from ml.language.countries import COUNTRY_CODES


def recognises(data: Fields) -> bool:
    return isinstance(data.get("text"), str) and any(
        name in data for name in ("categories", "hostedUrl", "descriptionPlain", "distributionChannels")
    )


def render(document: Document) -> dict[str, Any]:
    """What the data API takes: prose before the first list is the description, prose after the last one the closing."""
    sections, markup = document.sections, Markup("h3")
    lists = [index for index, section in enumerate(sections) if not section.is_prose]
    first, end = (lists[0], lists[-1] + 1) if lists else (len(sections), len(sections))
    return {
        "text": document.title,
        "content": {
            "descriptionHtml": markup.sections(sections[:first]),
            "lists": [{"text": section.heading, "content": bullets(section.lines)} for section in sections[first:end]],
            "closingHtml": markup.sections(sections[end:]),
        },
    }


def read(data: Fields) -> Document:
    categories = inner(data, "categories")
    return Document(
        title=words(data, "text"),
        sections=_sections(data),
        department=words(categories, "department", "team"),
        locations=_locations(data, categories),
        employment_type=vendors.employment_type(words(categories, "commitment")),
        workplace_type=vendors.workplace_type(words(data, "workplaceType")),
        pay=_pay(inner(data, "salaryRange")),
        identifier=words(data, "reqCode", "id"),
    )


def _sections(data: Fields) -> tuple[DocumentSection, ...]:
    """The public form holds its parts side by side, the data API below `content`."""
    content = inner(data, "content") or data
    body = words(content, "descriptionHtml", "description", "descriptionPlain")
    if words(content, "descriptionBody"):
        body = words(content, "opening", "openingPlain") + words(content, "descriptionBody")
    found = vendors.sections(body)
    for part in each(content, "lists"):
        found += vendors.section(words(part, "text"), words(part, "content"))
    found += vendors.section("Pay", words(data, "salaryDescription", "salaryDescriptionPlain"))
    closing = words(content, "closingHtml", "closing", "additional", "additionalPlain")
    return found + vendors.part("More information", closing)


def _locations(data: Fields, categories: Fields) -> tuple[Location, ...]:
    names = categories.get("allLocations")
    known = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    found = [place for name in known or [words(categories, "location")] for place in read_places(name)]
    country = words(data, "country").upper()
    if country in COUNTRY_CODES:
        found = [place if place.country else replace(place, country=country) for place in found] or [Location(country)]
    return tuple(dict.fromkeys(found))


def _pay(salary: Fields) -> Pay | None:
    return vendors.pay(salary.get("min"), salary.get("max"), words(salary, "currency"), words(salary, "interval"))
