"""The statements of the law in a draft: a fact that was told, or a slot that no engine touches."""

from __future__ import annotations

import pytest

from ml.checks.context import Employer
from ml.checks.law.questions import ASK_AI, ASK_IN_ALL, ASK_VACANCY
from ml.contracts import Answer, Brief, Company, Line, Location, Pay, PayPeriod, SectionKind
from ml.drafting import write_draft
from ml.grounding.matcher import Matcher
from ml.library import Library
from ml.library.job_templates import template_from_dict
from ml.planning.planner import make_plan, replan_section
from ml.planning.voice import Voice

TORONTO, DENVER, LEEDS = Location("CA", "", "Toronto"), Location("US", "", "Denver"), Location("GB", "", "Leeds")
THIRTY = Voice(employer=Employer(employees=30))
AI, VACANCY, PAY = "[fill in: AI statement]", "[fill in: vacancy statement]", "[fill in: pay range]"


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Library([]), None, None)


def brief(place, **more):
    return Brief("Lamplighter", locations=(place,), responsibilities=("Light the lamps",), **more)


def lines(plan):
    return {section.kind: [point.text for point in section.points] for section in plan.sections}


def asked(plan):
    return [question.text for question in plan.questions]


class Rewriter:
    """An engine that would drop or change whatever it is shown."""

    name, version = "rewriter", "1"

    def __init__(self):
        self.seen = []

    def write_section(self, plan, section, *, should_stop):
        self.seen += [section.kind, *(point.text for point in section.points)]
        return [Line("Light the lamps each evening.")]


def test_nothing_is_added_where_no_law_wants_it(matcher):
    for place, voice in ((LEEDS, THIRTY), (TORONTO, Voice()), (TORONTO, Voice(employer=Employer(employees=24)))):
        plan = make_plan(brief(place), matcher, voice)
        assert "[fill in" not in str(lines(plan))


def test_a_draft_for_toronto_with_thirty_employees_carries_its_slots(matcher):
    plan = make_plan(brief(TORONTO), matcher, THIRTY)
    found = lines(plan)
    assert found[SectionKind.AI_NOTICE] == [AI]
    assert found[SectionKind.PAY] == [PAY]
    assert VACANCY in found[SectionKind.CONDITIONS]
    points = [point for section in plan.sections for point in section.points if point.text in (AI, PAY, VACANCY)]
    assert all(point.fixed and point.sources[0].ref == "law/CA-ON" for point in points)
    assert asked(plan)[-2:] == [ASK_VACANCY, ASK_AI]


def test_no_engine_sees_or_drops_a_slot(matcher):
    engine = Rewriter()
    draft = write_draft(brief(TORONTO), matcher, voice=THIRTY, writers=[engine])
    written = [line for section in draft.sections for line in section.lines]
    assert {AI, VACANCY, PAY} <= {line.text for line in written}
    assert not {AI, VACANCY, PAY} & set(engine.seen)
    assert all(not line.supported for line in written if line.text in (AI, VACANCY, PAY))


def test_an_answer_takes_the_place_of_a_slot_and_is_no_sentence(matcher):
    answers = (Answer(ASK_AI, "No"), Answer(ASK_VACANCY, "Yes"))
    plan = make_plan(brief(TORONTO, answers=answers), matcher, THIRTY)
    found = lines(plan)
    assert SectionKind.AI_NOTICE not in found
    assert "This posting is for an existing vacancy." in found[SectionKind.CONDITIONS]
    assert not {ASK_AI, ASK_VACANCY} & set(asked(plan))
    assert not any(text in ("No", "Yes") for texts in found.values() for text in texts)


def test_a_number_that_nobody_told_is_asked_and_its_answer_decides(matcher):
    question = "How many people do you employ in Ontario?"
    assert question in asked(make_plan(brief(TORONTO), matcher, Voice()))
    told = make_plan(brief(TORONTO, answers=(Answer(question, "30"),)), matcher, Voice())
    assert lines(told)[SectionKind.AI_NOTICE] == [AI]
    assert question not in asked(told)
    seattle = make_plan(brief(Location("US", "", "Seattle")), matcher, Voice())
    assert ASK_IN_ALL in asked(seattle)


def test_an_answer_that_tells_nothing_is_said(matcher):
    plan = make_plan(brief(TORONTO, answers=(Answer(ASK_AI, "perhaps"),)), matcher, THIRTY)
    assert lines(plan)[SectionKind.AI_NOTICE] == [AI]
    assert any("“perhaps” does not answer" in notice for notice in plan.notices)


def test_what_the_brief_gives_leaves_no_slot(matcher):
    pay = Pay(60_000, 80_000, "USD", PayPeriod.YEAR)
    company = Company(
        "Ours", "We light.", ("Health insurance", "A 401(k) plan", "20 days of paid leave", "A yearly bonus")
    )
    found = lines(make_plan(brief(DENVER, pay=pay, company=company), matcher, Voice()))
    assert [text for texts in found.values() for text in texts if "[fill in" in text] == [
        "[fill in: last day to apply]"
    ]


def test_a_template_without_the_section_does_not_drop_it(matcher):
    template = template_from_dict({"name": "Short", "purpose": "Short", "sections": [{"kind": "summary"}]})
    plan = make_plan(brief(TORONTO), matcher, THIRTY.with_template(template))
    assert lines(plan)[SectionKind.AI_NOTICE] == [AI]


def test_a_section_that_is_planned_again_keeps_its_slot(matcher):
    _, section = replan_section(brief(TORONTO), matcher, THIRTY, SectionKind.CONDITIONS, {"length": "shorter"})
    assert VACANCY in [point.text for point in section.points]


def test_an_answer_to_the_law_alone_is_nothing_to_write_from(matcher):
    alone = Brief("Lamplighter", locations=(TORONTO,), answers=(Answer(ASK_AI, "No"),))
    assert make_plan(alone, matcher, THIRTY).sections == ()
