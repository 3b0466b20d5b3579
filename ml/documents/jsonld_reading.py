"""Job postings out of anybody's JSON-LD: one object, a list, a graph, or a page that holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from math import isfinite
from typing import Any

from ml.contracts import EmploymentType, Location, Pay, PayPeriod, WorkplaceType
from ml.documents import html, text
from ml.documents.blocks import Block, sections_from_blocks
from ml.documents.headings import kind_of_heading
from ml.documents.model import Document, DocumentError, DocumentSection, clean, clean_lines

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z]")
EMPLOYMENT_TYPES = {
    "FULLTIME": EmploymentType.FULL_TIME,
    "PARTTIME": EmploymentType.PART_TIME,
    "CONTRACTOR": EmploymentType.CONTRACT,
    "CONTRACT": EmploymentType.CONTRACT,
    "TEMPORARY": EmploymentType.TEMPORARY,
    "INTERN": EmploymentType.INTERNSHIP,
    "INTERNSHIP": EmploymentType.INTERNSHIP,
}
COUNTRIES = {"UK": "GB", "GBR": "GB", "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB"}
COUNTRIES |= {"USA": "US", "UNITED STATES": "US", "UNITED STATES OF AMERICA": "US"}
PERIODS = {period.upper(): period for period in PayPeriod}
PERIODS |= {"HOURLY": PayPeriod.HOUR, "DAILY": PayPeriod.DAY, "WEEKLY": PayPeriod.WEEK, "MONTHLY": PayPeriod.MONTH}
PERIODS |= {"YEARLY": PayPeriod.YEAR, "ANNUAL": PayPeriod.YEAR, "ANNUALLY": PayPeriod.YEAR}
#: Texts beside the description, and the headings that they get where the description does not say the same.
HEADINGS = {
    "employerOverview": "About us",
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "skills": "Skills",
    "experienceRequirements": "Experience",
    "educationRequirements": "Education",
    "workHours": "Working hours",
    "jobBenefits": "Benefits",
    "incentiveCompensation": "Incentives",
}


def parse(data: str) -> Document:
    """The first job posting in the file."""
    try:
        posting = next((found for value in _values(data) for found in _postings(value)), None)
        if posting is None:
            raise DocumentError("This file holds no job posting (schema.org JobPosting).")
        return _document(_unescaped(posting))
    except RecursionError as error:
        raise DocumentError("This file is nested too deeply to be read.") from error


def _values(data: str) -> Iterator[Any]:
    if not data.lstrip().startswith("<"):
        try:
            yield json.loads(data, strict=False)
        except ValueError as error:
            raise DocumentError("This is not a JSON file.") from error
        return
    for script in _scripts(data):
        try:
            yield json.loads(script, strict=False)
        except ValueError:
            continue


def _scripts(page: str) -> list[str]:
    tree = html.read_tree(page)
    scripts = [] if tree is None else tree.iter("script")
    return [script.text or "" for script in scripts if "ld+json" in script.get("type", "")]


def _postings(value: Any) -> Iterator[dict[str, Any]]:
    """Every JobPosting inside `value`, the outer and earlier ones first."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if any(kind.rsplit("/", 1)[-1] == "JobPosting" for kind in _strings(found.get("@type"))):
                yield found
            waiting.extend(reversed(found.values()))
        elif isinstance(found, list):
            waiting.extend(reversed(found))


def _unescaped(posting: dict[str, Any]) -> dict[str, Any]:
    """Some sites escape every text once more; their description then has tags only in escaped form."""
    description = _string(posting.get("description"))
    if TAG.search(description) or not ESCAPED_TAG.search(description):
        return posting
    unescaped: dict[str, Any] = json.loads(json.dumps(posting), object_hook=_unescape_strings)
    return unescaped


def _unescape_strings(found: dict[str, Any]) -> dict[str, Any]:
    return {name: unescape(value) if isinstance(value, str) else value for name, value in found.items()}


def _document(posting: dict[str, Any]) -> Document:
    organization = _first_object(posting.get("hiringOrganization"))
    is_remote = "TELECOMMUTE" in _strings(posting.get("jobLocationType"))
    identifier = posting.get("identifier")
    return Document(
        title=_string(posting.get("title")) or _string(posting.get("name")),
        sections=_sections(posting),
        company=_name(posting.get("hiringOrganization")),
        department=_name(organization.get("department")),
        locations=_locations(posting, is_remote=is_remote),
        employment_type=_employment_type(posting.get("employmentType")),
        workplace_type=WorkplaceType.REMOTE if is_remote else None,
        pay=_pay(posting.get("baseSalary")),
        date_posted=_date(posting.get("datePosted")),
        valid_through=_date(posting.get("validThrough")),
        identifier=_string(identifier) or _string(_first_object(identifier).get("value")),
    )


