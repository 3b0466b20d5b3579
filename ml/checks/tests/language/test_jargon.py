from __future__ import annotations

from ml.checks.language.jargon import check_jargon
from ml.checks.tests.language.reading import assert_becomes, assert_silent, findings_of
from ml.contracts import Language

SILENT = (
    "Guru Nanak Gurdwara, Bedford",
    "You watch the leverage ratio and leveraged loans.",
    "The installation wizard of our product",
    "You care for a hero image and a rock garden.",
    "Ninja Theory Ltd looks for an animator.",
    "We want no ninjas and no rock stars.",
    "You draw for Superhero Studio in Leeds.",
    "Learning disability nurse",
    "You write e-learnings for nurses.",
    "You count the synergies that the merger promised.",
    "You use the tool every day.",
)
BECOMES = (
    ("You are a coding ninja.", "You are a coding expert."),
    ("We need a marketing guru.", "We need a marketing expert."),
    ("We look for a rockstar developer.", "We look for an expert developer."),
    ("Join our rock stars.", "Join our experts."),
    ("You leverage our data.", "You use our data."),
    ("We are leveraging existing tools.", "We are using existing tools."),
    ("You find synergies.", "You find shared benefits."),
    ("You ideate and build.", "You develop ideas and build."),
    ("We expect thought leadership.", "We expect expert advice."),
    ("We value your blue sky thinking.", "We value your original ideas."),
    ("You share key learnings.", "You share main lessons."),
)


def test_what_must_stay_untouched():
    assert_silent(check_jargon, SILENT)


def test_what_is_found():
    assert_becomes(check_jargon, BECOMES)


def test_american_postings_get_american_words():
    text = "You are a thought leader."
    (finding,) = findings_of(check_jargon, text, language=Language.EN_US)
    assert finding.replacements == ("recognized expert",)
