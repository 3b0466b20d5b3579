"""A job of Ashby: as its public job board shows it, or a job posting of its API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ml.contracts import Location, Pay, WorkplaceType
from ml.documents import vendors
from ml.documents.model import Document
from ml.documents.place_names import read_places
from ml.documents.vendor_markup import Markup
from ml.documents.vendors import Fields, each, inner, words
from ml.language.countries import COUNTRY_CODES, country_code


def recognises(data: Fields) -> bool:
    return "title" in data and ("descriptionHtml" in data or "descriptionPlain" in data)


def render(document: Document) -> dict[str, Any]:
    """What `jobPosting.update` takes. Ashby strips every tag but headings, lists, bold, italics, links and code."""
    content = Markup("h3", has_paragraphs=False).sections(document.sections)
    return {"title": document.title, "description": {"type": "text/html", "content": content}}


def read(data: Fields) -> Document:
    workplace = vendors.workplace_type(words(data, "workplaceType"))
    return Document(
        title=words(data, "title"),
        sections=vendors.sections(_body(data)),
        department=words(data, "department", "team"),
        locations=tuple(dict.fromkeys(_locations(data))),
        employment_type=vendors.employment_type(words(data, "employmentType")),
        workplace_type=workplace or (WorkplaceType.REMOTE if data.get("isRemote") is True else None),
        pay=_pay(inner(data, "compensation")),
        date_posted=vendors.day(data.get("publishedAt")),
        identifier=words(data, "id"),
    )


def _body(data: Fields) -> str:
    """The API also gives the text alone, without the opening and closing that Ashby adds to every posting."""
    body = inner(inner(data, "descriptionParts"), "descriptionBody")
    return words(body, "html") or words(data, "descriptionHtml", "descriptionPlain")


def _locations(data: Fields) -> Iterator[Location]:
    for place in (data, *each(data, "secondaryLocations")):
        address = inner(inner(place, "address"), "postalAddress")
        country = country_code(words(address, "addressCountry"))
        known = country if country in COUNTRY_CODES else ""
        found = Location(known, words(address, "addressRegion"), words(address, "addressLocality"))
        if found != Location():
            yield found
        else:
            yield from read_places(words(place, "location"))


def _pay(compensation: Fields) -> Pay | None:
    tiers = (component for tier in each(compensation, "compensationTiers") for component in each(tier, "components"))
    for part in (*each(compensation, "summaryComponents"), *tiers):
        if words(part, "compensationType").lower() == "salary":
            return vendors.pay(
                part.get("minValue"), part.get("maxValue"), words(part, "currencyCode"), words(part, "interval")
            )
    return None
