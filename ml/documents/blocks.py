"""A file as a flat row of blocks, and the document that they make: what all readers share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ml.contracts import SectionKind
from ml.documents.headings import STANDARD_HEADINGS, kind_of_heading
from ml.documents.model import Document, DocumentSection, clean

LINE = 0
TITLE = 1
HEADING = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text (`LINE`), or a heading; the smaller its level, the more important it is, down from `TITLE`."""

    text: str
    level: int = LINE


def document_from_blocks(blocks: Iterable[Block]) -> Document:
    kept = [block for block in blocks if clean(block.text)]
    at = _title_index(kept)
    title = "" if at is None else kept.pop(at).text
    return Document(title, sections_from_blocks(kept))


def sections_from_blocks(blocks: Iterable[Block]) -> tuple[DocumentSection, ...]:
    """Lines before the first heading are the summary; nothing is dropped but empty lines."""
    sections: list[tuple[SectionKind, str, list[str]]] = []
    for block in blocks:
        text = clean(block.text)
        if text and block.level != LINE:
            sections.append((kind_of_heading(text), text, []))
        elif text:
            if not sections:
                sections.append((SectionKind.SUMMARY, STANDARD_HEADINGS[SectionKind.SUMMARY], []))
            sections[-1][2].append(text)
    return tuple(DocumentSection(kind, heading, tuple(lines)) for kind, heading, lines in sections)


def _title_index(blocks: list[Block]) -> int | None:
    """The only title; or a first heading of no known kind that stands above all others."""
    headings = [index for index, block in enumerate(blocks) if block.level != LINE]
    titles = [index for index in headings if blocks[index].level == TITLE]
    if len(titles) == 1:
        return titles[0]
    if len(headings) < 2 or kind_of_heading(blocks[headings[0]].text) is not SectionKind.OTHER:
        return None
    first, *others = (blocks[index].level for index in headings)
    stands_above = first < min(others) or first == TITLE
    return headings[0] if stands_above else None
