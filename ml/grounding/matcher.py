"""Which role profiles a title means: exact alias, fuzzy match, official title if any are known, sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING

from ml.contracts import Encoder, Match, VectorStore
from ml.grounding.alike import COMMON, KINDS, splits_compound
from ml.grounding.candidates import (
    BORNE_OUT,
    CLOSE,
    DENIED,
    FLOOR,
    Candidate,
    best_of,
    borne_out,
    by_vote,
    loosened,
    overruled,
    weighed_by_head,
)
from ml.grounding.comparable import comparable_texts, description_of
from ml.grounding.groups import GroupVotes
from ml.grounding.occupations import FoundTitle, Occupations, OfficialTitle
from ml.grounding.official import OfficialTier
from ml.grounding.spelling import Spelling
from ml.grounding.titles import Title, normalise, read_title
from ml.library import Library

if TYPE_CHECKING:
    from ml.grounding.vectors import Vectors

#: By meaning, the likeness to a known name counts this much, the likeness to what the role does the rest. Names alone
#: mislead: "police officer" is near "security officer" in name only.
NAME_WEIGHT = 0.6
#: By meaning alone a profile is close only from here on: no word need be the same.
MEANT_CLOSE = 0.76
#: A fuzzy match is trusted without the encoder from here on.
SURE = 0.93
#: So many candidates by meaning are looked at, and so many profiles vote for their unit groups.
MEANT, VOTERS = 8, 10


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
        self._spelling = Spelling(self._names)
        self._votes = GroupVotes(library, self.occupations)

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
        exact = self._spelling.exact(title.forms)
        fuzzy = [] if exact else self._spelling.fuzzy(title.work)
        if exact or (fuzzy and fuzzy[0].score >= SURE):
            return (exact or fuzzy)[:limit]
        meant, alike = self._by_meaning(title.work, hints), self._official.alike(title)
        trusted = borne_out(title.work, fuzzy, meant)
        votes = self._votes.count(_voters(title, trusted, meant), alike)
        judged = overruled(title.work, self._judged(title, trusted, meant, alike), votes, self.library)
        return by_vote(judged, votes, self.library)[:limit]

    def groups(self, title: Title) -> dict[str, float]:
        """ISCO-08 unit groups that the title may belong to, with their shares of the vote, likeliest first."""
        meant = self._by_meaning(title.work, ())
        trusted = borne_out(title.work, self._spelling.fuzzy(title.work), meant)
        voters = _voters(title, [*self._spelling.exact(title.forms), *trusted], meant)
        return self._votes.count(voters, self._official.alike(title))

    def _judged(
        self, title: Title, trusted: list[Candidate], meant: list[Candidate], alike: Sequence[FoundTitle]
    ) -> list[Candidate]:
        hits, own = self._official.hits(alike), [*trusted, *meant[:MEANT]]
        if hits and hits[0].score == 1.0:
            # The classification knows the very title, and better than words that it shares with one of our names.
            own = loosened(own)
        return best_of([*self._by_occupation(title, hits, meant), *own])

    def _by_occupation(self, title: Title, hits: Sequence[FoundTitle], meant: Sequence[Candidate]) -> list[Candidate]:
        """By official titles that the typed one nearly is, and their codes."""
        near = {candidate.profile: candidate.score for candidate in meant}

        def nearness(profile_id: str) -> float:
            return near[profile_id] if profile_id in near else self._spelling.likeness(title.work, profile_id)

        leads = self._official.leads(hits, nearness)
        found = [Candidate(lead.profile, lead.score, lead.official.title, "occupation") for lead in leads]
        found = [
            # A unit group holds several occupations: a sign language interpreter translates no contracts.
            one if lead.official.soc or near.get(one.profile, 1.0) >= BORNE_OUT else loosened([one])[0]
            for one, lead in zip(found, leads, strict=True)
        ]
        best = meant[0].score if meant else 0.0
        is_denied = best >= FLOOR and any(nearness(one.profile) < best - DENIED for one in found[:1])
        return loosened(found) if is_denied or not set(title.work.split()) - COMMON else found

    def profile_of(self, official: OfficialTitle) -> str:
        """The profile with the code of an official title, "" if none has it; of several the one spelt most alike."""
        return self._official.profile_of(official, partial(self._spelling.likeness, official.normalised))

    def _by_meaning(self, role: str, hints: Sequence[str]) -> list[Candidate]:
        """By the title and, where the recruiter gave points, by what those say the person will do."""
        if self.encoder is None or not role or not self.library:
            return []
        queries = self.encoder.encode([role, " ".join((role, *hints))[:600]] if hints else [role])
        names, works = self._name_vectors @ queries[0], self._description_vectors @ queries.mean(axis=0)
        # "Technician" alone may be anything: without points it is never close.
        most = 1.0 if hints or set(role.split()) - COMMON else CLOSE - 0.01
        found = []
        for (profile_id, first, end), work in zip(self._name_rows, works.tolist(), strict=True):
            row = first + int(names[first:end].argmax())
            name = self._names[row][0]
            score = NAME_WEIGHT * float(names[row]) + (1 - NAME_WEIGHT) * work
            found.append(Candidate(profile_id, min(most, _meant(role, name, score)), name, "meaning"))
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


def _voters(title: Title, spelt: Sequence[Candidate], meant: Sequence[Candidate]) -> list[Candidate]:
    near = weighed_by_head(title.work, meant[: 2 * VOTERS])
    return best_of([*(one for one in spelt if one.score >= FLOOR), *near])[:VOTERS]


def _meant(role: str, name: str, score: float) -> float:
    """By meaning alone, what is not very near, work of another kind and half of a compound are never close."""
    if score < CLOSE:
        return score
    typed, known = role.split(), name.split()
    is_other_kind = typed[-1] in KINDS and typed[-1] != known[-1]
    is_far = score < MEANT_CLOSE or is_other_kind or splits_compound(typed, known)
    return CLOSE - 0.01 if is_far else score
