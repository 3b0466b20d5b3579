"""What the typeahead suggests for a title as it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from apps.templates_lib import engine, names
from apps.templates_lib.names import Name, OwnNames, Profile

#: A typed title must be at least this like a known name to suggest it, 0 to 100.
SUGGESTED = 70
#: How well a name fits that is what was typed, has it as its first or last words, begins with it, or has a later word
#: that does, 0 to 100. Our own names stand before titles that were written before, and those before official ones.
SAME, WHOLE_WORDS, BEGUN, INSIDE = 100.0, 99.0, 97.0, 93.0
PAST, OFFICIAL = (98.0, 94.0), (96.0, 90.0)
#: With fewer letters typed, official titles would only crowd out the others.
SHORTEST_OFFICIAL = 3
SHORTEST_WITH_ERROR = 4
#: So many times the wanted number of names is looked at, since several lead to one profile.
AHEAD = 10
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
    own = names.own_names()
    ranked = sorted(
        [*_own(typed, own, limit), *_past(typed, own.profiles, limit), *_official(typed, limit)],
        key=lambda pair: (-pair[0], pair[1].order, len(pair[1].normalised)),
    )
    found: dict[str, Suggestion] = {}
    shown: set[str] = set()
    for _, name in ranked:
        if name.normalised not in shown:
            found.setdefault(name.slug or name.normalised, _suggestion(name, own.profiles))
            shown.add(name.normalised)
        if len(found) == limit:
            break
    return list(found.values())


def _own(typed: str, own: OwnNames, limit: int) -> list[tuple[float, Name]]:
    """Names of one profile count once, so more are looked at; typing errors only where too little is found without."""
    begun = [(_fit(typed, name.normalised), name) for name, _ in own.find(typed, limit * AHEAD)]
    if len(typed) < SHORTEST_WITH_ERROR or len({name.slug for _, name in begun}) >= limit:
        return begun
    return begun + [(min(INSIDE - 1, score), name) for name, score in own.nearly(typed, limit * AHEAD, SUGGESTED)]


def _fit(typed: str, name: str) -> float:
    if name == typed:
        return SAME
    if name.startswith(f"{typed} ") or name.endswith(f" {typed}"):
        return WHOLE_WORDS
    return BEGUN if name.startswith(typed) else INSIDE


def _past(typed: str, profiles: Mapping[str, Profile], limit: int) -> Iterator[tuple[float, Name]]:
    """Titles of earlier job descriptions; a profile that is no longer in use stands behind none."""
    for name, is_begun in names.past_names().find(typed, limit):
        yield PAST[not is_begun], name if name.slug in profiles else replace(name, slug="")


def _official(typed: str, limit: int) -> Iterator[tuple[float, Name]]:
    """Official titles; those of one profile count once, so a few more are looked at."""
    found = names.official_names().find(typed, limit * 3) if len(typed) >= SHORTEST_OFFICIAL else []
    matcher = engine.matcher() if found else None
    for name, is_begun in found:
        if matcher is not None and name.official is not None:
            yield OFFICIAL[not is_begun], replace(name, slug=matcher.profile_of(name.official))


def _suggestion(name: Name, profiles: Mapping[str, Profile]) -> Suggestion:
    profile = profiles.get(name.slug)
    if profile is not None:
        return Suggestion(name.slug, profile.title, name.name, profile.field)
    return Suggestion("", name.name, "", "official title" if name.official else names.WRITTEN_BEFORE)
