"""The deterministic writer: person, tone, level, spelling; what must not change comes first."""

import re
from dataclasses import replace

import pytest

from ml.contracts import (
    Brief,
    Company,
    Language,
    Length,
    Level,
    Match,
    Person,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    Source,
    SourceKind,
    Style,
    Tone,
)
from ml.drafting import write_draft
from ml.grounding.matcher import Matcher
from ml.library import default_library
from ml.planning.voice import Voice
from ml.writers.composer import ComposerWriter, text_of, varied

BRIEF = Brief(title="Ward Nurse", company=Company(name="Northgate"))
PROFILE = Source(SourceKind.PROFILE, "registered-nurse/responsibilities/2")
OF_POSTHOLDER = "At Northgate, the postholder will run the ward. The postholder has a team."
SUMMARY = Source(SourceKind.PROFILE, "registered-nurse/summaries/0")


def plan(**style: object) -> Plan:
    return Plan(BRIEF, Match("registered-nurse", 1.0), Style(**style), ())


def own(text: str, ref: str = "responsibilities[0]", statement: str = "") -> Point:
    return Point(text, (Source(SourceKind.BRIEF, ref),), statement, must_say=True)


def lent(statement: str, source: Source = PROFILE) -> Point:
    return Point("cue", (source,), statement)


@pytest.mark.parametrize("text", ["Use iTrent", "Mind the colour and labour of others", "Meet Mrs Cole's class"])
@pytest.mark.parametrize("language", Language)
def test_peoples_words_are_never_respelt(text, language):
    assert text_of(own(text), SectionKind.RESPONSIBILITIES, plan(language=language)) == text


def test_the_small_letter_of_a_name_stays():
    assert text_of(own("iOS experience"), SectionKind.REQUIRED, plan()) == "iOS experience"


def test_locked_lines_stay_word_for_word():
    points = (own("£1 to £2 a year!", "pay"), own("we pay  on Fridays", "pay"))
    lines = ComposerWriter().write_section(plan(), SectionPlan(SectionKind.PAY, "Pay", points))
    assert [line.text for line in lines] == [point.text for point in points]


def test_a_statement_that_says_the_point_takes_its_place():
    point = own("medication rounds", statement="{give} medicines on the medication rounds")
    assert text_of(point, SectionKind.RESPONSIBILITIES, plan()) == "Give medicines on the medication rounds"


def test_a_statement_that_leaves_a_word_out_stands_behind_the_thing():
    point = own("medication rounds", statement="{give} medicines and {record} every dose")
    text = text_of(point, SectionKind.RESPONSIBILITIES, plan())
    assert text == "Medication rounds: give medicines and record every dose"


def test_a_concise_text_says_the_thing_alone():
    point = own("medication rounds", statement="{give} medicines and {record} every dose")
    assert text_of(point, SectionKind.RESPONSIBILITIES, plan(tone=Tone.CONCISE)) == "Carry out medication rounds"


def test_a_duty_with_a_verb_needs_no_statement():
    point = own("do the medication rounds", statement="{give} medicines and {record} every dose")
    assert text_of(point, SectionKind.RESPONSIBILITIES, plan()) == "Do the medication rounds"


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (Person.YOU, "Plan your own work and check it"),
        (Person.POSTHOLDER, "Plan their own work and check it"),
    ],
)
def test_bullets_take_the_person(person, text):
    point = lent("{plan} {your} own work and {check} it")
    assert text_of(point, SectionKind.RESPONSIBILITIES, plan(person=person)) == text


@pytest.mark.parametrize(
    ("tone", "person", "text"),
    [
        (Tone.NEUTRAL, Person.YOU, "At Northgate, you will run the ward. You have a team."),
        (Tone.CONCISE, Person.YOU, "At Northgate, you will run the ward. You have a team."),
        (Tone.FRIENDLY, Person.YOU, "At Northgate, you'll run the ward. You have a team."),
        (Tone.FRIENDLY, Person.POSTHOLDER, OF_POSTHOLDER),
        (Tone.FORMAL, Person.POSTHOLDER, OF_POSTHOLDER),
    ],
)
def test_summaries_take_person_and_tone_and_name_the_employer_once(tone, person, text):
    points = (lent("{You} will run the ward. {You} {have} a team.", SUMMARY), lent("{You} {lead} it.", SUMMARY))
    lines = ComposerWriter().write_section(
        plan(tone=tone, person=person), SectionPlan(SectionKind.SUMMARY, "The role", points)
    )
    assert lines[0].text == text
    assert "Northgate" not in lines[1].text


