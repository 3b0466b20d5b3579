"""The vote for an ISCO-08 unit group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ml.grounding.candidates import Candidate
from ml.grounding.groups import GroupVotes
from ml.grounding.occupations import FoundTitle, Occupations, official_titles
from ml.library import Library, default_library

NURSE = default_library()["registered-nurse"]
TITLES = [
    *official_titles(["Falconer", "Keeper of hawks"], isco="5164"),
    *official_titles(["Animal trainers", "Falconer"], soc="39-2011"),
    *official_titles(["Animal handlers"], soc="39-2019"),
    *official_titles(["Nurses"], soc=NURSE.soc),
    *official_titles(["Alchemist"], soc="99-9999"),
]


@pytest.fixture(scope="module")
def votes():
    return GroupVotes(Library([NURSE, replace(NURSE, id="coded-by-nobody", soc="", isco="")]), Occupations(TITLES))


def found(name, score=1.0):
    return next(FoundTitle(title, score) for title in TITLES if title.title == name)


def own(score, profile="registered-nurse"):
    return Candidate(profile, score, "", "fuzzy")


def test_it_works(votes):
    assert list(votes.count([own(0.5)], [found("Keeper of hawks", 0.9)])) == ["5164", NURSE.isco]


def test_shares_add_up(votes):
    assert sum(votes.count([own(0.9), own(0.7)], [found("Falconer"), found("Nurses", 0.8)]).values()) == pytest.approx(
        1
    )


def test_nothing_is_like_the_title(votes):
    assert votes.count([], []) == {}
    assert votes.count([own(1.0, "coded-by-nobody")], [found("Alchemist")]) == {}


@pytest.mark.parametrize(
    ("title", "group"), [("Animal trainers", "5164"), ("Animal handlers", "5164"), ("Nurses", NURSE.isco)]
)
def test_a_soc_code_counts_for_the_groups_of_equal_titles_profiles_and_neighbours(title, group, votes):
    assert next(iter(votes.count([], [found(title)]))) == group


def test_more_titles_of_one_occupation_add_little(votes):
    once = votes.count([own(0.95)], [found("Keeper of hawks", 0.9)])["5164"]
    twice = votes.count([own(0.95)], [found("Keeper of hawks", 0.9), found("Falconer", 0.85)])["5164"]
    assert once < twice < once + 0.1


def test_an_own_name_in_esco_weighs_more_than_one_of_ours_and_that_more_than_others(votes):
    assert list(votes.count([own(1.0)], [found("Falconer")])) == ["5164", NURSE.isco]
    assert list(votes.count([own(1.0)], [found("Keeper of hawks")])) == [NURSE.isco, "5164"]
