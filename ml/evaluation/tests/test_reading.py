"""How well postings are read: our own labelled ones, and real ones against their own fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from ml.evaluation.reading import FACTS, Score, Scores, measure_own, measure_real

SHARED = Path(__file__).resolve().parents[3].parent / "shared/data"


@pytest.fixture(scope="module")
def own() -> Scores:
    return measure_own()


@pytest.fixture(scope="module")
def real() -> Scores:
    return measure_real(SHARED)


def test_it_works(own: Scores) -> None:
    assert own["title"].asked == 65
    assert own["places"].asked >= 3


@pytest.mark.parametrize("fact", FACTS)
def test_nine_in_ten_of_our_own(own: Scores, fact: str) -> None:
    assert own[fact].share >= 0.9, own[fact].wrong


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared data, which is not part of the repository")
@pytest.mark.parametrize(
    ("fact", "least"), [("sections", 0.95), ("pay", 0.95), ("place", 0.95), ("employment_type", 0.95)]
)
def test_real_postings(real: Scores, fact: str, least: float) -> None:
    assert real[fact].asked >= 40
    assert real[fact].share >= least, real[fact].wrong


def test_a_wrong_answer_counts() -> None:
    score = Score()
    score.add("x", 1, 1)
    score.add("y", 1, 2)
    assert (score.share, score.wrong) == (0.5, ["y: 1 instead of 2"])
