"""Every title that the typeahead may suggest, kept in memory: a key press asks the database only whether they changed.

Titles come from our own profiles, from imported classifications, and from the modules of `settings.TITLE_SOURCES`.
That setting is how past titles of job descriptions get here although this app may not import `apps.descriptions`: a
module named there has two functions, `state()`, which differs whenever the titles do, and `titles()`, which gives pairs
of a title and the slug of its profile ("" for none).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from importlib import import_module
from threading import Lock
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from rapidfuzz import fuzz, process

from apps.templates_lib import engine
from apps.templates_lib.models import ProfileName

#: Past titles differ from official ones by what stands beside them in the list.
WRITTEN_BEFORE = "written before"
#: Beginnings of names are kept by their length; longer ones are as good as whole names.
LONGEST_BEGINNING = 40


@dataclass(frozen=True, slots=True)
class Name:
    """One title that may be suggested. `order` puts the better one of two that fit as well first."""

    normalised: str
    name: str
    slug: str
    order: int = 0
    official: engine.OfficialTitle | None = None


class Beginnings:
    """Finds the names in which a word begins with what was typed."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = names

    @cached_property
    def _sorted(self) -> list[tuple[str, int, int]]:
        """Each name from each of its words on, in the order of the alphabet, with the place of that word."""
        found = []
        for number, name in enumerate(self.names):
            words = name.normalised.split()
            found += [(" ".join(words[place:]), place, number) for place in range(len(words))]
        return sorted(found)

    def find(self, typed: str, limit: int) -> list[tuple[Name, bool]]:
        """The best names, and whether each begins with `typed` as a whole; short names first."""
        begin, end = bisect_left(self._sorted, (typed,)), bisect_left(self._sorted, (f"{typed}\U0010ffff",))
        rows = ((place > 0, self.names[number], number) for _, place, number in self._sorted[begin:end])
        best = nsmallest(limit, rows, key=lambda row: (row[0], row[1].order, len(row[1].normalised), row[2]))
        return [(name, not is_inside) for is_inside, name, _ in best]


class OwnNames(Beginnings):
    """The names of our own profiles, which are found with typing errors too."""

    def __init__(self, names: Sequence[Name], profiles: Mapping[str, Profile]) -> None:
        super().__init__(names)
        self.profiles = profiles
        self._cut: dict[int, list[str]] = {}

    def nearly(self, typed: str, limit: int, least: int) -> list[tuple[Name, float]]:
        """Names spelt at least `least` of 100 like what was typed, as a whole or as far as it goes."""
        sorted_typed = " ".join(sorted(typed.split()))
        found: dict[int, float] = {}
        for text, names in ((typed, self._beginnings(len(typed))), (sorted_typed, self._in_order)):
            for _, score, row in process.extract(text, names, scorer=fuzz.ratio, limit=limit, score_cutoff=least):
                found[row] = max(score, found.get(row, 0))
        return [(self.names[row], score) for row, score in found.items()]

    def _beginnings(self, length: int) -> list[str]:
        length = min(length, LONGEST_BEGINNING)
        if length not in self._cut:
            self._cut[length] = [name.normalised[:length] for name in self.names]
        return self._cut[length]

    @cached_property
    def _in_order(self) -> list[str]:
        """The words of each name in the order of the alphabet."""
        return [" ".join(sorted(name.normalised.split())) for name in self.names]


@dataclass(frozen=True, slots=True)
class Profile:
    title: str
    field: str


class Cached:
    """What `load` makes, made again when `state` differs; one a process, safe between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[object, Any]] = {}

    def get(self, key: str, state: object, load: Any) -> Any:
        with self._lock:
            if key not in self._kept or self._kept[key][0] != state:
                self._kept[key] = (state, load())
            return self._kept[key][1]


_cache = Cached()


def own_names() -> OwnNames:
    """Titles and aliases of the published profiles."""
    state = (engine.library_state(), *ProfileName.objects.aggregate(Count("pk"), Max("pk")).values())
    found: OwnNames = _cache.get("own", state, _load_own)
    return found


def _load_own() -> OwnNames:
    rows = ProfileName.objects.filter(profile__is_published=True).values_list(
        "normalised", "name", "is_title", "profile_id", "profile__title", "profile__field"
    )
    names, profiles = [], {}
    for normalised, name, is_title, slug, title, field in rows:
        names.append(Name(normalised, name, slug, int(not is_title)))
        profiles[slug] = Profile(title, field)
    return OwnNames(names, profiles)


def official_names() -> Beginnings:
    found: Beginnings = _cache.get("official", engine.reference_state(), _load_official)
    return found


def _load_official() -> Beginnings:
    return Beginnings(
        [Name(one.normalised, one.title, "", int(not one.is_preferred), one) for one in engine.occupations()]
    )


def past_names() -> Beginnings:
    sources = [import_module(path) for path in settings.TITLE_SOURCES]
    state = [source.state() for source in sources]
    found: Beginnings = _cache.get(
        "past", state, lambda: _load_past(pair for source in sources for pair in source.titles())
    )
    return found


def _load_past(titles: Iterable[tuple[str, str]]) -> Beginnings:
    once = {engine.normalise_title(title): (title, slug) for title, slug in titles}
    return Beginnings([Name(normalised, title, slug) for normalised, (title, slug) in once.items() if normalised])
