"""Titles by their spelling: the very names of profiles, and those a typing error or some words away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from ml.grounding.alike import all_found, containment, is_twin, sorted_words
from ml.grounding.candidates import Candidate, best_of


class Spelling:
    """`names` are normalised names with the profiles that they mean."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._names = names
        self._exact: dict[str, str] = {}
        for name, profile_id in names:
            self._exact.setdefault(name, profile_id)

    def exact(self, forms: Iterable[str]) -> list[Candidate]:
        """The profile that has the first of the forms that any has as a name."""
        return [Candidate(self._exact[form], 1.0, form, "exact") for form in forms if form in self._exact][:1]

    def likeness(self, role: str, profile_id: str) -> float:
        return max(fuzz.token_set_ratio(role, name) for name in self._names_of[profile_id]) / 100

    def fuzzy(self, role: str) -> list[Candidate]:
        """All words of a known name in the title, or a typing error apart; best first."""
        return best_of([*self._spelt_alike(role), *self._contained(role)]) if role else []

    def _spelt_alike(self, role: str) -> Iterator[Candidate]:
        words = sorted_words(role)
        for _, ratio, index in process.extract(words, self._sorted_names, scorer=fuzz.ratio, limit=12, score_cutoff=60):
            name, profile_id = self._names[index]
            yield Candidate(profile_id, _score(role, name, ratio / 100), name, "fuzzy")

    def _contained(self, role: str) -> Iterator[Candidate]:
        for name, profile_id in self._names_that_begin(role):
            if score := containment(role, name):
                yield Candidate(profile_id, score, name, "fuzzy")

    @cached_property
    def _names_of(self) -> dict[str, list[str]]:
        names = defaultdict(list)
        for name, profile_id in self._names:
            names[profile_id].append(name)
        return names

    @cached_property
    def _sorted_names(self) -> list[str]:
        return [sorted_words(name) for name, _ in self._names]

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[str, str]]]:
        found = defaultdict(list)
        for name, profile_id in self._names:
            found[name.split()[0]].append((name, profile_id))
        return found

    def _names_that_begin(self, role: str) -> Iterator[tuple[str, str]]:
        """The names whose first word is in the title: no other one can be contained in it."""
        for word in dict.fromkeys(role.split()):
            yield from self._by_first_word.get(word, ())


def _score(role: str, name: str, ratio: float) -> float:
    """Spelling that is alike counts only where the telling words are the same, typing errors apart.

    "piano teacher" is spelt much like "primary teacher", and is another job.
    """
    typed, known = role.split(), name.split()
    return ratio if is_twin(typed[-1], known[-1]) and all_found(typed, known) else ratio * 0.5
