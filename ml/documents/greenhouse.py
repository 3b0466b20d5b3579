"""A job of Greenhouse: as its job board shows it, or as Harvest gives a job post or a job."""

from __future__ import annotations

from typing import Any

from ml.contracts import Location, Pay, SectionKind
from ml.documents import vendors
from ml.documents.model import Document, DocumentSection
from ml.documents.place_names import read_places
from ml.documents.vendor_markup import Markup
from ml.documents.vendors import Fields, each, inner, words

BOARD = ("absolute_url", "internal_job_id", "job_id", "first_published_at")
HARVEST_JOB = ("hiring_team", "openings", "is_template", "opened_at")


def recognises(data: Fields) -> bool:
    is_post = "title" in data and "content" in data and any(name in data for name in BOARD)
    is_job = "name" in data and "requisition_id" in data and any(name in data for name in HARVEST_JOB)
    return is_post or is_job


def render(document: Document) -> dict[str, Any]:
    """The title and the content of a job post. Places and pay are the job's own fields."""
    return {"title": document.title, "content": Markup("h3").sections(document.sections)}


def read(data: Fields) -> Document:
    custom = inner(data, "custom_fields")
    return Document(
        title=words(data, "title", "name"),
        sections=_sections(data),
        company=words(data, "company_name"),
        department=next((name for name in (words(item, "name") for item in each(data, "departments")) if name), ""),
        locations=_locations(data),
        employment_type=vendors.employment_type(words(custom, "employment_type")),
        pay=_pay(data),
        date_posted=vendors.day(data.get("first_published_at") or data.get("first_published")),
        identifier=words(data, "requisition_id") or str(data.get("id") or ""),
    )


def _sections(data: Fields) -> tuple[DocumentSection, ...]:
    found = vendors.sections(words(data, "content"))
    found += vendors.section("Notes", words(data, "notes"), SectionKind.OTHER)
    for pay_range in each(data, "pay_input_ranges"):
        found += vendors.section(words(pay_range, "title") or "Pay", words(pay_range, "blurb"), SectionKind.PAY)
    return found


def _locations(data: Fields) -> tuple[Location, ...]:
    place = words(inner(data, "location"), "name")
    offices = [
        words(inner(office, "location"), "name") or words(office, "location") for office in each(data, "offices")
    ]
    found = read_places(place) or [known for office in offices for known in read_places(office)]
    return tuple(dict.fromkeys(found))


def _pay(data: Fields) -> Pay | None:
    for pay_range in each(data, "pay_input_ranges"):
        cents = (vendors.amount(pay_range.get(name)) for name in ("min_cents", "max_cents"))
        low, high = (None if value is None else value / 100 for value in cents)
        return vendors.pay(low, high, words(pay_range, "currency_type"), words(pay_range, "title"))
    salary = inner(inner(data, "custom_fields"), "salary_range")
    return vendors.pay(salary.get("min_value"), salary.get("max_value"), words(salary, "unit"), "")
