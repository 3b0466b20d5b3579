"""Which ISCO-08 unit group a title belongs to: a vote of all names that are like it, ours and official ones.

An official title of O*NET has a SOC code only; the unit groups of a SOC code are those of the ESCO titles that are
spelt like its own, and those of the profiles with the code.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from ml.grounding.occupations import FoundTitle, Occupations, OfficialTitle
from ml.library import Library

#: A name that is less like the title by this much has 1/e of the vote.
STEP = 0.1
#: What the very title adds to the vote for its group, as a name of ours and as an occupation's own name in ESCO.
NAME_OF_OURS, NAME_IN_ESCO = 1.0, 1.5
#: Each ESCO title like it speaks once more for its group with this weight: one may be a chance, ten are none.
AGAIN = 0.25
#: A profile says as much about the unit group of its SOC code as so many equal titles.
PROFILE_WEIGHT = 3
#: Where no title tells: the beginnings of a SOC code whose groups count instead.
PREFIXES = (6, 5, 4)


class Liked(Protocol):
    """A profile and how like the title it is, 0 to 1."""

    @property
    def profile(self) -> str: ...
    @property
    def score(self) -> float: ...


class GroupVotes:
    def __init__(self, library: Library, occupations: Occupations) -> None:
        self._library = library
        self._occupations = occupations

    def count(self, own: Iterable[Liked], hits: Iterable[FoundTitle]) -> dict[str, float]:
        """The share of the vote of each unit group, highest first. Of one occupation the best title votes; others add
        little.
        """
        best: dict[str, tuple[float, Mapping[str, float]]] = {}
        again = []
        for hit in hits:
            code, shares = hit.official.isco or hit.official.soc, self._groups_of(hit.official)
            best[code] = max(best.get(code, (0.0, shares)), (_vote_of(hit), shares), key=lambda vote: vote[0])
            if hit.official.isco:
                again.append((AGAIN * _weight(hit.score), shares))
        votes = [(_weight(one.score) + NAME_OF_OURS * (one.score >= 1), self._library[one.profile].isco) for one in own]
        shares = _shared([*best.values(), *again, *((weight, {group: 1.0}) for weight, group in votes if group)])
        return {group: shares[group] for group in sorted(shares, key=lambda group: -shares[group])}

    def _groups_of(self, title: OfficialTitle) -> Mapping[str, float]:
        return {title.isco: 1.0} if title.isco else self._groups_of_soc.get(title.soc, {})

    @cached_property
    def _groups_of_soc(self) -> dict[str, dict[str, float]]:
        found: dict[str, list[tuple[float, Mapping[str, float]]]] = defaultdict(list)
        for profile in self._library.values():
            if profile.soc and profile.isco:
                found[profile.soc].append((PROFILE_WEIGHT, {profile.isco: 1.0}))
        for socs, groups in self._occupations.codes_by_name:
            for soc in socs:
                found[soc].append((1 / len(socs), dict.fromkeys(groups, 1 / len(groups))))
        told = {soc: _shared(votes) for soc, votes in found.items()}
        return told | {soc: _related(soc, told) for soc in {title.soc for title in self._occupations} - set(told)}


def _vote_of(hit: FoundTitle) -> float:
    is_its_own = hit.official.is_preferred and hit.official.isco and hit.score >= 1
    return _weight(hit.score) + NAME_IN_ESCO * bool(is_its_own)


def _weight(score: float) -> float:
    return math.exp((score - 1) / STEP)


def _shared(votes: Iterable[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for weight, shares in votes:
        for group, share in shares.items():
            counts[group] += weight * share
    total = sum(counts.values())
    return {group: count / total for group, count in counts.items()}


def _related(soc: str, told: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    for length in PREFIXES:
        if near := [(1.0, shares) for other, shares in told.items() if other[:length] == soc[:length]]:
            return _shared(near)
    return {}
