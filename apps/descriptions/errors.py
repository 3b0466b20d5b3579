"""Named errors of this app; each message is a sentence for the person who caused it."""

from __future__ import annotations

from apps.descriptions.models import Section


class DescriptionError(Exception):
    """Something a person asked for cannot be done; the message says why and what to do next."""


class NotAllowed(DescriptionError):
    """This person may not do this (403)."""


class WrongState(DescriptionError):
    """The description's or request's state does not allow this (409)."""


class BadBrief(DescriptionError):
    """A brief that cannot be used (422). `field` names the offending key."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


class VersionConflict(DescriptionError):
    """The section has been saved by someone else since this person loaded it (409)."""

    def __init__(self, section: Section) -> None:
        super().__init__(f"{section.heading} was changed in another tab or by someone else.")
        self.section = section