def _sections(posting: dict[str, Any]) -> tuple[DocumentSection, ...]:
    sections = sections_from_blocks(_blocks(_string(posting.get("description"))))
    said = {line for section in sections for line in section.lines}
    extra = [(heading, _texts(posting.get(name))) for name, heading in HEADINGS.items()]
    extra.append(("Pay", _pay_words(posting.get("baseSalary"))))
    for heading, texts in extra:
        unsaid = [words for words in texts if not said.issuperset(clean_lines(words.splitlines()))]
        lines = tuple(line for words in unsaid for line in _lines(words))
        if lines:
            sections += (DocumentSection(kind_of_heading(heading), heading, lines),)
            said.update(lines)
    return sections


def _blocks(words: str) -> list[Block]:
    return html.read_blocks(words) if TAG.search(words) else list(text.read_blocks(unescape(words)))


def _lines(words: str) -> list[str]:
    return [block.text for block in _blocks(words)]


def _texts(value: Any) -> list[str]:
    """The words of a text property, which many sites fill with lists or objects."""
    if isinstance(value, dict):
        names = ("description", "name", "credentialCategory")
        return [words for words in (_string(value.get(name)) for name in names) if words][:1]
    if isinstance(value, list):
        return [words for item in value for words in _texts(item)]
    return [value] if isinstance(value, str) else []


def _locations(posting: dict[str, Any], *, is_remote: bool) -> tuple[Location, ...]:
    places = _list(posting.get("applicantLocationRequirements")) if is_remote else []
    found = (_location(place) for place in places or _list(posting.get("jobLocation")))
    return tuple(dict.fromkeys(place for place in found if place != Location()))


def _location(place: Any) -> Location:
    if not isinstance(place, dict):
        return Location(city=clean(_string(place)))
    address = place.get("address", place)
    if not isinstance(address, dict):
        return Location(city=clean(_string(address)))
    is_country = "Country" in _strings(place.get("@type"))
    country = clean(_name(place if is_country else address.get("addressCountry")))
    code = COUNTRIES.get(country.upper(), country.upper())
    region = clean(_string(address.get("addressRegion")))
    city = clean(_string(address.get("addressLocality")) or ("" if is_country else _string(address.get("name"))))
    if re.fullmatch("[A-Z]{2}", code):
        return Location(code, region, city)
    return Location("", ", ".join(part for part in (region, country) if part), city)


def _employment_type(value: Any) -> EmploymentType | None:
    words = (re.sub(r"[^A-Z]", "", word.upper()) for item in _strings(value) for word in item.split(","))
    return next((EMPLOYMENT_TYPES[word] for word in words if word in EMPLOYMENT_TYPES), None)


def _pay(salary: Any) -> Pay | None:
    """The stated amounts. A currency or period that is not stated stays open: nothing about money is guessed."""
    salary = _first_object(salary)
    value = _first_object(salary.get("value"))
    low, high = (_amount(value.get(name)) for name in ("minValue", "maxValue"))
    if low is None and high is None:
        low = high = _amount(value.get("value", salary.get("value")))
    if low is None and high is None:
        return None
    currency = clean(_string(salary.get("currency"))).upper()
    period = _string(value.get("unitText")) or _string(salary.get("unitText"))
    return Pay(low, high, currency if re.fullmatch("[A-Z]{3}", currency) else "", PERIODS.get(period.strip().upper()))


def _pay_words(salary: Any) -> list[str]:
    """Pay that is told in words, such as "pro rata", which numbers cannot carry."""
    value = salary if isinstance(salary, str) else _first_object(_first_object(salary).get("value")).get("value")
    return [value] if isinstance(value, str) and _amount(value) is None else []


def _amount(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value.replace(",", "") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return amount if isfinite(amount) and amount > 0 else None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(_string(value)[:10])
    except ValueError:
        return None


def _name(value: Any) -> str:
    return _string(value) or _string(_first_object(value).get("name"))


def _string(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def _strings(value: Any) -> list[str]:
    return [item for item in _list(value) if isinstance(item, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first_object(value: Any) -> dict[str, Any]:
    return next((item for item in _list(value) if isinstance(item, dict)), {})
