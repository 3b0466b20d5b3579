from __future__ import annotations

import pytest

from ml.language.contractions import contract, count_contractions, expand


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("You'll lead", "You will lead"),
        ("you’re part of it", "you are part of it"),
        ("We can't and won't", "We cannot and will not"),
        ("It's been said", "It has been said"),
        ("It's a ward", "It is a ward"),
        ("You'd like it", "You would like it"),
        ("don't wait", "do not wait"),
    ],
)
def test_it_works(short, long):
    assert expand(short) == long


@pytest.mark.parametrize("text", ["the ward's needs", "You'd seen it", "the nurses' room", "o'clock"])
def test_what_is_no_contraction_or_a_doubtful_one_stays(text):
    assert expand(text) == text


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("You will lead", "You'll lead"),
        ("We are looking", "We're looking"),
        ("you have seen it", "you've seen it"),
        ("It is a ward", "It's a ward"),
        ("We do not wait", "We don't wait"),
    ],
)
def test_contracting(long, short):
    assert contract(long) == short


@pytest.mark.parametrize("text", ["This is who we are.", "who you are and do", "you have a licence", "the will of you"])
def test_where_nobody_contracts_it_stays(text):
    assert contract(text) == text


def test_a_veto_counts():
    assert contract("You will lead", lambda match: False) == "You will lead"


def test_counting():
    assert count_contractions("You'll see that we are here, and you will like it.") == (1, 2)
