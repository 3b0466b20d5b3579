"""Official titles of occupations (O*NET, ESCO) with their codes, and which of them a typed title is.

Words are compared in the singular and in one spelling; a word that no title has is taken for the nearest. An index
from words to titles keeps a lookup among 90,000 titles at a few milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from ml.grounding.titles import normalise, singular

#: From here on a title is an official one: the same telling words, or one typing error in a long title.
NEARLY = 0.9
#: Words between words; titles that differ in them alone are the same.
SMALL = frozenset("and of for the in to a an at on with or by".split())
#: Endings that British and American titles spell in two ways.
SPELLINGS = (
    ("programme", "program"), ("isation", "ization"), ("ising", "izing"), ("iser", "izer"), ("counsellor", "counselor"),
    ("counselling", "counseling"), ("adviser", "advisor"), ("centre", "center"), ("theatre", "theater"),
    ("labour", "labor"), ("jewellery", "jewelry"), ("tyre", "tire"), ("paediatric", "pediatric"),
    ("paediatrician", "pediatrician"), ("gynaecologist", "gynecologist"), ("anaesthetist", "anesthetist"),
)  # fmt: skip
#: Spelling must be so alike for a word to be another one with a typing error, 0 to 100.
TYPING_ERROR = 84


@dataclass(frozen=True, slots=True)
class OfficialTitle:
    """`normalised` is the title in `ml.grounding.titles.normalise` form; an empty code is not known."""

    title: str
    normalised: str
    soc: str = ""
    isco: str = ""
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundTitle:
    official: OfficialTitle
    score: float


class Occupations:
    """Official titles, prepared for lookups. Empty, it finds nothing."""

    def __init__(self, titles: Iterable[OfficialTitle] = ()) -> None:
        self._titles = [title for title in titles if title.normalised]

    def __len__(self) -> int:
        return len(self._titles)

    def __iter__(self) -> Iterator[OfficialTitle]:
        return iter(self._titles)

    def warm_up(self) -> None:
        """Make the index now, so that the first lookup need not."""
        self.find("warm up")
        _ = self.codes_by_name

    def find(self, role: str, *, limit: int = 8) -> list[FoundTitle]:
        """The titles most like `role` (normalised), best first; equal ones in the order: preferred, then others."""
        words = self._known_words(telling_words(role))
        if not self._titles or not any(word in self._index for word in words):
            return []
        scores = self._likeness(words)
        count = min(len(self._titles), limit * 2)
        best = np.sort(np.argpartition(-scores, count - 1)[:count])
        found = [FoundTitle(self._titles[row], self._score(role, row, float(scores[row]))) for row in best.tolist()]
        return sorted(found, key=lambda one: (-one.score, not one.official.is_preferred))[:limit]

    def _likeness(self, words: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Share of weight that the typed words and those of each title have in common; rare words weigh more."""
        shared = np.zeros(len(self._titles), dtype=np.float32)
        for word in words:
            if word in self._index:
                shared[self._index[word]] += self._weight(word)
        typed = sum(self._weight(word) for word in words)
        likeness: np.ndarray[Any, np.dtype[np.float32]] = 2 * shared / (typed + self._weights)
        return likeness

    def _score(self, role: str, row: int, likeness: float) -> float:
        """Exactly the same words are 1; the same words in other forms or another order a little less."""
        if role == self._titles[row].normalised:
            return 1.0
        return min(0.99, likeness) - (0.0 if self._ends_alike(role, row) else 0.04)

    def _ends_alike(self, role: str, row: int) -> bool:
        return plain_word(role.split()[-1]) == plain_word(self._titles[row].normalised.split()[-1])

    def _known_words(self, words: Sequence[str]) -> list[str]:
        """The words as the titles have them: "store keeper" as "storekeeper" where only that is known."""
        known, at = [], 0
        while at < len(words):
            joined = "".join(words[at : at + 2])
            is_pair = at + 1 < len(words) and joined in self._index
            known.append(joined if is_pair else self._known_word(words[at]))
            at += 2 if is_pair else 1
        return known

    def _known_word(self, word: str) -> str:
        return word if word in self._index else self._nearest_word(word)

    def _nearest_word(self, word: str) -> str:
        if len(word) < 4 or word.isdigit():
            return word
        words = self._words_by_letter.get(word[0], [])
        found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=TYPING_ERROR)
        return found[0] if found else word

    def _weight(self, word: str) -> float:
        return float(np.log(1 + len(self._titles) / (1 + len(self._index.get(word, ())))))

    @cached_property
    def codes_by_name(self) -> list[tuple[set[str], set[str]]]:
        """SOC codes and ISCO unit groups of each name that has both."""
        codes: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for title in self._titles:
            socs, groups = codes[title.normalised]
            socs.update({title.soc} - {""})
            groups.update({title.isco} - {""})
        return [(socs, groups) for socs, groups in codes.values() if socs and groups]

    @cached_property
    def _index(self) -> dict[str, np.ndarray[Any, np.dtype[np.int64]]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, title in enumerate(self._titles):
            for word in dict.fromkeys(telling_words(title.normalised)):
                rows[word].append(row)
        return {word: np.array(found) for word, found in rows.items()}

    @cached_property
    def _weights(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        weights = np.zeros(len(self._titles), dtype=np.float32)
        for word, rows in self._index.items():
            weights[rows] += self._weight(word)
        return weights

    @cached_property
    def _words_by_letter(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for word in self._index:
            words[word[0]].append(word)
        return words


def telling_words(text: str) -> list[str]:
    """The words of a normalised title that tell something, each once; all of them if there is no other word."""
    words = text.split()
    return list(dict.fromkeys(plain_word(word) for word in words if word not in SMALL)) or words


@cache
def plain_word(word: str) -> str:
    """The singular in one spelling: "programs", "programme" and "program" are one word."""
    word = singular(word.removesuffix("'s").removesuffix("’s"))
    for variant, plain in SPELLINGS:
        if word.endswith(variant):
            return word.removesuffix(variant) + plain
    return word


def official_titles(names: Iterable[str], *, soc: str = "", isco: str = "") -> list[OfficialTitle]:
    """The titles of one occupation, the preferred one first; each normal form once."""
    found: dict[str, OfficialTitle] = {}
    for position, name in enumerate(names):
        normal = normalise(name)
        if normal and normal not in found:
            found[normal] = OfficialTitle(name, normal, soc, isco, is_preferred=position == 0)
    return list(found.values())
