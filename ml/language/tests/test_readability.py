from __future__ import annotations

import pytest

from ml.language.readability import reading_ease, reading_grade, syllables_of


def test_it_works():
    easy = reading_ease(["You will help people.", "You will cook for them."])
    hard = reading_ease(["Operationalisation of interdisciplinary organisational methodologies is prioritised."])
    assert easy > 90
    assert hard < 0


def test_the_formula():
    """Four words of one syllable in one sentence: 206.835 - 1.015 * 4 - 84.6."""
    assert reading_ease(["The cat sat down."]) == pytest.approx(118.175)


def test_the_formula_of_the_grade():
    """0.39 * 4 words + 11.8 * 1 syllable - 15.59."""
    assert reading_grade(["The cat sat down."]) == pytest.approx(-2.23)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("cat", 1), ("nurse", 1), ("nursing", 2), ("medication", 4), ("part-time", 2), ("hospital", 3), ("a", 1)],
)
def test_syllables(word, syllables):
    assert syllables_of(word) == syllables


@pytest.mark.parametrize("sentences", [[], [""], ["123 !"]])
def test_nothing_to_measure(sentences):
    with pytest.raises(ValueError, match="no sentence"):
        reading_ease(sentences)
