"""What the typeahead suggests for a title as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from apps.templates_lib import engine, names
from apps.templates_lib.names import Name, Profile

#: A typed title must be at least this like a known name to suggest it, 0 to 100.
SUGGESTED = 70
#: How well a name fits that begins with what was typed, and one in which a later word does, 0 to 100. Our own names
#: stand before titles that were written before, and those before official ones.
OWN, PAST, OFFICIAL = (100, 95), (99, 93), (97, 90)
#: With fewer letters typed, official titles would only crowd out the others.
SHORTEST_OFFICIAL = 3
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`slug` is empty where no profile stands behind the title."""

    slug: str
    title: str
    alias: str
    field: str


def suggest_profiles(title: str, limit: int = 6) -> list[Suggestion]:
    """Titles that are begun, contained, or nearly spelt by what was typed, with the profile that each leads to."""
    typed = engine.normalise_title(title)
    if len(typed) < FEWEST_LETTERS:
        return []
    own, profiles = names.own_names()
    ranked = sorted(
        [*_own(typed, own), *_past(typed, profiles, limit), *_official(typed, limit)],
        key=lambda pair: (-pair[0], len(pair[1].normalised)),
    )
    found: dict[str, Suggestion] = {}
    for _, name in ranked:
        found.setdefault(name.slug or name.normalised, _suggestion(name, profiles))
        if len(found) == limit:
            break
    return list(found.values())


def _own(typed: str, own: Iterable[Name]) -> Iterator[tuple[float, Name]]:
    for name in own:
        likeness = _likeness(typed, name.normalised)
        if likeness >= SUGGESTED:
            yield likeness, name


def _likeness(typed: str, name: str) -> float:
    if name.startswith(typed):
        return OWN[0]
    if f" {typed}" in f" {name}":
        return OWN[1]
    if len(typed) < 4:
        return 0
    begun = fuzz.ratio(typed, name[: len(typed)], score_cutoff=SUGGESTED)
    return min(94, max(begun, fuzz.token_sort_ratio(typed, name, score_cutoff=SUGGESTED)))


def _past(typed: str, profiles: Mapping[str, Profile], limit: int) -> Iterator[tuple[float, Name]]:
    """Titles of earlier job descriptions; a profile that is no longer in use stands behind none."""
    for name, is_begun in names.past_names().find(typed, limit):
        slug = name.slug if name.slug in profiles else ""
        yield PAST[not is_begun], Name(name.normalised, name.name, slug)


def _official(typed: str, limit: int) -> Iterator[tuple[float, Name]]:
    """Official titles; those of the same profile count once, so a few more are looked at."""
    if len(typed) < SHORTEST_OFFICIAL:
        return
    for name, is_begun in names.official_names().find(typed, limit * 3):
        if name.official is not None:
            yield (
                OFFICIAL[not is_begun],
                Name(name.normalised, name.name, engine.profile_of(name.official), 0, name.official),
            )


def _suggestion(name: Name, profiles: Mapping[str, Profile]) -> Suggestion:
    profile = profiles.get(name.slug)
    if profile is not None:
        return Suggestion(name.slug, profile.title, name.name, profile.field)
    return Suggestion("", name.name, "", "official title" if name.official else names.WRITTEN_BEFORE)
