"""How easy English text is to read, by the Flesch reading ease (Flesch 1948, Journal of Applied Psychology 32:221).

206.835 - 1.015 x words per sentence - 84.6 x syllables per word: 60 to 70 is plain English, below 30 is hard. The grade
of Kincaid et al. (1975, Research Branch Report 8-75) weighs the same two rates into years of school. Syllables are
counted by hyphenation patterns, which need no network and are right for about nine words in ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def reading_ease(sentences: Iterable[str]) -> float:
    """The Flesch reading ease of these sentences; raise `ValueError` when none of them holds a word."""
    words_each, syllables_each = _rates(sentences)
    return 206.835 - 1.015 * words_each - 84.6 * syllables_each


def reading_grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade, in years of school; raise `ValueError` when no sentence holds a word."""
    words_each, syllables_each = _rates(sentences)
    return 0.39 * words_each + 11.8 * syllables_each - 15.59


def _rates(sentences: Iterable[str]) -> tuple[float, float]:
    """Words per sentence, and syllables per word."""
    counts = [counted for sentence in sentences if (counted := _count(sentence))[0]]
    if not counts:
        raise ValueError("there is no sentence to measure")
    words, syllables = (sum(column) for column in zip(*counts, strict=True))
    return words / len(counts), syllables / words


@lru_cache(maxsize=4096)
def _count(sentence: str) -> tuple[int, int]:
    """Words and syllables of one sentence: while a text is edited, most of its sentences stay."""
    words = WORD.findall(sentence)
    return len(words), sum(syllables_of(word) for word in words)


@cache
def syllables_of(word: str) -> int:
    """The syllables of one word, at least one; a compound with hyphens is as long as its parts."""
    return sum(len(_hyphenation().positions(part)) + 1 for part in word.lower().split("-") if part) or 1


@cache
def _hyphenation() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang="en_GB", left=1, right=2)
