from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ml.contracts import EmploymentType, Location, Pay, PayPeriod, SectionKind, WorkplaceType
from ml.documents import Document, DocumentError, DocumentSection, jsonld, missing_for_google
from ml.documents.tests.samples import nasty, nurse, remote

SHARED = Path(__file__).resolve().parents[3].parent / "shared/data"


def written(document: Document) -> dict[str, Any]:
    return json.loads(jsonld.render(document))


def posting(**values: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "JobPosting", **values})


def test_it_works() -> None:
    found = written(nurse())

    assert found.pop("description").startswith("<p><strong>About the role</strong></p>\n<p>You lead the shift.</p>")
    assert found == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Senior Registered Nurse",
        "datePosted": "2026-11-02",
        "validThrough": "2026-12-31T23:59:59",
        "identifier": {"@type": "PropertyValue", "name": "Northfield General", "value": "NG-104"},
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Northfield General",
            "department": {"@type": "Organization", "name": "Acute Medicine"},
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Leeds",
                "addressRegion": "West Yorkshire",
                "addressCountry": "GB",
            },
        },
        "employmentType": "FULL_TIME",
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {"@type": "QuantitativeValue", "minValue": 31000, "maxValue": 38500.5, "unitText": "YEAR"},
        },
        "responsibilities": "Assess patients\nPlan their care",
        "qualifications": "NMC registration",
        "skills": "A teaching certificate",
        "jobBenefits": "33 days of leave",
    }


def test_a_remote_job_has_no_place_of_work() -> None:
    found = written(remote(locations=(Location("GB"), Location("US", "Texas"))))

    assert "jobLocation" not in found
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert [(area["@type"], area["name"]) for area in found["applicantLocationRequirements"]] == [
        ("Country", "GB"),
        ("State", "Texas, US"),
    ]


def test_a_hybrid_job_has_one() -> None:
    found = written(nurse(workplace_type=WorkplaceType.HYBRID, locations=(Location("GB"), Location("IE"))))

    assert "jobLocationType" not in found
    assert len(found["jobLocation"]) == 2


@pytest.mark.parametrize(
    ("kind", "word"),
    list(zip(EmploymentType, ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"], strict=True)),
)
def test_employment_types_are_googles(kind: EmploymentType, word: str) -> None:
    document = nurse(employment_type=kind)

    assert written(document)["employmentType"] == word
    assert jsonld.parse(jsonld.render(document)).employment_type is kind


@pytest.mark.parametrize(
    "pay",
    [
        None,
        Pay(12.5, 12.5, "USD", PayPeriod.HOUR),
        Pay(None, 400, "EUR", PayPeriod.DAY),
        Pay(900, None, "GBP", PayPeriod.WEEK),
        Pay(3000, 4000, "GBP", PayPeriod.MONTH),
        Pay(3000, 4000),
    ],
)
@pytest.mark.parametrize("document", [nurse(), remote(locations=(Location("GB", "", "Leeds"), Location("US")))])
def test_every_fact_comes_back(document: Document, pay: Pay | None) -> None:
    document = replace(document, pay=pay)

    assert jsonld.parse(jsonld.render(document)) == document


def test_it_can_stand_in_a_page() -> None:
    script = jsonld.render(nasty())

    assert not {"<", ">", "&"} & set(script)
    page = f'<html><head><script>var x;</script><script type="application/ld+json">{script}</script></head></html>'
    assert jsonld.parse(page).sections == nasty().sections


def test_a_complete_posting_misses_nothing() -> None:
    assert missing_for_google(nurse()) == ()
    assert missing_for_google(remote()) == ()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "The title is missing."),
        ({"sections": ()}, "The description is empty."),
        ({"date_posted": None}, "The date of posting is missing."),
        ({"company": ""}, "The name of the employer is missing."),
        ({"locations": ()}, "The place of work is missing."),
        ({"locations": (Location(city="Leeds"),)}, "A place of work has no country."),
        ({"pay": Pay(1, 2, "", PayPeriod.DAY)}, "The pay has no currency."),
        ({"pay": Pay(1, 2, "GBP")}, "Say whether the pay is for an hour, a month or a year."),
        ({"valid_through": date(2026, 1, 1)}, "The posting ends before it begins."),
        (
            {"workplace_type": WorkplaceType.REMOTE, "locations": ()},
            "Say in which country people may work remotely.",
        ),
    ],
)
def test_missing_facts_are_told(facts: dict[str, Any], sentence: str) -> None:
    document = replace(nurse(), **facts)

    assert missing_for_google(document) == (sentence,)
    assert json.loads(jsonld.render(document))["@type"] == "JobPosting"


