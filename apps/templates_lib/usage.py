"""How often the library is used. Whoever uses it registers a count here: the library knows none of its users."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.cache import cache

#: Counting goes through every job description; a figure that is a minute old is as good.
KEPT_FOR = 60
KEY = "library-usage"
_counters: list[Callable[[], Mapping[str, int]]] = []


def register(counter: Callable[[], Mapping[str, int]]) -> None:
    """`counter` returns how many texts were written with each profile, by slug."""
    if counter not in _counters:
        _counters.append(counter)


def usage_by_profile() -> dict[str, int]:
    counted: dict[str, int] | None = cache.get(KEY)
    if counted is None:
        counted = {}
        for counter in _counters:
            for slug, count in counter().items():
                counted[slug] = counted.get(slug, 0) + count
        cache.set(KEY, counted, KEPT_FOR)
    return counted
