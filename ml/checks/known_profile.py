"""The role profile on which a posting is based, if it is known which one, and if the text bears it out."""

from __future__ import annotations

from functools import cache

from ml.checks.subject import Subject
from ml.language.text import content_stems
from ml.library import RoleProfile, default_library

#: So many of the profile's duties stand in the text of a posting that is about that work; a title alone may mislead.
DUTIES_SAID = 2


def profile_of(subject: Subject) -> RoleProfile | None:
    """None where no profile is named, the library has none of that name, or the text tells of other work."""
    profile = default_library().get(subject.context.profile) if subject.context.profile else None
    if profile is None:
        return None
    said = sum(duty <= subject.stems for duty in _duties(profile.id))
    return profile if said >= DUTIES_SAID else None


@cache
def _duties(profile_id: str) -> tuple[frozenset[str], ...]:
    """The telling words of each duty's cue."""
    profile = default_library()[profile_id]
    return tuple(frozenset(content_stems(item.cue)) for item in profile.responsibilities)