@pytest.mark.parametrize(
    "wrapped",
    [
        '{{"@graph": [{{"@type": "Organization"}}, {0}]}}',
        '[{{"@type": ["WebPage"]}}, {0}]',
        '{{"@type": "WebPage", "mainEntity": {0}}}',
        '<html><script type="application/ld+json">nonsense</script><script type="application/ld+json">{0}</script>',
    ],
)
def test_the_posting_is_found(wrapped: str) -> None:
    assert jsonld.parse(wrapped.format(posting(title="Nurse"))).title == "Nurse"


def test_other_peoples_postings_are_read() -> None:
    found = jsonld.parse(
        posting(
            **{"@type": ["http://schema.org/JobPosting"]},
            title="Nurse",
            description="<p>Join us.</p><h1>Duties</h1><ul><li>Assess</li></ul>",
            responsibilities="Assess",
            qualifications=["Registration", "<p>Patience</p>"],
            experienceRequirements={"@type": "OccupationalExperienceRequirements", "description": "Two years"},
            employmentType=["OTHER", "Part-time"],
            hiringOrganization="Northfield",
            jobLocation=[{"@type": "Place", "address": {"addressCountry": {"name": "United Kingdom"}}}, "Leeds"],
            identifier=42,
            datePosted="2020-11-05T12:16:53+0000",
            validThrough="soon",
            baseSalary={
                "currency": "gbp",
                "value": {"value": "£30,000 (pro rata)", "minValue": "30,000", "unitText": "YEAR"},
            },
        )
    )

    assert found == Document(
        "Nurse",
        (
            DocumentSection(SectionKind.SUMMARY, "About the role", ("Join us.",)),
            DocumentSection(SectionKind.RESPONSIBILITIES, "Duties", ("Assess",)),
            DocumentSection(SectionKind.REQUIRED, "Qualifications", ("Registration", "Patience")),
            DocumentSection(SectionKind.REQUIRED, "Experience", ("Two years",)),
            DocumentSection(SectionKind.PAY, "Pay", ("£30,000 (pro rata)",)),
        ),
        company="Northfield",
        locations=(Location("GB"), Location(city="Leeds")),
        employment_type=EmploymentType.PART_TIME,
        pay=Pay(30000, None, "GBP", PayPeriod.YEAR),
        date_posted=date(2020, 11, 5),
        identifier="42",
    )


def test_escaped_and_plain_descriptions_are_read() -> None:
    escaped = jsonld.parse(posting(title="R&amp;D Nurse", description="&lt;p&gt;R&amp;amp;D&lt;/p&gt;"))
    plain = jsonld.parse(posting(title="Nurse", description="Join us.\n\nDuties:\n- Assess"))

    assert (escaped.title, escaped.sections[0].lines) == ("R&D Nurse", ("R&D",))
    assert [section.lines for section in plain.sections] == [("Join us.",), ("Assess",)]


@pytest.mark.parametrize("value", [None, True, 7, [], {}, [None], {"@type": []}, "", [[["x"]]], {"value": {}}])
def test_odd_values_are_passed_over(value: Any) -> None:
    names = (
        "description", "datePosted", "validThrough", "identifier", "hiringOrganization",
        "jobLocation", "jobLocationType", "applicantLocationRequirements", "employmentType", "baseSalary",
        "responsibilities", "skills",
    )  # fmt: skip

    assert jsonld.parse(posting(title="Nurse", **dict.fromkeys(names, value))).title == "Nurse"


@pytest.mark.parametrize("amount", ["1e999", "NaN", "-5", '"lots"', "true", "9" * 4000])
def test_odd_amounts_are_no_pay(amount: str) -> None:
    data = posting(title="Nurse", baseSalary={"currency": "GBP", "value": "X"}).replace('"X"', amount)

    assert jsonld.parse(data).pay is None


@pytest.mark.parametrize("data", ["", "{", "[]", '{"@type": "Person"}', "<p>No posting</p>", "<", "[" * 100_000])
def test_a_file_without_a_posting_is_refused(data: str) -> None:
    with pytest.raises(DocumentError):
        jsonld.parse(data)


def real_postings() -> Iterator[str]:
    for path in sorted((SHARED / "jsonld_files").glob("*.json")):
        yield path.read_text()
    with (SHARED / "jd-nhs-jobs.jsonl").open() as lines:
        for line in lines:
            yield json.dumps(json.loads(line)["jsonld"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared data, which is not part of the repository")
def test_real_postings_are_read() -> None:
    found = [jsonld.parse(data) for data in real_postings()]

    assert len(found) > 600
    assert all(document.title and document.sections and document.company for document in found)
    assert sum(document.pay is not None and document.pay.currency == "GBP" for document in found) > 550
    assert all(document.pay or document.lines_of(SectionKind.PAY) for document in found)
    assert not any("&lt;" in line or "<p>" in line for d in found for s in d.sections for line in s.lines)
    assert all(replace(d, sections=()) == replace(jsonld.parse(jsonld.render(d)), sections=()) for d in found)
    assert all(d.sections == jsonld.parse(jsonld.render(d)).sections for d in found)