def test_a_pronoun_behind_a_preposition_is_an_object():
    point = lent("{agree} how managers bring cases to {you}")
    text = text_of(point, SectionKind.FIRST_90_DAYS, plan(person=Person.POSTHOLDER))
    assert text == "Agree how managers bring cases to them"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN_GB, "Experience of organising a rota"),
        (Language.EN_US, "Experience organizing a schedule"),
    ],
)
def test_the_librarys_words_take_the_spelling(language, text):
    assert text_of(lent("experience of organising a rota"), SectionKind.REQUIRED, plan(language=language)) == text


def test_our_own_words_around_a_skill_are_american_too():
    american = plan(language=Language.EN_US)
    assert text_of(own("managing people"), SectionKind.REQUIRED, american) == "Experience managing people"
    assert text_of(own("experience of managing"), SectionKind.REQUIRED, american) == "Experience of managing"


def test_your_becomes_their_for_the_postholder():
    formal = plan(person=Person.POSTHOLDER)
    assert text_of(own("own tools"), SectionKind.REQUIRED, formal) == "Their own tools"
    assert text_of(own("coach your team"), SectionKind.RESPONSIBILITIES, formal) == "Coach their team"


def test_the_same_helping_verb_does_not_open_line_after_line():
    assert varied(["Take care of admin", "Drive", "Take care of laundry", "Take care of phones"]) == [
        "Take care of admin",
        "Drive",
        "Look after laundry",
        "Handle phones",
    ]


@pytest.fixture(scope="module")
def matcher():
    return Matcher(default_library(), None, None)


@pytest.mark.parametrize("level", [None, *Level])
@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("person", Person)
def test_every_person_tone_and_level(matcher, person, tone, level):
    brief = Brief(title="Registered Nurse", tone=tone, level=level, length=Length.LONG, company=BRIEF.company)
    draft = write_draft(brief, matcher, voice=Voice(person=person))
    speaks_to_reader = person is Person.YOU and tone is not Tone.FORMAL
    texts = [line.text for section in draft.sections if section.kind is SectionKind.SUMMARY for line in section.lines]
    assert texts[0].startswith("At Northgate, you" if speaks_to_reader else "At Northgate, the postholder")
    ours = " ".join(line.text for section in draft.sections if not section.is_locked for line in section.lines)
    assert bool(re.search(r"\byour?\b", ours, re.IGNORECASE)) is speaks_to_reader
    assert ("you'll" in ours.lower()) is (tone is Tone.FRIENDLY and speaks_to_reader)
    assert "{" not in ours


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (Brief(title="Beekeeper"), "We are looking for a Beekeeper."),
        (Brief(title="UFO researcher"), "We are looking for a UFO researcher."),
        (Brief(title="acrobat", company=Company("Peartree")), "Peartree is looking for an acrobat."),
        (Brief(title="Beekeepers wanted", company=Company("Bees")), "Bees is looking for Beekeepers."),
        (Brief(title="Beekeeper", tone=Tone.FORMAL), "The employer seeks to appoint a Beekeeper."),
        (Brief(title="Beekeeper", tone=Tone.FRIENDLY), "We're looking for a Beekeeper."),
        (
            Brief(title="Beekeeper", responsibilities=("hives", "look after forty hives", "selling honey at markets")),
            "We are looking for a Beekeeper to look after forty hives and sell honey at markets.",
        ),
        (
            Brief(title="Beekeeper - £30k", department="Honey", responsibilities=("mow", "tend hives", "climb trees")),
            "We are looking for a Beekeeper to join the Honey department. You will tend hives and climb trees.",
        ),
    ],
    ids=lambda value: value.title if isinstance(value, Brief) else "",
)
def test_a_role_outside_the_library_opens_with_what_was_typed(matcher, brief, text):
    brief = replace(brief, required_skills=("calm with bees",))
    sections = {section.kind: section for section in write_draft(brief, matcher).sections}
    assert sections[SectionKind.SUMMARY].lines[0].text == text
