"""Words of a text that the list of Gaucher, Friesen and Kay codes as feminine or masculine, and which side outweighs.

Stems, cutting into words and verdicts agree with the open checker gender-decoder, so that a text gets the same answer
here and there; only a word of two stems of the list, such as dominant, counts once here. The list knows no context:
"support" counts in "support the team" and in "customer support" alike.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

#: What divides words; a hyphen and whatever else is no letter belong to them. Only ASCII belongs to a word.
WORD = re.compile(r"[#-%+\-0-9=A-Z\\^-`a-z{|}~]+")
#: From this difference on the lean is called strong.
STRONG = 4


class Lean(StrEnum):
    STRONGLY_FEMININE = "strongly feminine-coded"
    FEMININE = "feminine-coded"
    NEUTRAL = "neutral"
    EMPTY = "empty"
    MASCULINE = "masculine-coded"
    STRONGLY_MASCULINE = "strongly masculine-coded"


@dataclass(frozen=True, slots=True)
class Balance:
    """The coded words in the order of the text, in small letters."""

    feminine: tuple[str, ...]
    masculine: tuple[str, ...]

    @property
    def lean(self) -> Lean:
        if not self.feminine and not self.masculine:
            return Lean.EMPTY
        match len(self.masculine) - len(self.feminine):
            case 0:
                return Lean.NEUTRAL
            case more if more > 0:
                return Lean.STRONGLY_MASCULINE if more >= STRONG else Lean.MASCULINE
            case less:
                return Lean.STRONGLY_FEMININE if -less >= STRONG else Lean.FEMININE


def weigh(text: str) -> Balance:
    words = tuple(words_of(text))
    return Balance(_coded(words, "feminine"), _coded(words, "masculine"))


def stems_in(words: tuple[str, ...], side: str) -> frozenset[str]:
    """The stems of one side, `feminine` or `masculine`, that these words hold: one for analysis and analyst."""
    return frozenset(next(stem for stem in _by_opening(side)[word[:2]] if word.startswith(stem)) for word in words)


def _coded(words: tuple[str, ...], side: str) -> tuple[str, ...]:
    stems = _by_opening(side)
    return tuple(word for word in words if word.startswith(stems.get(word[:2], ())))


def words_of(text: str) -> Iterator[str]:
    stems = _stems()
    for found in WORD.finditer(text):
        word = found[0].lower()
        if word.startswith(stems["not_coded"]):
            continue
        if "-" in word and not word.startswith(stems["hyphenated"]):
            yield from filter(None, word.split("-"))
        else:
            yield word


@cache
def _by_opening(side: str) -> dict[str, tuple[str, ...]]:
    """Stems by their first two letters, so that each word is held against a few."""
    table: dict[str, tuple[str, ...]] = {}
    for stem in _stems()[side]:
        table[stem[:2]] = (*table.get(stem[:2], ()), stem)
    return table


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    lists = tomllib.loads(files("ml.checks.language").joinpath("coded_words.toml").read_text(encoding="utf-8"))
    return {name: tuple(stems.split()) for name, stems in lists.items()}
