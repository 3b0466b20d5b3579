"""How often the library is used. Whoever uses it registers a count here: the library knows none of its users."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.cache import cache

#: Counting goes through every job description; a figure that is a minute old is as good.
KEPT_FOR = 60
#: What is counted: role profiles by slug; job templates by the name that briefs give, "" for those that give none.
PROFILES, TEMPLATES = "profiles", "templates"
Counter = Callable[[], Mapping[str, int]]
_counters: dict[str, list[Counter]] = {PROFILES: [], TEMPLATES: []}


def register(what: str, counter: Counter) -> None:
    """`counter` returns how many texts were written with each."""
    if counter not in _counters[what]:
        _counters[what].append(counter)


def usage_of(what: str) -> dict[str, int]:
    key = f"library-usage-{what}"
    counted: dict[str, int] | None = cache.get(key)
    if counted is None:
        counted = {}
        for counter in _counters[what]:
            for name, count in counter().items():
                counted[name] = counted.get(name, 0) + count
        cache.set(key, counted, KEPT_FOR)
    return counted
