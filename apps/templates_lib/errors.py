"""Named errors of this app; each message is a sentence for the person who caused it."""

from __future__ import annotations


class LibraryError(Exception):
    """Something a person asked of the library cannot be done; the message says why and what to do next."""


class NotAllowed(LibraryError):
    """This person may not do this (403)."""
