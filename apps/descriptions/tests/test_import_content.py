"""What the product exports, it reads back."""

from __future__ import annotations

import pytest

from apps.descriptions import documents, services
from apps.descriptions.errors import DescriptionError
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription
from apps.templates_lib.models import CompanyProfile
from tests.factories import JobDescriptionFactory, SectionFactory

pytestmark = pytest.mark.django_db
CONTENT = [
    ("summary", "The role", ["You will run a busy ward.", "It has 24 beds & two side rooms."]),
    ("responsibilities", "What you will do", ["Assess patients on admission", "Give medicines < 10 minutes late"]),
    ("required", "What you need", ["NMC registration", "C++ or C#, *honestly*"]),
    ("nice_to_have", "Nice to have", ["Wound care"]),
    ("conditions", "Conditions", ["Nights: every third week"]),
    ("equal_opportunity", "Equal opportunity", ["We welcome everyone who can do the work."]),
]
READABLE = [format for format in documents.FORMATS if format != "pdf"]


@pytest.fixture
def description(recruiter):
    CompanyProfile.objects.create(name="Alderbrook Care")
    brief = {
        "title": "Ward Nurse",
        "employment_type": "part_time",
        "locations": [{"city": "Leeds", "country": "GB"}],
        "pay": {"min": 32000, "max": 36000, "currency": "GBP", "period": "year"},
    }
    made = JobDescriptionFactory(owner=recruiter, title="Ward Nurse", brief=brief)
    for position, (kind, heading, texts) in enumerate(CONTENT):
        lines = [stored_line(text, source="brief") for text in texts]
        SectionFactory(description=made, kind=kind, heading=heading, position=position, lines=lines)
    return made


def content_of(made):
    return [
        (section.kind, section.heading, [line["text"] for line in section.lines]) for section in made.sections.all()
    ]


@pytest.mark.parametrize("format", READABLE)
def test_it_works(format, description, recruiter):
    exported = documents.export(description, format)
    read = services.import_content(by=recruiter, content=exported.content, format=format)
    assert read != description
    assert (read.title, read.owner, read.status) == ("Ward Nurse", recruiter, "draft")
    assert content_of(read) == CONTENT
    revision = read.revisions.get()
    assert (revision.reason, revision.origin) == (f"Imported from {format}", "person")
    assert "NMC registration" in read.search_text


@pytest.mark.parametrize("format", READABLE)
def test_every_line_says_where_it_comes_from(format, description, recruiter):
    exported = documents.export(description, format)
    read = services.import_content(by=recruiter, content=exported.content, format=format)
    lines = [line for section in read.sections.all() for line in section.lines]
    assert all(line["sources"] == [{"kind": "posting", "ref": "imported file"}] for line in lines)
    assert all(line["supported"] for line in lines)


def test_job_board_data_brings_its_facts(description, recruiter):
    exported = documents.export(description, "jsonld")
    brief = services.import_content(by=recruiter, content=exported.content, format="jsonld").brief
    assert brief["employment_type"] == "part_time"
    assert brief["locations"] == [{"city": "Leeds", "country": "GB"}]
    assert brief["pay"] == {"min": 32000, "max": 36000, "currency": "GBP", "period": "year"}


@pytest.mark.parametrize(
    ("content", "format", "reason"),
    [
        (b"", "markdown", "This file holds no text."),
        (b"\0\1\2", "text", "This is not a text file."),
        (b"not a Word file", "docx", ""),
        (b"%PDF-1.7", "pdf", "This PDF is damaged"),
        (b"{", "jsonld", ""),
        (b"# \n\nOnly a paragraph.", "markdown", ""),
    ],
)
def test_what_cannot_be_read_is_said_and_not_stored(content, format, reason, recruiter):
    with pytest.raises(DescriptionError) as caught:
        services.import_content(by=recruiter, content=content, format=format)
    assert str(caught.value).startswith(reason)
    assert str(caught.value).endswith(".")
    assert not JobDescription.objects.exists()
