from dataclasses import replace

import pytest

from ml.contracts import Line, Match, Point, Source, SourceKind
from ml.guard.check import check_section, is_said
from ml.writers.tests.plans import RESPONSIBILITIES, nurse_plan

BRIEF = (Source(SourceKind.BRIEF, "responsibilities[0]"),)


def said(text: str, *lines: str) -> bool:
    return is_said(Point(text, BRIEF, must_say=True), lines)


@pytest.mark.parametrize(
    ("point", "line"),
    [
        ("medication rounds", "Carry out medication rounds: give every dose on time"),
        ("Managing the rota", "Manage the rota"),
        ("responsible for a team of 14", "Lead a team of 14"),
        ("Owns the marketing budget of £750,000", "Own the marketing budget of £750,000"),
        ("works with clients", "Work with clients"),
        ("knows the building trade", "Knowledge of the building trade"),
        ("project management", "Manage projects"),
        ("preparation of the annual budget", "Prepare the annual budget"),
        ("maintenance of boilers", "Maintain boilers"),
        ("organising events", "Organize events"),
        ("colour matching", "Match colors"),
        ("£45k budget", "A budget of £45,000"),
        ("look after eight patients", "Look after 8 patients"),
        ("day-to-day running of the shop", "Run the shop from day to day"),
        ("C++", "C++"),
        ("R", "R or Python"),
        ("the", "the rota"),
    ],
)
def test_said_in_other_words(point, line):
    assert said(point, line)


@pytest.mark.parametrize(
    ("point", "line"),
    [
        ("look after 8 patients", "Look after patients"),
        ("look after 8 patients", "Look after 9 patients"),
        ("a budget of £45k", "A budget of £54,000"),
        ("medication rounds", "Plan the rota"),
        ("stock ordering and cash handling", "Order stock"),
        ("NMC pin", "A pin"),
    ],
)
def test_not_said(point, line):
    assert not said(point, line)


def test_a_point_is_said_in_one_line_not_across_several():
    assert not said("order stock and count cash", "Order stock", "Count cash")


def test_the_section_names_the_points_that_are_left_out():
    medicines, handover = RESPONSIBILITIES.points
    lines = [Line("Carry out medication rounds", medicines.sources)]
    assert check_section(nurse_plan(), RESPONSIBILITIES, lines).unsaid == (handover,)


def test_what_need_not_be_said_is_not_missed():
    section = nurse_plan().sections[1]
    assert check_section(nurse_plan(), section, []).unsaid == ()


def test_a_line_of_a_model_that_says_something_of_its_own_is_unsupported():
    model = (Source(SourceKind.MODEL, "tiny"),)
    lines = [Line("Give medicines by mouth", model), Line("Juggle torches for tourists in the evening", model)]
    checked = check_section(nurse_plan(), RESPONSIBILITIES, lines).lines
    assert [line.supported for line in checked] == [True, False]


def test_a_statement_of_a_loosely_fitting_profile_has_to_be_confirmed():
    plan = replace(nurse_plan(), match=Match("registered-nurse", 0.5, "Registered Nurse"))
    profile = (Source(SourceKind.PROFILE, "registered-nurse/responsibilities/2"),)
    ours, lent = check_section(
        plan, RESPONSIBILITIES, [Line("Give medicines", profile), Line("Give medicines", (*BRIEF, *profile))]
    ).lines
    assert not ours.supported
    assert "loosely" in ours.reasons[0]
    assert lent.supported
