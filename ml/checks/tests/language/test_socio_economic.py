from __future__ import annotations

from ml.checks.language.socio_economic import check_socio_economic
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "We are a Russell Group university.",
    "You work with leading universities and top schools.",
    "A degree from any university, or equal experience",
    "Private school in Surrey",
    "Oxbridge Road, Leeds",
    "An attractive salary and an attractive workplace",
    "You keep up the attractive appearance of the estate.",
    "You are articulate and kind.",
    "Our research has been published by a top university.",
)
BECOMES = (
    ("You hold a degree from a top university.", "You hold a degree."),
    ("You hold a degree in law from a leading Russell Group university.", "You hold a degree in law."),
    ("Oxbridge graduates preferred.", "Graduates preferred."),
    ("You are well-spoken.", "You are articulate."),
    ("We need a well spoken receptionist.", "We need an articulate receptionist."),
)


def test_what_must_stay_untouched():
    assert_silent(check_socio_economic, SILENT)


def test_what_is_found():
    assert_becomes(check_socio_economic, BECOMES)
    assert_marks(
        check_socio_economic,
        [
            ("We want good-looking staff.", "good-looking"),
            ("An unpaid internship of 3 months.", "unpaid internship"),
            ("Ivy League preferred.", "Ivy League preferred"),
        ],
    )
