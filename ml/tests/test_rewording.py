"""Other wordings of a line: nothing where nothing is better, else each with its origin and what it gains."""

from __future__ import annotations

import sys

import pytest

from ml import rewording
from ml.checks import Category, Context, Evidence, Finding, Severity
from ml.contracts import SectionKind, Style
from ml.rewording import Origin, reword

DUTY = "Assess patients on admission and plan their care"


def check_word(subject):
    at = subject.text.find("rockstar")
    if at >= 0:
        yield Finding(
            "word", Category.LANGUAGE, Severity.NOTE, at, at + 8, "rockstar", "Why.", "", Evidence.MIXED, ("expert",)
        )


@pytest.fixture(autouse=True)
def _one_rule(monkeypatch):
    monkeypatch.setattr(sys.modules["ml.checks.check"], "RULES", (check_word,))
    monkeypatch.setattr(rewording, "is_model_ready", lambda: False)


def offers(line, kind=SectionKind.RESPONSIBILITIES, *, known=(), said=(), monkeypatch=None):
    if monkeypatch:
        monkeypatch.setattr(rewording, "known_sentences", lambda profile, section, style: iter(known))
    profile = object() if known else None
    return reword(line, kind, context=Context(), style=Style(), profile=profile, said=said)


def test_a_good_line_stays():
    for line in (DUTY, "Run the night shift.", "Hold a driving licence", ""):
        assert offers(line) == ()


def test_without_what_was_found():
    (offer,) = offers("Lead the ward as rockstar")
    assert (offer.text, offer.origin) == ("Lead the ward as expert", Origin.RULES)
    assert offer.reason == "Without “rockstar”."


def test_a_noun_becomes_the_verb():
    (offer,) = offers("You will be responsible for managing the ward budget.")
    assert offer.text == "Manage the ward budget."
    assert offer.reason.startswith("4 words instead of 9.")


def test_requirements_are_no_duties():
    assert offers("Responsible for managing the ward budget", SectionKind.REQUIRED) == ()


def test_from_the_library(monkeypatch):
    known = ("Manage the ward budget", "Sweep the yard")
    line = "Handle all of the aspects of the management of the ward budget"
    found = offers(line, known=known, monkeypatch=monkeypatch)
    assert ("Manage the ward budget", Origin.LIBRARY) in [(offer.text, offer.origin) for offer in found]
    assert "Sweep the yard" not in [offer.text for offer in found]


def test_nothing_that_the_section_says_already(monkeypatch):
    line = "Handle all of the aspects of the management of the ward budget"
    found = offers(line, known=("Manage the ward budget",), said=("Manage the ward budget",), monkeypatch=monkeypatch)
    assert "Manage the ward budget" not in [offer.text for offer in found]


def test_the_model_is_believed_only_where_it_is_better(monkeypatch):
    told = ("Assess patients on admission and then also plan all of their care", "Assess patients and plan care")
    monkeypatch.setattr(rewording, "_told_by_model", lambda line, kind, style: told)
    (offer,) = offers(DUTY)
    assert (offer.text, offer.origin) == (told[1], Origin.MODEL)
