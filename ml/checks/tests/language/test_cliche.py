from __future__ import annotations

from ml.checks.language.cliche import check_cliche
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "You can do it online.",
    "An enthusiastic and dynamic nurse with a passion for care",
    "The team plays every Friday.",
    "A boy with a brilliant sense of humour",
    "Best in Class Ltd",
    "You can start yourself.",
    "You have a team player personality.",
)
BECOMES = (
    ("You enjoy a fast-paced environment.", "You enjoy a busy environment."),
    ("You are a team player.", "You are a person who works well with others."),
    ("Strong team player and calm.", "Person who works well with others and calm."),
    (
        "You are a positive and effective team player.",
        "You are a positive and effective person who works well with others.",
    ),
    ("It is a busy, fast paced ward.", "It is a busy ward."),
    ("You join a hyper-growth business.", "You join a fast-growing business."),
    ("We want committed team players.", "We want committed people who work well with others."),
    ("We need a self starter.", "We need a person who works without close supervision."),
    ("You have a can do attitude.", "You have a readiness to help."),
    ("No two days are the same.", "The work varies from day to day."),
    (
        "You work on a ward where no two days are ever the same.",
        "You work on a ward where the work varies from day to day.",
    ),
    ("We look for a culture fit.", "We look for a match with our ways of working."),
)
MARKED = (
    ("We work hard and play hard.", "work hard and play hard"),
    ("You have a good sense of humour.", "good sense of humour"),
)


def test_what_must_stay_untouched():
    assert_silent(check_cliche, SILENT)


def test_what_is_found():
    assert_becomes(check_cliche, BECOMES)
    assert_marks(check_cliche, MARKED)
