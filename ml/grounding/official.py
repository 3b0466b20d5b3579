"""The tier below our own names: an official title leads, by its code, to a role profile with that code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ml.grounding.occupations import NEARLY, FoundTitle, Occupations, OfficialTitle
from ml.grounding.titles import Title
from ml.library import Library

#: Scores of what an official title leads to. One SOC code is one occupation; an ISCO unit group may hold several.
SAME_SOC, SAME_ISCO, RELATED = 0.9, 0.8, 0.55
#: ISCO groups that end so hold "... not elsewhere classified": their code says little of the work.
LEFTOVERS = "9"
#: Beginnings of a SOC code that still mean related work, the longest first; the first two digits alone are too wide.
SOC_PREFIXES = (6, 5)

#: So many official titles are looked at for each form of a typed one.
ALIKE = 40

#: How near a profile is to the typed title, for choosing among several with one code.
Nearness = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Lead:
    """A profile, the official title that leads there, and how sure that is."""

    profile: str
    score: float
    official: OfficialTitle


class OfficialTier:
    def __init__(self, library: Library, occupations: Occupations) -> None:
        self.occupations = occupations
        self._by_code: dict[str, list[str]] = defaultdict(list)
        for profile in library.values():
            for code in {profile.soc, profile.isco, *(profile.soc[:length] for length in SOC_PREFIXES)} - {""}:
                self._by_code[code].append(profile.id)

    def alike(self, title: Title) -> list[FoundTitle]:
        """Official titles like the typed one, each once."""
        found: dict[OfficialTitle, FoundTitle] = {}
        for form in title.forms:
            for hit in self.occupations.find(form, limit=ALIKE):
                if hit.official not in found or found[hit.official].score < hit.score:
                    found[hit.official] = hit
        return list(found.values())

    def hits(self, alike: Iterable[FoundTitle]) -> list[FoundTitle]:
        """Those that the typed title (nearly) is; only the best, which may be several with one spelling."""
        found = [hit for hit in alike if hit.score >= NEARLY]
        best = max((hit.score for hit in found), default=0.0)
        equal = [hit for hit in found if hit.score == best]
        return [hit for hit in equal if hit.official.is_preferred] or equal

    def leads(self, hits: Iterable[FoundTitle], nearness: Nearness) -> list[Lead]:
        """Where the hits lead to, best first; of the profiles with one code the nearest to the typed title."""
        found: dict[str, Lead] = {}
        for hit in hits:
            profiles, sureness = self._profiles_of(hit.official)
            if not profiles:
                continue
            nearest = max(profiles, key=nearness)
            lead = Lead(nearest, sureness * min(1.0, hit.score), hit.official)
            if nearest not in found or found[nearest].score < lead.score:
                found[nearest] = lead
        leads = sorted(found.values(), key=lambda lead: (-lead.score, -nearness(lead.profile)))
        return leads if len(leads) < 2 else _loosened(leads)  # a title of several occupations says which only loosely

    def profile_of(self, title: OfficialTitle, nearness: Nearness) -> str:
        """The nearest profile with exactly the title's code, "" if there is none."""
        profiles, sureness = self._profiles_of(title)
        return max(profiles, key=nearness) if profiles and sureness > RELATED else ""

    def _profiles_of(self, title: OfficialTitle) -> tuple[list[str], float]:
        """Profiles with the title's code, else with the beginning of its SOC code; and how sure they are."""
        if title.soc and title.soc in self._by_code:
            return self._by_code[title.soc], SAME_SOC
        if title.isco in self._by_code:
            return self._by_code[title.isco], RELATED if title.isco.endswith(LEFTOVERS) else SAME_ISCO
        related = (self._by_code[title.soc[:length]] for length in SOC_PREFIXES if title.soc[:length] in self._by_code)
        return next(related, []), RELATED


def _loosened(leads: Iterable[Lead]) -> list[Lead]:
    return [replace(lead, score=min(lead.score, RELATED)) for lead in leads]
