"""Titles that lead to a profile by their code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ml.contracts import Match
from ml.grounding.candidates import CLOSE, FLOOR
from ml.grounding.matcher import Matcher
from ml.grounding.occupations import Occupations, official_titles
from ml.grounding.tests.fake_encoder import FakeEncoder
from ml.grounding.titles import read_title
from ml.grounding.vectors import MemoryStore
from ml.library import Library, default_library

ELECTRICIAN, NURSE = default_library()["electrician"], default_library()["registered-nurse"]
SECOND_NURSE = replace(NURSE, id="second", title="Wound Specialist", aliases=("Wound healer",))
OCCUPATIONS = Occupations(
    [
        *official_titles(["Amperist"], soc=ELECTRICIAN.soc),
        *official_titles(["Ampere tamer"], soc=f"{ELECTRICIAN.soc[:6]}9"),
        *official_titles(["Healer of wounds"], isco=NURSE.isco),
        *official_titles(["Falconer", "Falconer electrician"], isco="9999"),
        *official_titles(["Volt engineer"], isco="2151"),
        *official_titles(["Twofold worker"], soc=ELECTRICIAN.soc),
        *official_titles(["Twofold worker"], soc=NURSE.soc),
        *official_titles(["Technician"], soc=ELECTRICIAN.soc),
        *official_titles(["Plumber"], soc=ELECTRICIAN.soc),
    ]
)


@pytest.fixture(scope="module", params=["spelling", "meaning"])
def matcher(request):
    library = Library([*default_library().values(), SECOND_NURSE])
    if request.param == "spelling":
        return Matcher(library, None, None, OCCUPATIONS)
    return Matcher(library, FakeEncoder(), MemoryStore(), OCCUPATIONS)


def test_it_works(matcher):
    match = matcher.match("Senior Amperist (nights)")
    assert (match.profile, match.method, match.occupation) == ("electrician", "occupation", "Amperist")
    assert CLOSE <= match.score < 1


def test_our_own_names_come_first(matcher):
    assert matcher.match("Plumber").method == "exact"
    assert matcher.match("Plummer").profile == "plumber"


def test_of_several_profiles_with_the_code_the_nearest(matcher):
    match = matcher.match("Healer of wounds")
    assert (match.profile, match.method) == ("second", "occupation")


def test_related_codes_lead_loosely(matcher):
    match = matcher.match("Ampere tamer")
    assert (match.profile, match.method) == ("electrician", "occupation")
    assert FLOOR <= match.score < CLOSE


@pytest.mark.parametrize("title", ["Twofold worker", "Technician"])
def test_titles_of_several_occupations_and_of_none_lead_loosely(title, matcher):
    assert matcher.match(title).score < CLOSE


def test_no_profile_with_the_code(matcher):
    assert matcher.match("Falconer").method != "occupation"


def test_nothing_is_close_to_a_title_that_only_the_classification_knows():
    matcher = Matcher(Library([ELECTRICIAN]), FakeEncoder(), MemoryStore(), OCCUPATIONS)
    assert all(found.score < CLOSE for found in matcher.candidates(read_title("Falconer electrician")))


def test_without_titles_nothing_changes():
    with_none, before = Matcher(default_library(), None, None, Occupations()), Matcher(default_library(), None, None)
    assert with_none.match("Amperist") == before.match("Amperist")
    assert Match(None, 0.0).occupation == ""


def test_unit_groups_of_a_title(matcher):
    assert next(iter(matcher.groups(read_title("Healer of wounds")))) == NURSE.isco
    assert next(iter(matcher.groups(read_title("Falconer")))) == "9999"
