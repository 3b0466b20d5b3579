"""Named errors of this app; each message is a sentence for the person who caused it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class LibraryError(Exception):
    """Something a person asked for cannot be done; the message says why and what to do next."""


class NotAllowed(LibraryError):
    """This person may not do this (403)."""


class WrongState(LibraryError):
    """The profile or text has moved on, or its state does not allow this (409)."""


class BadContent(LibraryError):
    """A profile or text that cannot be used (422). `problems` are its faults as sentences."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems: Sequence[str] = problems


class ChangedMeanwhile(LibraryError):
    """Somebody saved the profile or text since this person opened it (409). `theirs` is what is stored now."""

    def __init__(self, theirs: dict[str, Any], *, number: int, by: str, noun: str) -> None:
        super().__init__(f"{by or 'The product'} saved this {noun} while you were working on it.")
        self.theirs, self.number = theirs, number
