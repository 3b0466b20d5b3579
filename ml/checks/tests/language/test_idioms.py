from __future__ import annotations

from ml.checks.language.idioms import check_idioms
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "You wear a hat and gloves on site.",
    "You pack boxes and plates.",
    "You answer the base station.",
    "You raise steel bars with a crane.",
    "You juggle at children's parties.",
    "The extra mileage is paid.",
    "You cut the corners of each tile.",
    "The ball pits are cleaned daily.",
)
BECOMES = (
    ("You hit the ground running.", "You start with little training."),
    ("She hits the ground\nrunning.", "She starts with little training."),
    ("You go the extra mile.", "You do more than is asked."),
    ("Thinking outside the box is welcome.", "Finding new solutions is welcome."),
    ("You will wear many hats.", "You will take on several roles."),
    ("You are juggling multiple projects.", "You are handling multiple projects."),
    ("We pick the low hanging fruit first.", "We pick the easy gains first."),
    ("You are a jack of all trades.", "You are an all-rounder."),
    ("You are a safe pair of hands.", "You are a reliable person."),
    ("Roll up your sleeves and join us.", "Help with the practical work and join us."),
    ("You need a thick skin.", "You need calm under criticism."),
    ("You think on your feet.", "You decide quickly."),
    ("We learn the ropes together.", "We learn the job together."),
)


def test_what_must_stay_untouched():
    assert_silent(check_idioms, SILENT)


def test_what_is_found():
    assert_becomes(check_idioms, BECOMES)
    assert_marks(check_idioms, [("With us it is sink or swim.", "sink or swim")])
