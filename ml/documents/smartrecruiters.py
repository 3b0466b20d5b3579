"""A job of SmartRecruiters: its ad has four parts with fixed names, each a text in HTML."""

from __future__ import annotations

from typing import Any

from ml.contracts import Location, Pay, SectionKind
from ml.documents import vendors
from ml.documents.model import Document, DocumentSection
from ml.documents.vendor_markup import Markup
from ml.documents.vendors import Fields, inner, words
from ml.language.countries import COUNTRY_CODES

#: Part of the ad -> its usual title, the kind of text that stands there without a heading, and what we put there.
PARTS: dict[str, tuple[str, SectionKind, frozenset[SectionKind]]] = {
    "companyDescription": ("Company description", SectionKind.ABOUT, frozenset({SectionKind.ABOUT})),
    "jobDescription": (
        "Job description",
        SectionKind.SUMMARY,
        frozenset({SectionKind.SUMMARY, SectionKind.RESPONSIBILITIES, SectionKind.FIRST_90_DAYS}),
    ),
    "qualifications": (
        "Qualifications",
        SectionKind.REQUIRED,
        frozenset({SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE}),
    ),
    "additionalInformation": ("Additional information", SectionKind.OTHER, frozenset()),
}
PLACED = frozenset[SectionKind]().union(*(kinds for _, _, kinds in PARTS.values()))


def recognises(data: Fields) -> bool:
    return bool(inner(inner(data, "jobAd"), "sections"))


def render(document: Document) -> dict[str, Any]:
    """The ad of a job; a part that nothing is said in is sent empty, so that an older text does not stay."""
    parts = {}
    for name, (title, _, kinds) in PARTS.items():
        wanted = kinds or frozenset(SectionKind) - PLACED
        text = Markup("h3").sections(section for section in document.sections if section.kind in wanted)
        parts[name] = {"title": title, "text": text}
    return {"title": document.title, "jobAd": {"sections": parts}}


def read(data: Fields) -> Document:
    place, pay = inner(data, "location"), inner(data, "compensation")
    employment = inner(data, "typeOfEmployment")
    return Document(
        title=words(data, "title"),
        sections=_sections(data),
        department=words(inner(data, "department"), "label"),
        locations=_locations(place),
        employment_type=vendors.employment_type(words(employment, "label") or words(employment, "id")),
        pay=_pay(pay),
        identifier=words(data, "refNumber", "id"),
    )


def _sections(data: Fields) -> tuple[DocumentSection, ...]:
    ad = inner(inner(data, "jobAd"), "sections")
    found: tuple[DocumentSection, ...] = ()
    for name, (title, kind, _) in PARTS.items():
        found += vendors.part(words(inner(ad, name), "title") or title, words(inner(ad, name), "text"), kind)
    return found


def _locations(place: Fields) -> tuple[Location, ...]:
    country = words(place, "countryCode", "country").upper()
    known = Location(country if country in COUNTRY_CODES else "", words(place, "region"), words(place, "city"))
    return () if known == Location() else (known,)


def _pay(pay: Fields) -> Pay | None:
    return vendors.pay(pay.get("min"), pay.get("max"), words(pay, "currency"), words(pay, "interval"))
