"""A draft made from a job template: its order and lines, nothing of the brief lost, nothing unfilled called done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ml.briefs import parse_brief
from ml.contracts import Brief, Company, Location, Pay, SectionKind, SourceKind, Tone
from ml.drafting import DraftJob
from ml.evaluation.measure import Measured, measure
from ml.grounding.matcher import Matcher
from ml.library import default_library
from ml.library.job_templates import default_templates, template_from_dict
from ml.planning.planner import make_plan, replan_section
from ml.planning.voice import FixedText, Voice
from ml.tests.test_briefs import WHOLE

TEMPLATES = default_templates()
EACH = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
OUTSIDE = {
    "title": "Lamplighter",
    "responsibilities": ["Light the lamps at dusk", "Trim 40 wicks"],
    "nice_to_have_skills": ["A head for heights"],
    "notes": "Every night but one.",
}
BRIEFS = {
    "title only": {"title": "Registered Nurse"},
    "whole": {**WHOLE, "title": "Registered Nurse"},
    "engineer": {"title": "Software Engineer", "level": "senior", "language": "en-US", "tone": "formal"},
    "intern": {"title": "Chef", "level": "intern", "length": "long"},
    "outside the library": OUTSIDE,
}


@pytest.fixture(scope="module")
def lexical():
    return Matcher(default_library(), None, None)


def written(brief, matcher, template, writers=(), **voice):
    plan = make_plan(brief, matcher, Voice(**voice).with_template(template))
    job = DraftJob(plan, writers)
    sections = list(job.sections())
    return plan, job.draft(), {section.kind: section for section in sections}


def own(*sections, **fields):
    return template_from_dict({"name": "Own", "purpose": "for us", "sections": list(sections), **fields})


@EACH
@pytest.mark.parametrize("data", BRIEFS.values(), ids=BRIEFS)
def test_it_works(data, template, lexical):
    brief = parse_brief({key: value for key, value in data.items() if key != "template"})
    plan, draft, sections = written(brief, lexical, template)
    assert measure(plan, draft) == Measured((), (), (), ())
    order = [section.kind for section in template.sections]
    assert [kind for kind in sections if kind in order] == [kind for kind in order if kind in sections]
    for wanted in template.sections:
        if wanted.heading and wanted.kind in sections:
            assert sections[wanted.kind].heading == wanted.heading
        if wanted.fixed or wanted.required:
            assert wanted.kind in sections


@EACH
def test_its_fixed_lines_stand_last_with_what_the_brief_knows(template, lexical):
    brief = Brief("Registered Nurse", department="Wards")
    _, _, sections = written(brief, lexical, template)
    for wanted in template.sections:
        lines = sections[wanted.kind].lines if wanted.fixed else ()
        for fixed, line in zip(wanted.fixed, lines[-len(wanted.fixed) :], strict=False):
            assert line.text.split("[")[0] == fixed.replace("{department}", "Wards").split("{")[0]
            assert line.sources[0].kind is SourceKind.TEMPLATE
            assert line.supported is ("[fill in: " not in line.text)


def test_what_is_not_filled_in_is_to_be_filled_in_by_a_person(lexical):
    template = own({"kind": "conditions", "fixed": ["Grade: {grade}"], "placeholders": ["grade"]})
    line = written(Brief("Chef"), lexical, template)[2][SectionKind.CONDITIONS].lines[0]
    assert (line.text, line.supported, line.reasons) == ("Grade: [fill in: grade]", False, ("Fill in the grade.",))


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("title", "Chef"),
        ("company", "Acme"),
        ("department", "{grade}"),
        ("location", "Leeds, United Kingdom"),
        ("pay", "From £30,000"),
        ("employment", "[fill in: employment]"),
    ],
)
def test_the_brief_fills_what_it_knows_in_one_pass(slot, text, lexical):
    brief = Brief(
        "Chef",
        department="{grade}",
        company=Company("Acme"),
        locations=(Location("GB", "", "Leeds"),),
        pay=Pay(30000, currency="GBP"),
    )
    template = own({"kind": "summary", "fixed": [f"It is {{{slot}}}."], "placeholders": [slot]})
    assert written(brief, lexical, template)[2][SectionKind.SUMMARY].lines[-1].text == f"It is {text}."


def test_a_required_section_that_nothing_is_known_for_is_to_be_filled_in(lexical):
    template = own({"kind": "pay", "required": True, "heading": "Your wage"}, {"kind": "summary"})
    (line,) = written(Brief("Chef"), lexical, template)[2][SectionKind.PAY].lines
    assert (line.text, line.supported) == ("[fill in: your wage]", False)


def test_what_the_brief_says_stays_where_the_template_has_no_place_for_it(lexical):
    brief = parse_brief(OUTSIDE | {"pay": {"min": 10, "currency": "GBP"}})
    sections = written(brief, lexical, own({"kind": "responsibilities"}))[2]
    assert list(sections)[0] is SectionKind.RESPONSIBILITIES
    assert {SectionKind.NICE_TO_HAVE, SectionKind.CONDITIONS, SectionKind.PAY} < set(sections)


def test_legal_text_of_the_company_stays_and_other_text_may_be_left_out(lexical):
    texts = {kind: (FixedText(f"Text of {kind}.", "#1"),) for kind in SectionKind if kind is not SectionKind.OTHER}
    sections = written(Brief("Chef"), lexical, own({"kind": "summary"}), texts=texts)[2]
    assert list(sections) == ["summary", "equal_opportunity", "accommodation", "privacy_notice", "ai_notice"]


def test_a_limit_takes_the_librarys_lines_and_never_the_recruiters(lexical):
    template = own({"kind": "responsibilities", "most": 3})
    duties = ("Plan the menu", "Order the fish", "Write the rota", "Taste the soup")
    plan, _, sections = written(Brief("Chef", responsibilities=duties[:2]), lexical, template)
    assert len(sections[SectionKind.RESPONSIBILITIES].lines) == 3
    assert not any("at most" in notice for notice in plan.notices)
    plan, _, sections = written(Brief("Chef", responsibilities=duties), lexical, template)
    assert len(sections[SectionKind.RESPONSIBILITIES].lines) == 4
    assert "“What you will do” is meant to have 3 lines at most; your brief gives more." in plan.notices


def test_the_brief_decides_tone_and_length_before_the_template(lexical):
    template = own({"kind": "summary"}, tone="formal", length="long", person="you")
    voice = Voice().with_template(template)
    style = make_plan(Brief("Chef"), lexical, voice).style
    assert (style.tone, style.length, style.person) == ("formal", "long", "postholder")
    style = make_plan(Brief("Chef", tone=Tone.NEUTRAL), lexical, voice).style
    assert (style.tone, style.length, style.person) == ("neutral", "long", "you")


def test_the_companys_tone_is_the_last_resort():
    company = Voice(tone=Tone.FRIENDLY)
    assert company.decided_tone(Brief("Chef")) == ("friendly", "company")
    assert company.with_template(own({"kind": "summary"}, tone="formal")).decided_tone(Brief("Chef")) == (
        "formal",
        "template",
    )
    assert company.with_template(own({"kind": "summary"})).decided_tone(Brief("Chef", tone=Tone.CONCISE)) == (
        "concise",
        "brief",
    )
    assert Voice().decided_length(Brief("Chef")) == ("standard", "")


def test_skills_stand_behind_people_and_library_and_never_twice(lexical):
    skills = [{"name": "menu costing", "kind": "essential", "level": "advanced"}]
    template = own({"kind": "required"}, skills=skills)
    lines = written(Brief("Chef"), lexical, template)[2][SectionKind.REQUIRED].lines
    assert lines[-1].text == "Advanced knowledge of menu costing"
    brief = Brief("Chef", required_skills=("Costing of a menu",))
    lines = written(brief, lexical, template)[2][SectionKind.REQUIRED].lines
    assert not any("Advanced" in line.text for line in lines)


class Nosy:
    """An engine that remembers what it was shown."""

    name, version = "nosy", "1"

    def __init__(self):
        self.shown = []

    def write_section(self, plan, section, *, should_stop):
        self.shown += [section.kind, *(point.text for point in section.points)]
        return ()


def test_no_engine_sees_fixed_lines_or_locked_sections(lexical):
    template = own(
        {"kind": "summary", "fixed": ["Our secret line."]},
        {"kind": "responsibilities", "locked": True},
        {"kind": "required"},
    )
    nosy = Nosy()
    _, _, sections = written(replace(parse_brief(OUTSIDE), required_skills=("Patience",)), lexical, template, [nosy])
    assert "Our secret line." not in nosy.shown
    assert "Our secret line." in [line.text for line in sections[SectionKind.SUMMARY].lines]
    assert SectionKind.RESPONSIBILITIES not in nosy.shown
    assert {SectionKind.SUMMARY, SectionKind.REQUIRED} <= set(nosy.shown)


def test_an_added_point_stands_before_the_fixed_lines(lexical):
    template = own({"kind": "summary", "fixed": ["The end."]})
    voice = Voice().with_template(template)
    _, section = replan_section(Brief("Chef"), lexical, voice, SectionKind.SUMMARY, {"point": "We open at six"})
    assert [point.text for point in section.points][-2:] == ["We open at six", "The end."]
