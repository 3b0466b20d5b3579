"""Postings for job boards that fetch them: Indeed's XML, RSS 2.0, a sitemap, and HR Open's JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from ml.contracts import EmploymentType, Location, Pay, WorkplaceType
from ml.documents.jsonld import EMPLOYMENT_TYPES
from ml.documents.model import Document
from ml.documents.vendor_markup import Markup

JOB_TYPES = {
    EmploymentType.FULL_TIME: "fulltime",
    EmploymentType.PART_TIME: "parttime",
    EmploymentType.CONTRACT: "contract",
    EmploymentType.TEMPORARY: "temporary",
    EmploymentType.INTERNSHIP: "internship",
}
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Posting:
    """A document with the address of its public page and the moment of its last change, with a time zone."""

    document: Document
    url: str
    changed: datetime

    @property
    def markup(self) -> str:
        return Markup("h3").sections(self.document.sections)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the feed, and where."""

    name: str
    url: str


def indeed(postings: Iterable[Posting], publisher: Publisher) -> bytes:
    """Feed of `source` and `job` elements, as Indeed and many other boards read it."""
    root = _element("source", publisher=publisher.name, publisherurl=publisher.url)
    for posting in postings:
        document = posting.document
        place = document.locations[0] if document.locations else Location()
        remote = "Fully remote" if document.workplace_type is WorkplaceType.REMOTE else ""
        job = _element(
            "job",
            title=document.title,
            date=format_datetime(posting.changed),
            referencenumber=document.identifier,
            url=posting.url,
            company=document.company or publisher.name,
            city=place.city,
            state=place.region,
            country=place.country,
            description=posting.markup,
            salary=_pay(document.pay) if document.pay else None,
            jobtype=document.employment_type and JOB_TYPES[document.employment_type],
            remotetype=remote,
        )
        root.append(job)
    return _written(root)


def rss(postings: Iterable[Posting], publisher: Publisher) -> bytes:
    title = f"Jobs at {publisher.name}"
    channel = _element("channel", title=title, link=publisher.url, description=title)
    for posting in postings:
        item = _element(
            "item",
            title=posting.document.title,
            link=posting.url,
            guid=posting.url,
            pubDate=format_datetime(posting.changed),
            description=posting.markup,
        )
        channel.append(item)
    root = _element("rss")
    root.set("version", "2.0")
    root.append(channel)
    return _written(root)


def sitemap(postings: Iterable[Posting], publisher: Publisher) -> bytes:
    root = _element("urlset")
    root.set("xmlns", SITEMAP)
    for posting in postings:
        root.append(_element("url", loc=posting.url, lastmod=posting.changed.isoformat(timespec="seconds")))
    return _written(root)


def hr_open(postings: Iterable[Posting], publisher: Publisher) -> bytes:
    """A list of PositionOpenings, with the fields that job boards and tracking systems exchange."""
    openings = [_position_opening(posting, publisher) for posting in postings]
    return json.dumps({"positionOpenings": openings}, ensure_ascii=False, indent=1).encode()


def _position_opening(posting: Posting, publisher: Publisher) -> dict[str, Any]:
    document = posting.document
    number = {"value": document.identifier, "schemeAgencyId": publisher.name}
    profile = {
        "positionId": number,
        "positionTitle": document.title,
        "postingInstructions": [{"applicationMethods": [{"instructions": posting.url}]}],
        "positionLocation": [
            {"address": {"city": place.city, "countrySubdivision": place.region, "countryCode": place.country}}
            for place in document.locations
        ],
        "positionOrganizations": [{"name": document.company or publisher.name, "unit": document.department}],
        "positionFormattedDescriptions": [
            {"title": section.heading, "content": Markup("h3").body(section)} for section in document.sections
        ],
        "positionScheduleTypeCodes": _known(document.employment_type and EMPLOYMENT_TYPES[document.employment_type]),
        "offeredRemunerationPackage": _package(document.pay),
    }
    return {
        "documentId": number,
        "language": document.language,
        "statusCode": "Active",
        "positionProfiles": [{name: value for name, value in profile.items() if value}],
    }


def _package(pay: Pay | None) -> dict[str, Any]:
    amounts = [(code, value) for code, value in (("Minimum", pay.min), ("Maximum", pay.max)) if value] if pay else []
    if pay is None or not amounts:
        return {}
    ranges = [
        {
            "typeCode": code,
            "intervalCode": str(pay.period or ""),
            "referenceAmount": {"value": value, "currency": pay.currency},
        }
        for code, value in amounts
    ]
    return {"basisCode": "Salaried", "ranges": ranges}


def _known(value: str | None) -> list[str]:
    return [value] if value else []


def _pay(pay: Pay) -> str:
    amounts = " - ".join(f"{value:,.2f}".removesuffix(".00") for value in (pay.min, pay.max) if value is not None)
    return f"{pay.currency} {amounts}{f' per {pay.period}' if pay.period else ''}".strip()


def _element(name: str, **fields: str | None) -> Any:
    """An element with one child for each field that is known."""
    from lxml import etree

    element = etree.Element(name)
    for child, text in fields.items():
        if text:
            etree.SubElement(element, child).text = text
    return element


def _written(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


FEEDS: dict[str, Callable[[Iterable[Posting], Publisher], bytes]] = {
    "indeed": indeed,
    "rss": rss,
    "sitemap": sitemap,
    "hr-open": hr_open,
}
