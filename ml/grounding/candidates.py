"""What a matcher finds before it decides: profiles with the score, the name and the way by which they were found.

Scores run from 0 to 1. `CLOSE` and above, the profile's statements are used as they are; between `FLOOR` and `CLOSE`
only those that fit the brief, and a person has to confirm them; below `FLOOR` the title means nothing to the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ml.grounding.alike import COMMON, containment, is_scattered
from ml.library import Library

CLOSE = 0.73
FLOOR = 0.465
#: A known name in a longer title counts for nothing where another profile is so much nearer by meaning: a "skill
#: development officer" raises no funds.
DENIED = 0.1
#: By meaning, a known name inside a longer title is close only from here on: of 1,500 official titles that hold a name
#: of ours, those below lead to a profile with their code in one case of four, those above in more than half.
BORNE_OUT = 0.65
#: A profile whose unit group has a smaller part than this of the winner's vote is not close: most names say other work.
OVERRULED = 0.65
#: The vote for its unit group brings a profile that is not close so much further at most.
VOTED = 0.2
#: A name that has another telling last word than the title counts so much less in the vote.
OTHER_HEAD = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    profile: str
    score: float
    name: str
    method: str


def best_of(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each profile once, with its highest score; of equal ones the first."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        known = found.get(candidate.profile)
        if known is None or known.score < candidate.score:
            found[candidate.profile] = candidate
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def loosened(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The same, none of them close."""
    return [replace(candidate, score=min(candidate.score, CLOSE - 0.01)) for candidate in candidates]


def borne_out(role: str, fuzzy: Sequence[Candidate], meant: Sequence[Candidate]) -> list[Candidate]:
    """Spelling that says something which the encoder does not say better, and which meaning does not deny. A known name
    that other words make into other work ("vendor onboarding specialist") is not close.
    """
    if not meant:
        return list(fuzzy)
    near = {candidate.profile: candidate.score for candidate in meant}
    least = meant[0].score - DENIED
    contained = [one for one in fuzzy if containment(role, one.name) and near[one.profile] > least]
    far = [one for one in contained if near[one.profile] < (CLOSE if is_scattered(role, one.name) else BORNE_OUT)]
    alike = [one for one in fuzzy if one.score >= CLOSE and not containment(role, one.name)]
    return best_of([*(one for one in contained if one not in far), *loosened(far), *alike])


def weighed_by_head(role: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The last word of a title says what the person is, unless half of all titles end with it."""
    head = role.split()[-1] if role else ""
    if not head or head in COMMON:
        return list(candidates)
    return [
        one if head in one.name.split() else replace(one, score=max(0.0, one.score - OTHER_HEAD)) for one in candidates
    ]


def overruled(
    role: str, candidates: Iterable[Candidate], votes: Mapping[str, float], library: Library
) -> list[Candidate]:
    """None of them close against the vote, unless it is our own name with a typing error."""
    least = OVERRULED * max(votes.values(), default=0.0)

    def is_safe(one: Candidate) -> bool:
        is_ours = one.method == "fuzzy" and not containment(role, one.name)
        return is_ours or votes.get(library[one.profile].isco, 0.0) >= least

    return [one if is_safe(one) else loosened([one])[0] for one in candidates]


def by_vote(candidates: Iterable[Candidate], votes: Mapping[str, float], library: Library) -> list[Candidate]:
    """Of profiles that are not close, those first whose unit group most names speak for."""

    def rank(one: Candidate) -> float:
        return one.score if one.score >= CLOSE else one.score + VOTED * votes.get(library[one.profile].isco, 0.0)

    return sorted(candidates, key=lambda one: (one.score < CLOSE, one.score < FLOOR, -rank(one)))
