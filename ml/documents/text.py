"""Plain text that a person can read and that reads back as the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest

from ml.contracts import SectionKind
from ml.documents import foreign_text
from ml.documents.blocks import HEADING, LINE, TITLE, Block, document_from_blocks
from ml.documents.headings import MOST_WORDS, is_bare_heading, is_bold_heading, kind_of_heading
from ml.documents.model import Document, DocumentSection
from ml.documents.told_by_content import with_tasks_found

WIDTH = 78
TITLE_LENGTH = 100
#: Lines of other people's files count as wrapped when the next word would have passed the first of these columns;
#: nobody wraps past the second.
NARROWEST, WIDEST = 60, 120
SHORTEST_UNDERLINE = 3
UNDERLINE = re.compile(r"^(=+|-+)$")
BULLET = re.compile(r"^(?:[-*•◦▪●‣·–—+»>✓✔→~]|--|o(?= {2,}))(?:\s+|$)")
NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-z])[.)](?:\s|$)")


def render(document: Document) -> str:
    title = [_underlined(document.title, "=")] if document.title else []
    return "\n\n".join(title + [part for section in document.sections for part in _parts(section)]) + "\n"


def parse(text: str) -> Document:
    """Our own exports exactly, anybody else's text by the habits of people (`foreign_text`)."""
    if not foreign_text.is_ours(text):
        return _parse_foreign(text)
    blocks = list(read_blocks(text))
    if blocks and is_title(blocks[0], text.strip()):
        blocks[0] = Block(blocks[0].text, TITLE)
    return document_from_blocks(blocks)


def _parse_foreign(text: str) -> Document:
    lines = [line.expandtabs(4) if line.startswith("\t") else line for line in text.splitlines()]
    title = foreign_text.labelled_title(lines)
    blocks = [block for block in _foreign_blocks(lines) if not title or block.text != title]
    if not title and blocks and (is_title(blocks[0], text.strip()) or _stands_first(blocks)):
        title = blocks.pop(0).text.rstrip(":")
    if not title:
        return with_tasks_found(document_from_blocks(blocks))
    title, facts = foreign_text.bare_title(title)
    return with_tasks_found(document_from_blocks([Block(title, TITLE), *([Block(facts)] if facts else []), *blocks]))


def _stands_first(blocks: list[Block]) -> bool:
    """A heading of no known kind right at the top is the title."""
    first = blocks[0]
    return first.level == HEADING and len(blocks) > 1 and kind_of_heading(first.text) is SectionKind.OTHER


def _foreign_blocks(lines: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    for line, is_heading in foreign_text.levelled(lines):
        if is_heading or not line.strip():
            yield from _read_paragraph(paragraph)
            paragraph = []
        if is_heading:
            yield Block(line.strip(), HEADING)
        elif line.strip():
            paragraph.append(line)
    yield from _read_paragraph(paragraph)


def read_blocks(text: str) -> Iterator[Block]:
    for is_text, lines in groupby(text.splitlines(), lambda line: bool(line.strip())):
        if is_text:
            yield from _read_paragraph(list(lines))


def _underlined(heading: str, mark: str) -> str:
    return f"{heading}\n{mark * max(len(heading), SHORTEST_UNDERLINE)}"


def _parts(section: DocumentSection) -> list[str]:
    """The heading and the lines; bullets that follow one another stand together."""
    parts = [_underlined(section.heading, "-")]
    was_bullet = False
    for line in section.lines:
        written = _written(line, is_prose=section.is_prose)
        is_bullet = written.startswith("- ")
        if is_bullet and was_bullet:
            parts[-1] += f"\n{written}"
        else:
            parts.append(written)
        was_bullet = is_bullet
    return parts


def _written(line: str, *, is_prose: bool) -> str:
    """The first form that reads back as this very line: a paragraph or bullet, wrapped if possible."""
    forms = [_wrapped(line, ""), line] if is_prose else []
    forms += [_wrapped(f"- {line}", "  "), f"- {line}"]
    return next((form for form in forms if list(read_blocks(form)) == [Block(line)]), forms[-1])


def _wrapped(text: str, indent: str) -> str:
    """Lines of at most `WIDTH` columns, none of which starts with a word that would mean something there."""
    lines = [""]
    for word in text.split(" "):
        is_free = not (UNDERLINE.match(word) or BULLET.match(word) or NUMBER.match(word))
        if lines[-1].strip() and is_free and len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(indent + word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def _read_paragraph(lines: list[str]) -> Iterator[Block]:
    """Headings, bullets and running text between two blank lines."""
    words: list[str] = []
    last = ""
    for line, level in _levels(lines):
        if words and (level != LINE or not _continues(last, line)):
            yield Block(" ".join(words))
            words.clear()
        if level != LINE:
            yield Block(line.strip(), level)
        else:
            words.append(line.strip() if words else BULLET.sub("", line.strip()))
        last = line
    if words:
        yield Block(" ".join(words))


def _levels(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Each line with its level; underlines and rules are taken out."""
    rows = iter(zip_longest(lines, lines[1:], fillvalue=""))
    for line, below in rows:
        if _is_underline(below):
            next(rows)
            yield line, TITLE if "=" in below else HEADING
        elif not _is_underline(line):
            yield line, HEADING if _is_heading(line) else LINE


def _is_underline(line: str) -> bool:
    return len(line.strip()) >= SHORTEST_UNDERLINE and bool(UNDERLINE.match(line.strip()))


def _is_heading(line: str) -> bool:
    text = line.strip()
    if BULLET.match(text):
        return False
    is_fact = ": " in text
    is_shouted = text.isupper() and text[0].isalpha() and 2 <= len(text.split()) <= MOST_WORDS and not is_fact
    return is_bare_heading(text) or (is_shouted and is_bold_heading(text))


def _continues(last: str, line: str) -> bool:
    """True if `line` goes on with the sentence of the line above it."""
    text = line.strip()
    if BULLET.match(text) or NUMBER.match(text):
        return False
    is_hanging = bool(BULLET.match(last.strip())) and line.startswith("  ")
    was_full = len(last) + 1 + len(text.split()[0]) > NARROWEST and len(last) <= WIDEST
    return is_hanging or was_full or (line.startswith("  ") and last.startswith("  "))


def is_title(block: Block, text: str) -> bool:
    """A short first line without an end mark, alone or above the rest."""
    is_whole = text.splitlines()[0].strip() == block.text
    return block.level == LINE and is_whole and len(block.text) <= TITLE_LENGTH and block.text[-1] not in ".;,:!?"
