"""The company's wording over the lines of every engine: first what it must not touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ml.contracts import Line, Person, Point, SectionKind, SectionPlan, Source, SourceKind, Style, Tone, Verdict
from ml.wording import Avoided, CompanyForm, Contractions, Stops, Wording
from ml.writers.chain import WriterChain
from ml.writers.tests.plans import ABOUT, MEDICINES, RESPONSIBILITIES, SUMMARY, nurse_plan, section_with
from ml.writers.voice_pass import VoicePass, stopped

LIBRARY = Source(SourceKind.PROFILE, "registered-nurse/responsibilities/1")
RECORD = Avoided("record", ("note",), "Plain words")


def written(section, *avoided, style=None, **wording):
    style = replace(style or Style(), wording=Wording(avoided=avoided, **wording))
    chain = WriterChain()
    lines = chain.write_section(nurse_plan(section, style=style), section).lines
    return [line.text for line in lines], chain.notices


def spoken(text, *avoided, point=None, kind=SectionKind.RESPONSIBILITIES, style=None, brief=None, **wording):
    point = point or Point("wards", (LIBRARY,), statement="{run} wards")
    section = SectionPlan(kind, "What you will do", (point,))
    style = replace(style or Style(), wording=Wording(avoided=avoided, **wording))
    voice = VoicePass(nurse_plan(section, style=style, **(brief or {})), section)
    (line,) = voice.lines([Line(text, point.sources)])
    return line, voice.notices


def test_it_works():
    texts, notices = written(RESPONSIBILITIES, RECORD)
    assert "give medicines by mouth and note every dose in your chart" in texts[0]
    assert not notices


@pytest.mark.parametrize("word", ["medication", "medicines", "rounds"])
def test_what_the_recruiter_typed_stays(word):
    texts, _ = written(section_with("run medication rounds utilising medicines"), Avoided(word, ("xyz",)))
    assert texts == ["Run medication rounds utilising medicines"]


def test_a_statement_lent_to_a_point_keeps_the_words_of_that_point():
    point = replace(MEDICINES, text="record every dose")
    texts, _ = written(SectionPlan(SectionKind.RESPONSIBILITIES, "x", (point,)), RECORD)
    assert texts == ["Give medicines by mouth and record every dose in your chart"]


def test_company_text_stays():
    assert written(ABOUT, Avoided("canary", ("bird",)))[0] == ["We are Canary-About."]


def test_terms_stay_but_for_their_full_stop():
    point = Point("Contract: permanent, with record checks", (Source(SourceKind.BRIEF, "notes"),))
    section = SectionPlan(SectionKind.CONDITIONS, "Where and when", (point,))
    assert written(section, RECORD, stops=Stops.ALWAYS)[0] == ["Contract: permanent, with record checks."]


def test_licences_stay():
    source = Source(SourceKind.PROFILE, "registered-nurse/certificates/0")
    point = Point("NMC registration", (source,), "current registration with the NMC", certificate=True)
    section = SectionPlan(SectionKind.REQUIRED, "What you need", (point,))
    assert "registration" in written(section, Avoided("registration", ("listing",)))[0][0]


def test_the_names_of_company_and_place_stay():
    line, _ = spoken(
        "Run wards of Canary-Company",
        Avoided("company", ("firm",)),
        Avoided("canary-company", ("us",)),
    )
    assert line.text == "Run wards of Canary-Company"


@pytest.mark.parametrize("new", ["certified wards", "Kubernetes", "500 wards"])
def test_nothing_unsupported_comes_in_by_a_replacement(new):
    line, notices = spoken("Run wards", Avoided("wards", (new,)))
    assert (line.text, line.verdict) == ("Run wards", Verdict.SUPPORTED)
    assert "keeps its wording" in notices[0]


def test_what_cannot_be_replaced_is_told():
    line, notices = spoken("Run wards with support from nurses", Avoided("support", ("help",)))
    assert line.text == "Run wards with support from nurses"
    assert notices == ["“support” is in the text; the company writes “help”. Change it by hand where it fits."]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Contractions.USE, "You'll look after a group of patients through the whole shift."),
        (Contractions.AVOID, "You will look after a group of patients through the whole shift."),
    ],
)
def test_contractions(form, text):
    style = Style(tone=Tone.FRIENDLY if form is Contractions.AVOID else Tone.NEUTRAL)
    assert written(SUMMARY, contractions=form, company=CompanyForm.WE, style=style)[0] == [text]


def test_a_formal_text_has_no_contractions():
    style = Style(tone=Tone.FORMAL, person=Person.YOU)
    assert "You will" in spoken("You will run wards", style=style, contractions=Contractions.USE)[0].text


@pytest.mark.parametrize(
    ("company", "text"),
    [
        (CompanyForm.AS_WRITTEN, "At Canary-Company, you will look after"),
        (CompanyForm.NAME, "At Canary-Company, you will look after"),
        (CompanyForm.WE, "You will look after"),
    ],
)
def test_the_company_is_named_as_it_likes(company, text):
    assert written(SUMMARY, company=company)[0][0].startswith(text)


def test_exclamation_marks_go_unless_the_company_likes_them():
    assert spoken("Run wards!")[0].text == "Run wards."
    assert spoken("Run wards!", exclamations=True)[0].text == "Run wards!"


@pytest.mark.parametrize(
    ("text", "stops", "expected"),
    [
        ("Run wards", Stops.ALWAYS, "Run wards."),
        ("Run wards.", Stops.NEVER, "Run wards"),
        ("Run wards.", Stops.AS_WRITTEN, "Run wards."),
        ("Run wards. Help out.", Stops.NEVER, "Run wards. Help out."),
        ("Beds, rotas etc.", Stops.NEVER, "Beds, rotas etc."),
        ("Is it you?", Stops.ALWAYS, "Is it you?"),
        ("Work for Acme Inc.", Stops.NEVER, "Work for Acme Inc."),
    ],
)
def test_full_stops(text, stops, expected):
    assert stopped(text, stops) == expected
