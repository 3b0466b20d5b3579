"""Which role profiles a title means: exact alias, then fuzzy match, then the sentence encoder.

Scores run from 0 to 1. `CLOSE` and above, the profile's statements are used as they are; between `FLOOR` and `CLOSE`
only those that fit the brief, and a person has to confirm them; below `FLOOR` the title means nothing to the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ml.contracts import Encoder, Match, VectorStore
from ml.grounding.comparable import comparable_texts, description_of
from ml.grounding.titles import Title, normalise, read_title
from ml.library import Library

if TYPE_CHECKING:
    from ml.grounding.vectors import Vectors

CLOSE = 0.73
FLOOR = 0.44
#: By meaning, the likeness to a known name counts this much, the likeness to what the role does the rest. Names alone
#: mislead: "police officer" is near "security officer" in name only.
NAME_WEIGHT = 0.6
#: A fuzzy match is trusted without the encoder from here on.
SURE = 0.93
#: Words that many titles end with; sharing only such a word says little.
COMMON = frozenset(
    """manager assistant officer worker technician engineer operative executive adviser advisor specialist coordinator
    administrator analyst supervisor consultant representative associate staff agent clerk lead leader support team
    trainee operator professional practitioner director""".split()
)
#: Words of other work that are spelt much like a telling word of the library: no typing errors.
OWN_WORDS = frozenset(
    """accountant camping canning carpet carrier carver caterer chief counsellor counselor couturier croupier customs
    electronic market nurse personnel pharmacologist phytotherapist police press projection psychotherapist rail rental
    taper training trapper writer""".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    profile: str
    score: float
    name: str
    method: str


class Matcher:
    """Matches titles, and phrases with statements, against one library. Vectors are loaded at first need."""

    def __init__(self, library: Library, encoder: Encoder | None, store: VectorStore | None) -> None:
        self.library = library
        self.encoder = encoder
        self._store = store
        self._names = [(normalise(name), profile.id) for profile in library.values() for name in profile.names]
        self._exact: dict[str, str] = {}
        for name, profile_id in self._names:
            self._exact.setdefault(name, profile_id)

    def match(self, title_text: str, *, hints: Sequence[str] = ()) -> Match:
        """The nearest profile of a title; `hints` are the recruiter's points, used where the title alone is weak."""
        candidates = self.candidates(read_title(title_text), hints=hints)
        if not candidates or candidates[0].score < FLOOR:
            score = candidates[0].score if candidates else 0.0
            return Match(profile=None, score=round(score, 3))
        best = candidates[0]
        others = tuple(other.profile for other in candidates[1:3] if other.score >= FLOOR)
        title = self.library[best.profile].title
        return Match(best.profile, round(best.score, 3), title, best.method, others)

    def candidates(self, title: Title, *, hints: Sequence[str] = (), limit: int = 5) -> list[Candidate]:
        for form in (normalise(title.text), title.full, title.role):
            if form in self._exact:
                return [Candidate(self._exact[form], 1.0, form, "exact")]
        fuzzy = self._fuzzy(title.role)
        if fuzzy and fuzzy[0].score >= SURE:
            return fuzzy[:limit]
        # Half-alike spelling says nothing that the encoder does not say better.
        trusted = [candidate for candidate in fuzzy if candidate.score >= CLOSE or self.encoder is None]
        found = {candidate.profile: candidate for candidate in trusted}
        for candidate in self._by_meaning(title.role, hints):
            known = found.get(candidate.profile)
            if known is None or known.score < candidate.score:
                found[candidate.profile] = candidate
        return sorted(found.values(), key=lambda candidate: -candidate.score)[:limit]

    def _fuzzy(self, role: str) -> list[Candidate]:
        """By spelling: all words of a known name in the title, or a typing error apart."""
        if not role:
            return []
        best: dict[str, Candidate] = {}
        names = [name for name, _ in self._names]
        for name, score, index in process.extract(role, names, scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=60):
            profile_id = self._names[index][1]
            candidate = Candidate(profile_id, self._lexical_score(role, name, score / 100), name, "fuzzy")
            if profile_id not in best or best[profile_id].score < candidate.score:
                best[profile_id] = candidate
        for name, profile_id in self._names:
            score = _containment(role, name)
            if score > (best[profile_id].score if profile_id in best else 0.6):
                best[profile_id] = Candidate(profile_id, score, name, "fuzzy")
        return sorted(best.values(), key=lambda candidate: -candidate.score)

    @staticmethod
    def _lexical_score(role: str, name: str, ratio: float) -> float:
        """Spelling that is alike counts only where the telling words are the same, typing errors apart.

        "piano teacher" is spelt much like "primary teacher", and is another job.
        """
        typed, known = role.split(), name.split()
        return ratio if _is_twin(typed[-1], known[-1]) and _all_found(typed, known) else ratio * 0.5

    def _by_meaning(self, role: str, hints: Sequence[str]) -> list[Candidate]:
        """By the title and, where the recruiter gave points, by what those say the person will do."""
        if self.encoder is None or not role or not self.library:
            return []
        queries = self.encoder.encode([role, " ".join((role, *hints))[:600]])
        names = (self._name_vectors @ queries[0]).tolist()
        works = (
            (self._description_vectors @ queries.mean(axis=0)).tolist()
            if hints
            else (self._description_vectors @ queries[0]).tolist()
        )
        likeness: dict[str, tuple[float, str]] = {}
        for (name, profile_id), score in zip(self._names, names, strict=True):
            likeness[profile_id] = max(likeness.get(profile_id, (-1.0, "")), (score, name))
        # "Technician" alone may be anything: without points it is never close.
        most = 1.0 if hints or set(role.split()) - COMMON else CLOSE - 0.01
        found = [
            Candidate(profile_id, min(most, NAME_WEIGHT * score + (1 - NAME_WEIGHT) * work), name, "meaning")
            for (profile_id, (score, name)), work in zip(sorted(likeness.items()), works, strict=True)
        ]
        return sorted(found, key=lambda candidate: -candidate.score)[:8]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of library texts, from the store."""
        from ml.grounding.vectors import stored_vectors

        if self.encoder is None or self._store is None:
            raise ValueError("this matcher has no encoder")
        return stored_vectors(self.encoder, self._store, texts)

    def warm_up(self) -> None:
        """Load the encoder and the library's vectors now, so that the first draft need not wait."""
        if self.encoder is not None:
            self.vectors(self.library_texts)
            self.encoder.encode(["warm up"])

    @cached_property
    def library_texts(self) -> list[str]:
        """Everything of the library that is ever compared by meaning, in a stable order."""
        texts = [name for name, _ in self._names]
        for profile in self.library.values():
            texts += [description_of(profile), *comparable_texts(profile)]
        return list(dict.fromkeys(texts))

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {text: row for row, text in enumerate(self.library_texts)}

    @cached_property
    def _matrix(self) -> Vectors:
        return self.vectors(self.library_texts)

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are among `library_texts`."""
        return self._matrix[[self._row_of[text] for text in texts]]

    @cached_property
    def _name_vectors(self) -> Vectors:
        return self.rows([name for name, _ in self._names])

    @cached_property
    def _description_vectors(self) -> Vectors:
        return self.rows([description_of(profile) for profile in self.library.values()])


def _all_found(typed: Sequence[str], known: Sequence[str]) -> bool:
    """Has each telling word on either side its twin on the other?"""
    return all(any(_is_twin(word, other) for other in known) for word in typed if word not in COMMON) and all(
        any(_is_twin(other, word) for other in typed) for word in known if word not in COMMON
    )


def _is_twin(typed: str, known: str) -> bool:
    """The same word, at most a typing error away."""
    if typed == known:
        return True
    may_be_error = typed not in OWN_WORDS and min(len(typed), len(known)) > 3
    return may_be_error and typed[0] == known[0] and fuzz.ratio(typed, known) >= 80


def _containment(role: str, name: str) -> float:
    """The whole of a known name inside a longer title: "paediatric ward nurse" holds "ward nurse"."""
    if role.startswith((f"{name} of ", f"{name} for ", f"{name} with ")):
        return 0.9
    name_words, role_words = name.split(), role.split()
    if all(word in COMMON for word in name_words) or not set(name_words) <= set(role_words):
        return 0.0
    ends_alike = role_words[-1] == name_words[-1]
    if not ends_alike and len(name_words) < 2:
        return 0.0
    return max(0.62, 0.92 - 0.06 * (len(role_words) - len(name_words)) - (0.0 if ends_alike else 0.12))
