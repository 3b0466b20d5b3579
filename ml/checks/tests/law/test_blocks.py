"""What a posting must carry, and what has to be asked before anybody can tell."""

from __future__ import annotations

from datetime import date

import pytest

from ml.checks.context import Context
from ml.checks.law import is_legal_question, open_questions, required_blocks, with_answers
from ml.checks.law.blocks import STATEMENTS
from ml.checks.law.loader import rules
from ml.checks.law.needs import gap_of
from ml.checks.law.questions import ASK_AI, ASK_IN_ALL, ASK_VACANCY
from ml.checks.law.reading import Reading
from ml.checks.law.schema import Need
from ml.checks.subject import read_subject
from ml.contracts import Answer, Location, SectionKind

TORONTO, DENVER, LEEDS = Location("CA", "", "Toronto"), Location("US", "", "Denver"), Location("GB", "", "Leeds")
IN_ONTARIO = "How many people do you employ in Ontario?"


def context(place=TORONTO, **known):
    return Context(locations=(place,), posting_date=date(2026, 11, 28), **known)


def blocks(found):
    return {block.need: block for block in required_blocks(found)}


def test_nothing_is_wanted_where_no_law_surely_binds():
    for known in (context(LEEDS), context(), context(employees=24), Context()):
        assert required_blocks(known) == ()


def test_the_statements_of_ontario_are_slots_until_somebody_tells():
    found = blocks(context(employees=30))
    assert set(found) == {Need.PAY, Need.AI_STATEMENT, Need.VACANCY_STATEMENT}
    assert found[Need.AI_STATEMENT].section is SectionKind.AI_NOTICE
    assert [(block.text, block.question) for block in found.values()] == [("", ""), ("", ASK_VACANCY), ("", ASK_AI)]
    assert [rule.code for rule in found[Need.AI_STATEMENT].rules] == ["CA-ON"]
    assert found[Need.PAY].why == "In Ontario."


def test_a_told_fact_is_a_sentence_that_the_check_accepts():
    for known in (
        {"screens_with_ai": True, "vacancy_exists": True},
        {"screens_with_ai": True, "vacancy_exists": False},
    ):
        told = context(employees=30, **known)
        for block in required_blocks(told):
            if block.text:
                reading = Reading(read_subject(f"Clerk\n\nMore\n{block.text}", told))
                assert gap_of(block.need, reading, block.rules[0]) is None, block.text
    assert Need.AI_STATEMENT not in blocks(context(employees=30, screens_with_ai=False))
    assert "not for an existing" in blocks(context(employees=30, vacancy_exists=False))[Need.VACANCY_STATEMENT].text


def test_only_a_federal_contractor_carries_its_line():
    assert Need.FEDERAL_CONTRACTOR not in blocks(context(DENVER))
    assert "veteran" in blocks(context(DENVER, is_federal_contractor=True))[Need.FEDERAL_CONTRACTOR].text


def test_every_required_need_has_a_statement_or_is_told_by_the_text_itself():
    told_by_the_text = {Need.JOB_DESCRIPTION, Need.HOW_TO_APPLY, Need.TIPPED_BASE}
    assert {need for rule in rules() for need in rule.required} == set(STATEMENTS) | told_by_the_text
    assert all(len(statement.slot) <= 60 for statement in STATEMENTS.values())


def test_what_is_asked():
    assert open_questions(Context()) == open_questions(context(LEEDS)) == ()
    assert open_questions(context()) == (IN_ONTARIO,)
    assert open_questions(context(employees=24)) == ()
    assert open_questions(context(employees=30)) == (ASK_VACANCY, ASK_AI)
    assert open_questions(context(employees=30, screens_with_ai=False, vacancy_exists=True)) == ()
    assert open_questions(context(Location("US", "", "Seattle"))) == (ASK_IN_ALL,)


@pytest.mark.parametrize(
    ("question", "answer", "field", "told"),
    [
        (ASK_AI, "No", "screens_with_ai", False),
        (ASK_AI, "yes, to rank CVs", "screens_with_ai", True),
        (ASK_AI, "We do not", "screens_with_ai", False),
        (ASK_AI, "perhaps", "screens_with_ai", None),
        (ASK_VACANCY, "Yes.", "vacancy_exists", True),
        (ASK_IN_ALL, "about 1,200", "employees", 1200),
        (ASK_IN_ALL, "many", "employees", None),
        (IN_ONTARIO, "30", "employees_in", (("CA-ON", 30),)),
        ("Whom do they report to?", "30 people", "employees", None),
    ],
)
def test_what_answers_tell(question, answer, field, told):
    assert getattr(with_answers(context(), [Answer(question, answer)]), field) == told


def test_a_later_answer_takes_the_place_of_an_earlier_number():
    known = context(employees_in=(("CA-ON", 3), ("US-CO", 2)))
    assert with_answers(known, [Answer(IN_ONTARIO, "40")]).employees_in == (("US-CO", 2), ("CA-ON", 40))


def test_our_questions_are_known_as_ours():
    assert all(map(is_legal_question, (ASK_AI, ASK_VACANCY, ASK_IN_ALL, IN_ONTARIO)))
    assert not is_legal_question("How many people report to them?")
