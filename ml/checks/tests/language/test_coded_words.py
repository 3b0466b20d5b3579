from __future__ import annotations

import json
from pathlib import Path

import pytest

from ml.checks.language.coded_words import Lean, _stems, weigh, words_of

CASES = Path(__file__).parents[5] / "shared" / "data" / "inclusive-gender-decoder"


def cases(name):
    path = CASES / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the cases of gender-decoder are not on this machine ({path})")
    return json.loads(path.read_text(encoding="utf-8"))


def test_it_works():
    balance = weigh("You are ambitious and decisive, and support your team.")
    assert balance.masculine == ("ambitious", "decisive")
    assert balance.feminine == ("support",)
    assert balance.lean is Lean.MASCULINE


def test_a_text_without_coded_words_leans_nowhere():
    assert weigh("").lean is Lean.EMPTY
    assert weigh("We bake bread in SharePoint.").lean is Lean.EMPTY


def test_from_four_words_more_the_lean_is_strong():
    assert weigh("lead force logic").lean is Lean.MASCULINE
    assert weigh("lead force logic battle").lean is Lean.STRONGLY_MASCULINE
    assert weigh("share trust kind warm").lean is Lean.STRONGLY_FEMININE
    assert weigh("share trust lead").lean is Lean.FEMININE


def test_hyphenated_words_count_as_one_or_by_their_parts():
    assert list(words_of("co-operation, servant-leader")) == ["co-operation", "servant", "leader"]


def test_the_stems_are_those_of_gender_decoder():
    lists = cases("wordlists")
    for ours, theirs in (("feminine", "feminine_coded_words"), ("masculine", "masculine_coded_words")):
        assert set(_stems()[ours]) == set(lists[theirs])
    assert set(_stems()["hyphenated"]) == set(lists["hyphenated_coded_words"])
    assert set(_stems()["not_coded"]) == set(lists["non_coded_exceptions"])


def test_words_are_cut_as_gender_decoder_cuts_them():
    for case in cases("expected_tokens"):
        assert list(words_of(case["text"])) == case["tokens"], case["text"]


def test_verdicts_are_those_of_gender_decoder():
    for case in cases("expected_verdicts"):
        balance = weigh(case["text"])
        assert balance.lean == case["coding"], case["text"]
        assert (len(balance.masculine), len(balance.feminine)) == (case["masculine_count"], case["feminine_count"])
        for ours, theirs in ((balance.masculine, "masculine_words"), (balance.feminine, "feminine_words")):
            assert case[theirs] is None or list(ours) == case[theirs]
