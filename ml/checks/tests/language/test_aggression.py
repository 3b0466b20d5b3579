from __future__ import annotations

from ml.checks.language.aggression import check_aggression
from ml.checks.tests.language.reading import assert_becomes, assert_silent

SILENT = (
    "You treat aggressive cancers.",
    "You calm aggressive and abusive behaviour.",
    "A competitive salary and a competitive benefits package",
    "You answer competitive tenders and watch the competitive market.",
    "Your dominant hand",
    "You fight fires and defend the coast.",
    "A competitive swimming club",
    "You attack the problem from two sides.",
    "You dig trenches and fill them.",
    "You collect scrap metal and crush it.",
    "You lay cables in the trenches.",
    "We won in a competitive process.",
)
BECOMES = (
    ("We have aggressive growth plans.", "We have ambitious growth plans."),
    ("You meet an aggressive target.", "You meet an ambitious target."),
    ("We dominate the market.", "We lead the market."),
    ("You have a killer instinct.", "You have a drive to succeed."),
    ("We crush it every week.", "We do very well every week."),
    ("You have a competitive nature.", "You have a motivation to do well."),
    ("We seek a highly competitive individual.", "We seek a highly motivated individual."),
)


def test_what_must_stay_untouched():
    assert_silent(check_aggression, SILENT)


def test_what_is_found():
    assert_becomes(check_aggression, BECOMES)
