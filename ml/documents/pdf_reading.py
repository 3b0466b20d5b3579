"""Job descriptions out of anybody's PDF: its lines by size and weight, read in a bounded process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from ml.documents import text
from ml.documents.blocks import LINE, TITLE, Block, document_from_blocks
from ml.documents.headings import is_bold_heading
from ml.documents.model import Document, DocumentError, clean

WORKER = Path(__file__).with_name("pdf_worker.py")
SECONDS = 30
REASONS = {
    "encrypted": "This PDF has a password. Save it without one, or upload the Word file.",
    "pages": "This PDF has more than 40 pages. Save the pages of one job description as a file of their own.",
    "large": "This PDF holds more than a job description does. Save the pages of one as a file of their own.",
    "damaged": "This PDF is damaged and cannot be read. Upload the Word file, or paste the text.",
}
SCANNED = "This PDF holds pictures of pages and no text. Upload the Word file, or paste the text."
SLOW = "This PDF takes too long to read. Upload the Word file, or paste the text."
BOLD_HEADING = 7
#: A heading is this much larger than the text, a title that much.
HEADING_SIZE, TITLE_SIZE = 1.08, 1.25
#: A gap this much larger than between the lines of a paragraph ends it.
WIDE_GAP = 1.15
PAGE_NUMBER = re.compile(r"^(?:.{0,80}\s)?(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})$|^(?:page )?\d{1,3}$", re.I)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    size: float
    is_bold: bool
    height: float
    page: int


def parse(content: bytes) -> Document:
    rows = [_Row(clean(text), *rest) for text, *rest in _read_lines(content)]
    body = _body_size(rows)
    rows = [row for row in rows if row.text and not (row.size <= body and PAGE_NUMBER.match(row.text))]
    if not rows:
        raise DocumentError(SCANNED)
    blocks = list(_blocks(rows, body))
    if not any(block.level == TITLE for block in blocks) and blocks[0].level == LINE:
        return text.parse("\n\n".join(row.text for row in rows)) if len(blocks) == 1 else _titled(blocks)
    return document_from_blocks(blocks)


def _read_lines(content: bytes) -> list[list[Any]]:
    try:
        done = subprocess.run([sys.executable, "-I", WORKER], input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(SLOW) from error
    if done.returncode:
        raise DocumentError(SLOW if done.returncode < 0 else REASONS["damaged"])
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise DocumentError(REASONS[answer["refused"]])
    lines: list[list[Any]] = answer["lines"]
    return lines


def _body_size(rows: list[_Row]) -> float:
    """The size in which most of the text is set."""
    characters: Counter[float] = Counter()
    for row in rows:
        characters[row.size] += len(row.text)
    return characters.most_common(1)[0][0] if characters else 0


def _titled(blocks: list[Block]) -> Document:
    """A first line of its own is the title, as in plain text."""
    first = blocks[0].text
    if text.is_title(blocks[0], first):
        blocks = [Block(first, TITLE), *blocks[1:]]
    return document_from_blocks(blocks)


def _blocks(rows: list[_Row], body: float) -> Iterator[Block]:
    largest = max(row.size for row in rows if row.page == rows[0].page)
    sizes = sorted({row.size for row in rows if row.size > body * HEADING_SIZE}, reverse=True)

    def level(row: _Row) -> int:
        if row.size == largest and row.size > body * TITLE_SIZE and row.page == rows[0].page:
            return TITLE
        if row.size in sizes:
            return min(TITLE + 1 + sizes.index(row.size), BOLD_HEADING - 1)
        return BOLD_HEADING if row.is_bold and is_bold_heading(row.text) else LINE

    base = _line_gap(rows, body)
    for found, same in groupby(rows, level):
        group = list(same)
        if found == LINE:
            yield from text.read_blocks("\n".join(_with_gaps(group, base)))
        elif found == BOLD_HEADING:
            yield from (Block(row.text, found) for row in group)
        else:
            yield Block(" ".join(row.text for row in group), found)


def _line_gap(rows: list[_Row], body: float) -> float:
    """The distance of two lines of one paragraph."""
    gaps = [
        above.height - below.height
        for above, below in pairwise(rows)
        if above.page == below.page and above.size == below.size == body
    ]
    return min((gap for gap in gaps if gap >= body * 0.9), default=body * 1.5)


def _with_gaps(rows: list[_Row], base: float) -> Iterator[str]:
    """The lines of a text, an empty one where the page leaves room."""
    last: _Row | None = None
    for row in rows:
        if last and (row.page == last.page and not -1 < last.height - row.height <= base * WIDE_GAP):
            yield ""
        yield row.text
        last = row
