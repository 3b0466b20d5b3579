"""How easy English text is to read, by the Flesch reading ease (Flesch 1948, Journal of Applied Psychology 32:221).

206.835 - 1.015 x words per sentence - 84.6 x syllables per word: 60 to 70 is plain English, below 30 is hard. Syllables
are counted by hyphenation patterns, which need no network and are right for about nine words in ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def reading_ease(sentences: Iterable[str]) -> float:
    """The Flesch reading ease of these sentences; raise `ValueError` when none of them holds a word."""
    per_sentence = [words for sentence in sentences if (words := WORD.findall(sentence))]
    if not per_sentence:
        raise ValueError("there is no sentence to measure")
    words = [word for found in per_sentence for word in found]
    syllables = sum(syllables_of(word) for word in words)
    return 206.835 - 1.015 * len(words) / len(per_sentence) - 84.6 * syllables / len(words)


@cache
def syllables_of(word: str) -> int:
    """The syllables of one word, at least one; a compound with hyphens is as long as its parts."""
    return sum(len(_hyphenation().positions(part)) + 1 for part in word.lower().split("-") if part) or 1


@cache
def _hyphenation() -> Any:
    from pyphen import Pyphen

    return Pyphen(lang="en_GB", left=1, right=2)
