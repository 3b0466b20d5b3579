"""A fact that was found in the text of a document, with the line that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ml.contracts import SectionKind
from ml.documents.model import Document

Value = TypeVar("Value")
#: Facts stand in lines that a person can read; what is behind this in a line is not searched.
LONGEST, MOST = 2_000, 1_500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands. `number` counts all lines of the document from 0; the title's is -1."""

    text: str
    heading: str = ""
    kind: SectionKind = SectionKind.OTHER
    number: int = -1


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """`words` are those characters of the line that say it."""

    value: Value
    words: str
    line: Place


def lines_of(document: Document) -> Iterator[Place]:
    """The title, then each heading and each line in order, as many as a posting has."""
    if document.title:
        yield Place(document.title[:LONGEST])
    number = 0
    for section in document.sections:
        for line in (section.heading, *section.lines):
            if number == MOST:
                return
            yield Place(line[:LONGEST], section.heading, section.kind, number)
            number += 1
