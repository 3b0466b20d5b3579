"""The door for tracking systems: a posting in the form that one of them takes, and out of the form that it gives."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ml.contracts import Level, SectionKind
from ml.documents import ashby, greenhouse, lever, smartrecruiters, vendors, workable
from ml.documents.model import Document, clean

SAME_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "…": "."})


@dataclass(frozen=True, slots=True)
class TrackingSystem:
    """`render` makes the fields of a write, `read` takes the JSON of one posting."""

    render: Callable[[Document], dict[str, Any]]
    read: Callable[[Mapping[str, Any]], Document]


TRACKING_SYSTEMS = {
    module.__name__.rpartition(".")[2]: TrackingSystem(module.render, module.read)
    for module in (greenhouse, lever, ashby, smartrecruiters, workable)
}


def without(document: Document, kinds: frozenset[SectionKind]) -> Document:
    """The document without what the tracking system adds itself, and without sections that say nothing."""
    kept = tuple(section for section in document.sections if section.lines and section.kind not in kinds)
    return replace(document, sections=kept)


def usable_fact(name: str, value: str) -> str:
    """A system's own word for a fact of a brief in ours; empty where it means none of them."""
    if name == "employment_type":
        return str(vendors.employment_type(value) or "")
    if name == "workplace_type":
        return str(vendors.workplace_type(value) or "")
    if name == "level":
        return next((str(level) for level in Level if str(level) == value.strip().lower()), "")
    return clean(value)[:150]


def fingerprint(document: Document) -> str:
    """SHA-256 over the words of title and sections: markup, spaces, kinds of quotes and the order of sections differ
    from system to system without a person having changed the text."""
    sections = sorted(
        "\n".join(plain(text) for text in (section.heading, *section.lines)) for section in document.sections
    )
    return hashlib.sha256("\0".join([plain(document.title), *sections]).encode()).hexdigest()


def plain(text: str) -> str:
    """The text without differences that nobody reads."""
    words = unicodedata.normalize("NFKC", text.translate(SAME_MARKS))
    return re.sub(r"\s+", " ", words).strip().rstrip(":")
