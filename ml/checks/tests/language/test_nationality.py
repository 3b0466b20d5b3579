from __future__ import annotations

from ml.checks.language.nationality import check_nationality
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "You build native apps for iOS.",
    "Cloud-native architecture and native mobile development",
    "Native American communities of New Mexico",
    "You plant native trees.",
    "You teach English to non-native speakers.",
    "You need not be a native speaker.",
    "Native speaker level is not required.",
    "Native speakers and learners are welcome to apply.",
    "We welcome applications regardless of national origin.",
    "By law, election officers must be a U.S. citizen and a registered voter.",
    "Must be a U.S. citizen to obtain a security clearance.",
    "Must be a US citizen and registered voter of the county.",
    "You help citizens only with their own forms.",
    "Your accent colours follow the brand.",
    "You have the right to work in the UK.",
    "You will put grey cables in the black cabinet.",
    "English as a second language is no obstacle.",
)
BECOMES = (
    ("You are a native English speaker.", "You are a fluent English speaker."),
    ("Native speaker of German wanted.", "Fluent speaker of German wanted."),
    ("We seek native speakers.", "We seek fluent speakers."),
    ("We want a native speaker.", "We want a fluent speaker."),
    ("English as a first language is a must.", "Fluent English is a must."),
    ("Native English required.", "Fluent English required."),
    ("U.S. citizens only.", "Anyone authorized to work in the US."),
    ("You must be a British citizen.", "You must have the right to work in the UK."),
    ("You speak without an accent.", "You speak clearly."),
    ("We blacklist bad hosts.", "We blocklist bad hosts."),
    ("You write down our tribal knowledge.", "You write down our undocumented knowledge."),
    ("Let us have a pow-wow.", "Let us have a meeting."),
)


def test_what_must_stay_untouched():
    assert_silent(check_nationality, SILENT)


def test_what_is_found():
    assert_becomes(check_nationality, BECOMES)
    assert_marks(check_nationality, [("No foreigners.", "No foreigners")])
