"""A schema.org JobPosting as job boards read it, by the rules of Google for Jobs."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any

from ml.contracts import EmploymentType, Location, Pay, SectionKind, WorkplaceType
from ml.documents import html
from ml.documents.headings import is_bold_heading
from ml.documents.jsonld_reading import parse
from ml.documents.model import Document, DocumentSection

__all__ = ["missing_for_google", "parse", "render"]

EMPLOYMENT_TYPES = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.INTERNSHIP: "INTERN",
}
TEXT_OF = {
    "responsibilities": SectionKind.RESPONSIBILITIES,
    "qualifications": SectionKind.REQUIRED,
    "skills": SectionKind.NICE_TO_HAVE,
    "jobBenefits": SectionKind.BENEFITS,
}
#: The posting stands inside a page's script element, where these would end it or open another.
UNSAFE_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def render(document: Document) -> str:
    """The posting with what is known; facts that nobody gave are left out and never guessed."""
    facts = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": document.title,
        "description": _description(document),
        "datePosted": document.date_posted and document.date_posted.isoformat(),
        "validThrough": document.valid_through and f"{document.valid_through.isoformat()}T23:59:59",
        "identifier": _identifier(document),
        "hiringOrganization": _organization(document),
        **_places(document),
        "employmentType": document.employment_type and EMPLOYMENT_TYPES[document.employment_type],
        "baseSalary": document.pay and _salary(document.pay),
        **{name: "\n".join(document.lines_of(kind)) for name, kind in TEXT_OF.items()},
    }
    known = {name: value for name, value in facts.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=2).translate(UNSAFE_IN_HTML) + "\n"


def missing_for_google(document: Document) -> tuple[str, ...]:
    """What keeps Google for Jobs from listing the posting, a sentence each."""
    is_remote = document.workplace_type is WorkplaceType.REMOTE
    has_country = bool(document.locations) and all(place.country for place in document.locations)
    has_text = any(section.lines for section in document.sections)
    posted, ends = document.date_posted, document.valid_through
    rules = (
        (bool(document.title), "The title is missing."),
        (has_text, "The description is empty."),
        (posted is not None, "The date of posting is missing."),
        (bool(document.company), "The name of the employer is missing."),
        (is_remote or bool(document.locations), "The place of work is missing."),
        (is_remote or not document.locations or has_country, "A place of work has no country."),
        (not is_remote or has_country, "Say in which country people may work remotely."),
        (document.pay is None or bool(document.pay.currency), "The pay has no currency."),
        (
            document.pay is None or document.pay.period is not None,
            "Say whether the pay is for an hour, a month or a year.",
        ),
        (not posted or not ends or posted <= ends, "The posting ends before it begins."),
    )
    return tuple(sentence for is_met, sentence in rules if not is_met)


def _description(document: Document) -> str:
    return "\n".join(html.render_section(section, _heading(section)) for section in document.sections)


def _heading(section: DocumentSection) -> str:
    """In bold, because Google shows paragraphs and drops headings; as a heading where bold would not read as one."""
    text = html.escape(section.heading)
    return f"<p><strong>{text}</strong></p>" if is_bold_heading(section.heading) else f"<h2>{text}</h2>"


def _identifier(document: Document) -> dict[str, Any] | None:
    if not document.identifier:
        return None
    return _typed("PropertyValue", name=document.company, value=document.identifier)


def _organization(document: Document) -> dict[str, Any] | None:
    department = _typed("Organization", name=document.department) if document.department else None
    if not document.company and not department:
        return None
    return _typed("Organization", name=document.company, department=department)


def _places(document: Document) -> dict[str, Any]:
    """Google allows no place of work for a fully remote job, and asks where the people may live instead."""
    if document.workplace_type is WorkplaceType.REMOTE:
        areas = [_area(place) for place in document.locations]
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": _one_or_all(areas)}
    return {"jobLocation": _one_or_all([_typed("Place", address=_address(place)) for place in document.locations])}


def _area(place: Location) -> dict[str, Any]:
    if not place.city and not place.region:
        return _typed("Country", name=place.country)
    return _typed("City" if place.city else "State", name=str(place), address=_address(place))


def _address(place: Location) -> dict[str, Any]:
    return _typed("PostalAddress", addressLocality=place.city, addressRegion=place.region, addressCountry=place.country)


def _salary(pay: Pay) -> dict[str, Any] | None:
    low, high = _number(pay.min), _number(pay.max)
    if low is None and high is None:
        return None
    amounts = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = _typed("QuantitativeValue", **amounts, unitText=pay.period and pay.period.upper())
    return _typed("MonetaryAmount", currency=pay.currency, value=value)


def _number(amount: float | None) -> float | None:
    if amount is None or not isfinite(amount):
        return None
    return int(amount) if float(amount).is_integer() else amount


def _typed(kind: str, **values: Any) -> dict[str, Any]:
    return {"@type": kind, **{name: value for name, value in values.items() if value}}


def _one_or_all(values: list[dict[str, Any]]) -> Any:
    return values[0] if len(values) == 1 else values
