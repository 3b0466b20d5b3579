"""Findings at their places: of which part, where in it, and by what they are known again."""

from __future__ import annotations

import sys

import pytest

from apps.descriptions.checking import Part, check_description, context_of, hash_of, other_wordings
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.tests.checked import LINES
from apps.templates_lib.models import CompanyProfile
from tests.factories import DepartmentFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(checked_section):
    return checked_section


def places(description, typed=None):
    found = check_description(description, typed).found
    return [(one.finding.text, one.part, one.section and one.section.pk, one.start, one.end) for one in found]


def test_it_works(section):
    assert places(section.description) == [
        ("", Part.WHOLE, None, 0, 0),
        ("rockstar", Part.TEXT, section.pk, 10, 18),
        ("ninja", Part.TEXT, section.pk, 26, 31),
        ("rockstar", Part.TEXT, section.pk, 59, 67),
    ]
    assert [section.text[start:end] for _, part, _, start, end in places(section.description) if part is Part.TEXT] == [
        "rockstar",
        "ninja",
        "rockstar",
    ]


def test_nothing_to_say(section):
    Section.objects.update(lines=[])
    assert places(section.description) == []


def test_title_and_heading_are_places_too(section):
    JobDescription.objects.update(title="Ward ninja")
    Section.objects.update(heading="Your ninja days", lines=[])
    description = JobDescription.objects.get()
    assert places(description) == [
        ("ninja", Part.TITLE, None, 5, 10),
        ("ninja", Part.HEADING, section.pk, 5, 10),
    ]


def test_each_section_counts_its_own_characters(section):
    other = SectionFactory(description=section.description, lines=[{"text": "😀 ninja", "sources": []}])
    assert ("ninja", Part.TEXT, other.pk, 2, 7) in places(section.description)


def test_what_is_typed_stands_in_the_place_of_what_is_stored(section):
    typed = {section.pk: "A quiet line\n\nOne ninja\n"}
    assert places(section.description, typed) == [("ninja", Part.TEXT, section.pk, 17, 22)]
    assert check_description(section.description, typed).hashes == {section.pk: hash_of("A quiet line\nOne ninja")}


def test_known_again_after_the_text_was_changed_elsewhere(section):
    before = [one.mark for one in check_description(section.description).found]
    longer = {section.pk: "\n".join(("Something new", *LINES))}
    assert [one.mark for one in check_description(section.description, longer).found] == before


def test_the_same_words_have_one_mark_and_a_key_each(section):
    found = [one for one in check_description(section.description).found if one.finding.text == "rockstar"]
    assert found[0].mark == found[1].mark
    assert len({one.key for one in found}) == 2


def test_the_hash_is_that_of_the_page():
    assert hash_of("") == "00000000"
    assert hash_of("The quick brown fox jumps over the lazy dog") == "414fa339"  # CRC-32 as everybody has it


def test_the_same_text_is_checked_once(section, monkeypatch):
    asked = []
    monkeypatch.setattr(sys.modules["ml.checks.check"], "RULES", (lambda subject: asked.append(subject) or [],))
    for _ in range(3):
        check_description(section.description)
    assert len(asked) == 1
    check_description(section.description, {section.pk: "Another text"})
    assert len(asked) == 2


def test_what_is_known_besides_the_text(section):
    CompanyProfile.objects.create(name="Northfield", employees=12)
    DepartmentFactory(name="King’s Ward")
    section.description.brief |= {"level": "senior", "locations": [{"country": "US", "region": "CO"}]}
    context = context_of(section.description)
    assert (context.level, context.employees, context.language) == ("senior", 12, "en-GB")
    assert context.names == ("Northfield", "King’s Ward")
    assert context.locations[0].region == "CO"


def test_score_and_laws(section):
    line = "You will care for the patients of the ward as a rockstar and plan with their families"
    checked = check_description(section.description, {section.pk: "\n".join([line] * 6)})
    score = checked.score(checked.found)
    assert score.points == sum(factor.points or 0 for factor in score.factors)
    assert 0 < score.points < 100
    assert [factor.name for factor in score.factors if factor.points is None]
    section.description.brief["locations"] = [{"country": "US", "region": "CO", "city": "Denver"}]
    assert any("CO" in law["code"] for law in check_description(section.description).laws())


def test_other_wordings(section):
    (offer,) = other_wordings(section, LINES[0], said=LINES)
    assert offer.text == "Lead as a expert"
