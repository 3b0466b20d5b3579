"""The rest of a sentence within a moment, or nothing: the role profile and jd-mini, while somebody types."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import cache

from ml.contracts import SectionKind, Style, WriterUnavailable, WritingStopped
from ml.known_sentences import known_rest, last_sentence
from ml.library.schema import RoleProfile
from ml.models import has_jd_mini

#: Who types goes on after so long; what comes later would stand in the way.
SECONDS = 0.4


def can_complete() -> bool:
    """Did jd-mini come with this copy of the product?"""
    return has_jd_mini()


def complete_sentence(
    title: str,
    section: SectionKind,
    *,
    above: str,
    typed: str,
    profile: RoleProfile | None = None,
    said: Sequence[str] = (),
    style: Style | None = None,
    ask_model: bool = True,
    seconds: float = SECONDS,
) -> str:
    """What may follow `typed`, to be set behind it as it is; empty where nothing good comes in time.

    A statement of the role profile that begins like this is true to the role and comes first; `said` are the lines
    that stand already. Else jd-mini is asked, if it may be: the first such call loads it in the background and is
    answered with nothing.
    """
    style = style or Style()
    known = known_rest(profile, section, last_sentence(typed), said=said, style=style) if profile else ""
    return known or (_told_by_model(title, section, above, typed, style, seconds) if ask_model else "")


def _told_by_model(title: str, section: SectionKind, above: str, typed: str, style: Style, seconds: float) -> str:
    if not is_model_ready():
        return ""
    from ml.writers.mini_suggestions import complete

    late = time.monotonic() + seconds
    try:
        return complete(title, section, above, typed, style=style, should_stop=lambda: time.monotonic() > late)
    except (WritingStopped, WriterUnavailable):
        return ""


def is_model_ready() -> bool:
    """May jd-mini be asked now? The first question loads it in the background."""
    if not can_complete():
        return False
    thread = _loading()
    thread.join(timeout=0)
    return not thread.is_alive()


@cache
def _loading() -> threading.Thread:
    from ml.writers.mini_model import mini_model

    thread = threading.Thread(target=mini_model, name="load jd-mini", daemon=True)
    thread.start()
    return thread
