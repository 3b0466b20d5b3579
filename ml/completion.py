"""The rest of a sentence within a moment, or nothing: jd-mini behind a page on which somebody types."""

from __future__ import annotations

import threading
import time
from functools import cache

from ml.contracts import SectionKind, WriterUnavailable, WritingStopped
from ml.models import has_jd_mini

#: Who types goes on after so long; what comes later would stand in the way.
SECONDS = 0.4


def can_complete() -> bool:
    """Did jd-mini come with this copy of the product?"""
    return has_jd_mini()


def complete_sentence(title: str, section: SectionKind, *, above: str, typed: str, seconds: float = SECONDS) -> str:
    """What may follow `typed`, to be set behind it as it is; empty where nothing good comes in time.

    The first call loads the model in the background and is answered with nothing.
    """
    if not can_complete() or not _is_loaded():
        return ""
    from ml.writers.mini_suggestions import complete

    late = time.monotonic() + seconds
    try:
        return complete(title, section, above, typed, should_stop=lambda: time.monotonic() > late)
    except (WritingStopped, WriterUnavailable):
        return ""


def _is_loaded() -> bool:
    thread = _loading()
    thread.join(timeout=0)
    return not thread.is_alive()


@cache
def _loading() -> threading.Thread:
    from ml.writers.mini_model import mini_model

    thread = threading.Thread(target=mini_model, name="load jd-mini", daemon=True)
    thread.start()
    return thread
