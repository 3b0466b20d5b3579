"""JSON of applicant tracking systems, recognised by its shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ml.contracts import EmploymentType, Location, Pay, PayPeriod, SectionKind, WorkplaceType
from ml.documents import Document, DocumentError, Format, parse

GREENHOUSE = Path(__file__).resolve().parents[3].parent / "shared/data/ats-greenhouse"
CONTENT = "<p>We bake.</p><h3>Duties</h3><ul><li>Bake</li><li>Sell</li></ul>"


def read(value: Any) -> Document:
    return parse(json.dumps(value).encode(), Format.JSONLD)


def greenhouse(**fields: Any) -> dict[str, Any]:
    content = CONTENT.replace("<", "&lt;").replace(">", "&gt;")
    return {
        "id": 7,
        "title": "Baker",
        "absolute_url": "https://x.example/7",
        "location": {"name": "Leeds, UK"},
        "content": content,
        "departments": [{"name": "Bread"}],
        "pay_input_ranges": [{"min_cents": 2500000, "max_cents": 2800000, "currency_type": "GBP", "title": "Annual"}],
        **fields,
    }


LEVER = {
    "text": "Baker",
    "hostedUrl": "https://x.example/7",
    "categories": {"commitment": "Part-time", "department": "Bread", "location": "Leeds", "allLocations": ["Leeds"]},
    "country": "GB",
    "workplaceType": "onsite",
    "description": "<p>We bake.</p>",
    "lists": [
        {"text": "Duties", "content": "<li>Bake</li><li>Sell</li>"},
        {"text": "The odd", "content": "<li>x</li>"},
    ],
    "additional": "<p>Write to us.</p>",
    "salaryRange": {"min": 12, "max": 13.5, "currency": "GBP", "interval": "per-hour-wage"},
}
ASHBY = {
    "title": "Baker",
    "location": "Leeds",
    "employmentType": "FullTime",
    "isRemote": True,
    "descriptionHtml": CONTENT,
    "address": {"postalAddress": {"addressLocality": "Leeds", "addressRegion": "", "addressCountry": "United Kingdom"}},
    "compensation": {
        "summaryComponents": [
            {"compensationType": "EquityPercentage", "minValue": 1},
            {
                "compensationType": "Salary",
                "interval": "1 YEAR",
                "currencyCode": "GBP",
                "minValue": 25000,
                "maxValue": 28000,
            },
        ]
    },
}  # fmt: skip
WORKABLE = {
    "title": "Baker",
    "shortcode": "A1",
    "department": "Bread",
    "employment_type": "Full-time",
    "location": {"city": "Leeds", "region": "England", "country_code": "GB", "workplace_type": "hybrid"},
    "description": CONTENT,
    "requirements": "<ul><li>Early riser</li></ul>",
    "benefits": "<p>A loaf</p>",
    "salary": {"salary_from": 25000, "salary_to": 28000, "salary_currency": "gbp"},
}


SMART_RECRUITERS = {
    "id": "j-1",
    "title": "Baker",
    "department": {"label": "Bread"},
    "typeOfEmployment": {"id": "part-time"},
    "location": {"countryCode": "gb", "region": "England", "city": "Leeds"},
    "compensation": {"min": 25000, "max": 28000, "currency": "GBP"},
    "jobAd": {
        "sections": {
            "jobDescription": {"title": "Job Description", "text": CONTENT},
            "qualifications": {"title": "Qualifications", "text": "<ul><li>Early riser</li></ul>"},
            "additionalInformation": {"title": "Additional Information", "text": "<p>Write to us.</p>"},
        }
    },
}


def test_it_works() -> None:
    found = read(greenhouse())
    assert (found.title, found.department, found.identifier) == ("Baker", "Bread", "7")
    assert found.locations == (Location("GB", "", "Leeds"),)
    assert found.pay == Pay(25000, 28000, "GBP", PayPeriod.YEAR)
    assert found.lines_of(SectionKind.RESPONSIBILITIES) == ("Bake", "Sell")


@pytest.mark.parametrize(
    "wrap", [lambda job: [job], lambda job: {"jobs": [job]}, lambda job: {"data": [job], "next": 1}]
)
def test_answers_that_wrap_one_posting(wrap: Any) -> None:
    assert read(wrap(greenhouse())).title == "Baker"


def test_lever() -> None:
    found = read(LEVER)
    assert (found.title, found.department) == ("Baker", "Bread")
    assert found.locations == (Location("GB", "", "Leeds"),)
    assert (found.employment_type, found.workplace_type) == (EmploymentType.PART_TIME, WorkplaceType.ONSITE)
    assert found.pay == Pay(12, 13.5, "GBP", PayPeriod.HOUR)
    assert [section.heading for section in found.sections] == [
        "About the role", "Duties", "The odd", "More information",
    ]  # fmt: skip


def test_lever_data_api() -> None:
    content = {"descriptionHtml": "<p>We bake.</p>", "lists": LEVER["lists"], "closingHtml": "<p>Bye.</p>"}
    found = read({"data": {"id": "u", "text": "Baker", "categories": {}, "content": content}})
    assert [section.heading for section in found.sections][-1] == "More information"
    assert found.lines_of(SectionKind.RESPONSIBILITIES) == ("Bake", "Sell")


def test_ashby() -> None:
    found = read({"jobs": [ASHBY]})
    assert found.locations == (Location("GB", "", "Leeds"),)
    assert (found.employment_type, found.workplace_type) == (EmploymentType.FULL_TIME, WorkplaceType.REMOTE)
    assert found.pay == Pay(25000, 28000, "GBP", PayPeriod.YEAR)


def test_workable() -> None:
    found = read(WORKABLE)
    assert found.locations == (Location("GB", "England", "Leeds"),)
    assert (found.employment_type, found.workplace_type) == (EmploymentType.FULL_TIME, WorkplaceType.HYBRID)
    assert found.pay == Pay(25000, 28000, "GBP", None)
    assert found.lines_of(SectionKind.REQUIRED) == ("Early riser",)
    assert found.lines_of(SectionKind.BENEFITS) == ("A loaf",)


def test_smart_recruiters() -> None:
    found = read(SMART_RECRUITERS)
    assert (found.title, found.department, found.identifier) == ("Baker", "Bread", "j-1")
    assert found.locations == (Location("GB", "England", "Leeds"),)
    assert (found.employment_type, found.pay) == (EmploymentType.PART_TIME, Pay(25000, 28000, "GBP", None))
    assert [section.heading for section in found.sections] == [
        "Job Description", "Duties", "Qualifications", "Additional Information",
    ]  # fmt: skip
    assert found.lines_of(SectionKind.REQUIRED) == ("Early riser",)


def test_ashby_without_what_it_adds_itself() -> None:
    found = read(ASHBY | {"descriptionParts": {"descriptionBody": {"html": "<h3>Duties</h3><ul><li>Bake</li></ul>"}}})
    assert [section.lines for section in found.sections] == [("Bake",)]


def test_several_postings_are_not_guessed_between() -> None:
    with pytest.raises(DocumentError, match="holds 2 postings"):
        read({"jobs": [greenhouse(), greenhouse(title="Other")]})


@pytest.mark.parametrize("value", [None, 7, [], {}, "x", True, [None], {"a": "b"}, "9" * 4000])
@pytest.mark.parametrize(
    "posting", [greenhouse(), LEVER, ASHBY, WORKABLE], ids=["greenhouse", "lever", "ashby", "workable"]
)
def test_odd_values_are_passed_over(posting: dict[str, Any], value: Any) -> None:
    fixed = {"title", "text", "shortcode", "hostedUrl", "absolute_url", "content", "descriptionHtml", "description"}
    odd = {name: given if name in fixed else value for name, given in posting.items()}
    assert read(odd).title == "Baker"


@pytest.mark.parametrize(
    "value", [{}, [], {"title": "Baker"}, {"jobs": []}, {"text": "x"}, 7, None, {"data": {"data": {}}}]
)
def test_other_json_is_refused(value: Any) -> None:
    with pytest.raises(DocumentError, match="no job posting"):
        read(value)


@pytest.mark.skipif(not GREENHOUSE.is_dir(), reason="needs the shared data, which is not part of the repository")
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("job-board___jobs__138_retrieve-a-job.json", "Product Engineer"),
        ("job-board___jobs__137_list-jobs.json", "Vault Designer"),
        ("harvest___job_posts__046_the-job-post-object.json", "Software Engineer"),
        ("harvest___jobs__031_the-job-object.json", "Archaeologist"),
    ],
)
def test_examples_of_greenhouse(name: str, title: str) -> None:
    found = parse((GREENHOUSE / name).read_bytes(), Format.JSONLD)
    assert found.title == title
    assert found.sections
    assert found.locations
    assert not any("&lt;" in line or "<p>" in line for part in found.sections for line in part.lines)
