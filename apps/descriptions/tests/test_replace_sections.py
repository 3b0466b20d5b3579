from __future__ import annotations

import pytest

from apps.descriptions import engine, revisions, services
from apps.descriptions.errors import VersionConflict
from apps.descriptions.lines import stored_line
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db


def section(kind, *texts, heading=""):
    lines = [stored_line(text, source="brief") for text in texts]
    return {"kind": kind, "heading": heading or kind.title(), "lines": lines}


@pytest.fixture
def description(recruiter):
    made = JobDescriptionFactory(owner=recruiter)
    made.sections.all().delete()
    revisions.replace_sections(made, [section("summary", "One."), section("pay", "£1")], by=recruiter)
    return made


def test_it_works(description, recruiter):
    revisions.replace_sections(description, [section("pay", "£2"), section("required", "Two")], by=recruiter)
    assert [(row.kind, row.position, row.text) for row in description.sections.all()] == [
        ("pay", 0, "£2"),
        ("required", 1, "Two"),
    ]
    description.refresh_from_db()
    assert "Two" in description.search_text


def test_an_editor_open_elsewhere_gets_a_conflict(description, recruiter):
    before = description.sections.get(kind="summary")
    revisions.replace_sections(description, [section("pay", "£1"), section("summary", "New.")], by=recruiter)
    with pytest.raises(VersionConflict) as conflict:
        services.save_section(by=recruiter, section_id=before.pk, text="Mine.", version=before.version)
    assert conflict.value.section.text == "New."


def test_two_sections_without_a_kind_stay_apart(description, recruiter):
    content = [section("other", "a", heading="Travel"), section("other", "b", heading="Dress code")]
    revisions.replace_sections(description, content, by=recruiter)
    revisions.replace_sections(description, content[::-1], by=recruiter)
    assert [row.heading for row in description.sections.all()] == ["Dress code", "Travel"]


def test_sections_of_the_same_name_are_both_kept(description, recruiter):
    content = [section("other", "a", heading="More"), section("other", "b", heading="More")]
    for _ in range(2):
        revisions.replace_sections(description, content, by=recruiter)
    assert [row.text for row in description.sections.all()] == ["a", "b"]


def test_writing_again_keeps_what_people_added(description, recruiter):
    row = description.sections.get(kind="summary")
    row = services.save_section(by=recruiter, section_id=row.pk, text="One.\nFree parking.", version=row.version)
    written = {"kind": "summary", "heading": "Summary", "lines": [stored_line("Another.", source="brief")]}
    assert [line["text"] for line in engine._lines_of_people(row, written)] == ["Free parking."]
