"""The text that is checked, cut into its blocks and sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ml.checks.context import NOTHING_KNOWN, Context
from ml.contracts import LEGAL_SECTIONS, PROSE_SECTIONS, SectionKind
from ml.documents.headings import is_bare_heading, kind_of_heading
from ml.language.foreign import is_english
from ml.language.text import content_stems

BULLET = re.compile(r"\s*(?:[-*•◦▪●‣·–—+»>✓✔→~]|\(?\d{1,3}[.)])\s+")
MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+")
UNDERLINE = re.compile(r"\s*(?:=+|-{3,})\s*")
#: A sentence ends at . ! ? before a capital, a digit or a quotation mark, unless an abbreviation ends there.
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
#: Characters; what is shorter is a note or a sentence, and no posting.
SHORTEST_POSTING = 300
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|approx|incl|vs|Dr|Mr|Ms|Mrs|St|No|[A-Z])\.$")


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text; `start` counts its code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A title, a heading, a bullet without its mark, or a paragraph. `section` is None before the first heading."""

    text: str
    start: int
    kind: BlockKind
    section: SectionKind | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_heading(self) -> bool:
        return self.kind in (BlockKind.TITLE, BlockKind.HEADING)

    def sentences(self) -> Iterator[Span]:
        at = 0
        for found in SENTENCE_END.finditer(self.text):
            sentence = self.text[at : found.end()].rstrip()
            if not ABBREVIATION.search(sentence):
                yield Span(sentence, self.start + at)
                at = found.end()
        if self.text[at:].strip():
            yield Span(self.text[at:], self.start + at)


@dataclass(frozen=True)
class Subject:
    text: str
    blocks: tuple[Block, ...]
    context: Context = NOTHING_KNOWN

    @cached_property
    def title(self) -> Block | None:
        return next((block for block in self.blocks if block.kind is BlockKind.TITLE), None)

    @cached_property
    def is_posting(self) -> bool:
        """False for a lone title or sentence: what is asked of a whole posting is not asked of it."""
        return len(self.blocks) > 1 and len(self.text) >= SHORTEST_POSTING

    @cached_property
    def is_english(self) -> bool:
        return is_english(self.text)

    @cached_property
    def english_sentences(self) -> tuple[Span, ...]:
        """None in another language, nor any of a legal section, whose wording is nobody's choice here."""
        if not self.is_english:
            return ()
        blocks = (block for block in self.lines() if block.section not in LEGAL_SECTIONS)
        return tuple(each for block in blocks for each in block.sentences() if is_english(each.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of all words that carry meaning (`ml.language.text`)."""
        return frozenset(content_stems(self.text))

    @cached_property
    def bullets(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is BlockKind.BULLET)

    @cached_property
    def sections(self) -> frozenset[SectionKind]:
        """The kinds of the sections that hold at least one line."""
        return frozenset(block.section for block in self.blocks if block.section and not block.is_heading)

    def lines(self, *kinds: SectionKind) -> tuple[Block, ...]:
        """Bullets and paragraphs, of these sections if any are named."""
        return tuple(b for b in self.blocks if not b.is_heading and (not kinds or b.section in kinds))

    def part(self, start: int, end: int) -> Span:
        return Span(self.text[start:end], start)

    def sentences(self) -> Iterator[Span]:
        """Sentences of bullets and paragraphs, in their order."""
        for block in self.lines():
            yield from block.sentences()


def read_subject(text: str, context: Context = NOTHING_KNOWN) -> Subject:
    """Cut a plain or Markdown text of anybody; places are those of `text` as it was given."""
    return Subject(text, tuple(_blocks(text)), context)


def subject_from_sections(
    title: str, sections: Iterable[tuple[SectionKind, str, Iterable[str]]], context: Context = NOTHING_KNOWN
) -> Subject:
    """One text of a title and of (kind, heading, lines): a line of text each, an empty line before each heading."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0

    def add(text: str, kind: BlockKind, section: SectionKind | None) -> None:
        nonlocal at
        blocks.append(Block(text, at, kind, section))
        parts.append(text + "\n")
        at += len(text) + 1

    if title:
        add(title, BlockKind.TITLE, None)
    for kind, heading, lines in sections:
        parts.append("\n")
        at += 1
        add(heading, BlockKind.HEADING, kind)
        for line in lines:
            add(line, BlockKind.PARAGRAPH if kind in PROSE_SECTIONS else BlockKind.BULLET, kind)
    return Subject("".join(parts), tuple(blocks), context)


def _blocks(text: str) -> Iterator[Block]:
    at, section, is_first = 0, None, True
    for line in text.splitlines(keepends=True):
        kind, words, begin = _cut(line)
        if words:
            if kind is BlockKind.HEADING or (kind is BlockKind.PARAGRAPH and is_bare_heading(words)):
                kind = _kind_of_heading(words, is_first=is_first)
                section = None if kind is BlockKind.TITLE else kind_of_heading(words)
            elif is_first and kind is BlockKind.PARAGRAPH and _reads_as_title(words):
                kind = BlockKind.TITLE
            yield Block(words, at + begin, kind, None if kind is BlockKind.TITLE else section)
            is_first = False
        at += len(line)


def _cut(line: str) -> tuple[BlockKind, str, int]:
    """What kind of line it is, its words without any mark, and where they begin."""
    if UNDERLINE.fullmatch(line):
        return BlockKind.PARAGRAPH, "", 0
    kind, begin = BlockKind.PARAGRAPH, len(line) - len(line.lstrip())
    if mark := MARKDOWN_HEADING.match(line):
        kind, begin = BlockKind.HEADING, mark.end()
    elif mark := BULLET.match(line):
        kind, begin = BlockKind.BULLET, mark.end()
    return kind, line[begin:].rstrip(), begin


def _kind_of_heading(words: str, *, is_first: bool) -> BlockKind:
    is_title = is_first and kind_of_heading(words) is SectionKind.OTHER
    return BlockKind.TITLE if is_title else BlockKind.HEADING


def _reads_as_title(words: str) -> bool:
    return len(words) <= 100 and len(words.split()) <= 12 and not words.endswith((".", ":", "!", "?"))
