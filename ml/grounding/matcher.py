"""Which role profiles a title means: exact alias, fuzzy match, official title if any are known, sentence encoder.

Scores run from 0 to 1. `CLOSE` and above, the profile's statements are used as they are; between `FLOOR` and `CLOSE`
only those that fit the brief, and a person has to confirm them; below `FLOOR` the title means nothing to the library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ml.contracts import Encoder, Match, VectorStore
from ml.grounding.alike import COMMON, KINDS, all_found, containment, is_twin, sorted_words, splits_compound
from ml.grounding.comparable import comparable_texts, description_of
from ml.grounding.occupations import FoundTitle, Occupations, OfficialTitle
from ml.grounding.official import OfficialTier
from ml.grounding.titles import Title, normalise, read_title
from ml.library import Library

if TYPE_CHECKING:
    from ml.grounding.vectors import Vectors

CLOSE = 0.73
FLOOR = 0.465
#: By meaning, the likeness to a known name counts this much, the likeness to what the role does the rest. Names alone
#: mislead: "police officer" is near "security officer" in name only.
NAME_WEIGHT = 0.6
#: A fuzzy match is trusted without the encoder from here on.
SURE = 0.93
#: So many candidates by meaning are looked at.
MEANT = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    profile: str
    score: float
    name: str
    method: str
    isco: str = ""


class Matcher:
    """Matches titles, and phrases with statements, against one library. Vectors are loaded at first need.

    `occupations` are official titles; without them the library's own names are all there is.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder | None,
        store: VectorStore | None,
        occupations: Occupations | None = None,
    ) -> None:
        self.library = library
        self._official = OfficialTier(library, occupations or Occupations())
        self.encoder = encoder
        self._store = store
        self._names = [(normalise(name), profile.id) for profile in library.values() for name in profile.names]
        self._exact: dict[str, str] = {}
        for name, profile_id in self._names:
            self._exact.setdefault(name, profile_id)

    @property
    def occupations(self) -> Occupations:
        return self._official.occupations

    def match(self, title_text: str, *, hints: Sequence[str] = ()) -> Match:
        """The nearest profile of a title; `hints` are the recruiter's points, used where the title alone is weak."""
        candidates = self.candidates(read_title(title_text), hints=hints)
        if not candidates or candidates[0].score < FLOOR:
            score = candidates[0].score if candidates else 0.0
            return Match(profile=None, score=round(score, 3))
        best = candidates[0]
        others = tuple(other.profile for other in candidates[1:3] if other.score >= FLOOR)
        title = self.library[best.profile].title
        occupation = best.name if best.method == "occupation" else ""
        return Match(best.profile, round(best.score, 3), title, best.method, others, occupation)

    def candidates(self, title: Title, *, hints: Sequence[str] = (), limit: int = 5) -> list[Candidate]:
        for form in title.forms:
            if form in self._exact:
                return [Candidate(self._exact[form], 1.0, form, "exact")]
        fuzzy = self._fuzzy(title.role)
        if fuzzy and fuzzy[0].score >= SURE:
            return fuzzy[:limit]
        # Half-alike spelling says nothing that the encoder does not say better; a whole known name in the title does.
        trusted = [
            candidate
            for candidate in fuzzy
            if self.encoder is None or candidate.score >= CLOSE or containment(title.role, candidate.name)
        ]
        meant = self._by_meaning(title.role, hints)
        hits = self._official.hits(title)
        official = self._by_occupation(title, hits, meant) if hits else []
        if hits and hits[0].score == 1.0:
            # The classification knows the very title, and better than words that it shares with one of our names.
            trusted, meant = _loosened(trusted), _loosened(meant[:MEANT])
        return _best_of([*official, *trusted, *meant[:MEANT]])[:limit]

    def _by_occupation(self, title: Title, hits: Sequence[FoundTitle], meant: Sequence[Candidate]) -> list[Candidate]:
        """By official titles that the typed one nearly is, and their codes."""
        near = {candidate.profile: candidate.score for candidate in meant}

        def nearness(profile_id: str) -> float:
            return near[profile_id] if profile_id in near else self._spelt_alike(title.role, profile_id)

        leads = self._official.leads(hits, nearness)
        found = [
            Candidate(lead.profile, lead.score, lead.official.title, "occupation", lead.official.isco) for lead in leads
        ]
        return found if set(title.role.split()) - COMMON else _loosened(found)

    def profile_of(self, official: OfficialTitle) -> str:
        """The profile with the code of an official title, "" if none has it; of several the one spelt most alike."""
        return self._official.profile_of(official, partial(self._spelt_alike, official.normalised))

    def _spelt_alike(self, role: str, profile_id: str) -> float:
        return max(fuzz.token_set_ratio(role, name) for name in self._names_of[profile_id]) / 100

    @cached_property
    def _names_of(self) -> dict[str, list[str]]:
        names = defaultdict(list)
        for name, profile_id in self._names:
            names[profile_id].append(name)
        return names

    def _fuzzy(self, role: str) -> list[Candidate]:
        """By spelling: all words of a known name in the title, or a typing error apart."""
        if not role:
            return []
        best: dict[str, Candidate] = {}
        words = sorted_words(role)
        for _, ratio, index in process.extract(words, self._sorted_names, scorer=fuzz.ratio, limit=12, score_cutoff=60):
            name, profile_id = self._names[index]
            candidate = Candidate(profile_id, self._lexical_score(role, name, ratio / 100), name, "fuzzy")
            if profile_id not in best or best[profile_id].score < candidate.score:
                best[profile_id] = candidate
        for name, profile_id in self._names_that_begin(role):
            score = containment(role, name)
            if score > (best[profile_id].score if profile_id in best else 0.6):
                best[profile_id] = Candidate(profile_id, score, name, "fuzzy")
        return sorted(best.values(), key=lambda candidate: -candidate.score)

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

    @staticmethod
    def _lexical_score(role: str, name: str, ratio: float) -> float:
        """Spelling that is alike counts only where the telling words are the same, typing errors apart.

        "piano teacher" is spelt much like "primary teacher", and is another job.
        """
        typed, known = role.split(), name.split()
        return ratio if is_twin(typed[-1], known[-1]) and all_found(typed, known) else ratio * 0.5

    def _by_meaning(self, role: str, hints: Sequence[str]) -> list[Candidate]:
        """By the title and, where the recruiter gave points, by what those say the person will do."""
        if self.encoder is None or not role or not self.library:
            return []
        queries = self.encoder.encode([role, " ".join((role, *hints))[:600]])
        names = self._name_vectors @ queries[0]
        works = self._description_vectors @ (queries.mean(axis=0) if hints else queries[0])
        # "Technician" alone may be anything: without points it is never close.
        most = 1.0 if hints or set(role.split()) - COMMON else CLOSE - 0.01
        found = []
        for (profile_id, first, end), work in zip(self._name_rows, works.tolist(), strict=True):
            row = first + int(names[first:end].argmax())
            name, score = self._names[row][0], float(names[row])
            found.append(_meant(role, name, Candidate(profile_id, min(most, _blend(score, work)), name, "meaning")))
        return sorted(found, key=lambda candidate: -candidate.score)

    @cached_property
    def _name_rows(self) -> list[tuple[str, int, int]]:
        """Each profile with the first of its names and the one after its last: they stand together."""
        ends = list(accumulate(len(profile.names) for profile in self.library.values()))
        return list(zip(self.library, [0, *ends[:-1]], ends, strict=True))

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of library texts, from the store."""
        from ml.grounding.vectors import stored_vectors

        if self.encoder is None or self._store is None:
            raise ValueError("this matcher has no encoder")
        return stored_vectors(self.encoder, self._store, texts)

    def warm_up(self) -> None:
        """Load the encoder and the library's vectors now, so that the first draft need not wait."""
        self.occupations.warm_up()
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


def _best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each profile once, with its highest score; of equal ones the first."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        known = found.get(candidate.profile)
        if known is None or known.score < candidate.score:
            found[candidate.profile] = candidate
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def _loosened(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The same, none of them close."""
    return [replace(candidate, score=min(candidate.score, CLOSE - 0.01)) for candidate in candidates]


def _blend(name: float, work: float) -> float:
    return NAME_WEIGHT * name + (1 - NAME_WEIGHT) * work


def _meant(role: str, name: str, candidate: Candidate) -> Candidate:
    """By meaning alone, work of another kind or half of a compound is never close."""
    typed, known = role.split(), name.split()
    is_other_kind = typed[-1] in KINDS and typed[-1] != known[-1]
    return _loosened([candidate])[0] if is_other_kind or splits_compound(typed, known) else candidate
