"""Words in any script: what two lines share must be seen, or one of them is taken for the other and lost."""

import pytest

from ml.language.text import fold, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go, C++ and .NET at 45,000.50", ["Go", "C++", "and", "NET", "at", "45,000.50"]),
        ("R&D, e-learning; o'clock", ["R&D", "e-learning", "o'clock"]),
        ("Składnica Bałuty", ["Składnica", "Bałuty"]),
        ("دعم العملاء، مساءً", ["دعم", "العملاء", "مساءً"]),
        ("दाल और सब्ज़ी बनाना।", ["दाल", "और", "सब्ज़ी", "बनाना"]),
        ("護理師", ["護理師"]),
        ("💅 – … ±", []),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


def test_lines_in_other_scripts_are_told_apart():
    assert fold("रसोई की सफाई") != fold("दाल बनाना") != ""
