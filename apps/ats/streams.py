"""How many streams of events this process serves at once.

A place is lent for a little longer than a stream may last, so that one that nobody gives back is free again by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.conf import settings

from apps.descriptions.following import STREAM_SECONDS

#: One key may have this share of the places.
SHARE = 2
_lock = threading.Lock()
_places: dict[object, tuple[int, float]] = {}


def take_place(key_id: int) -> Callable[[], None] | None:
    """A place for a stream of this key, as what gives it back; None if all of them, or of the key's, are taken."""
    now, place = time.monotonic(), object()
    with _lock:
        for left in [one for one, (_, until) in _places.items() if until < now]:
            del _places[left]
        of_key = sum(owner == key_id for owner, _ in _places.values())
        if len(_places) >= settings.API_STREAMS or of_key >= max(settings.API_STREAMS // SHARE, 1):
            return None
        _places[place] = (key_id, now + 2 * STREAM_SECONDS)
    return lambda: _give_back(place)


def _give_back(place: object) -> None:
    with _lock:
        _places.pop(place, None)
