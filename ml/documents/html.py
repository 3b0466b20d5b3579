"""HTML for pasting into an applicant tracking system, and job descriptions out of anybody's HTML."""

from __future__ import annotations

import re
from html import escape as quoted
from itertools import groupby
from typing import Any

from ml.documents.blocks import HEADING, LINE, Block, document_from_blocks
from ml.documents.headings import is_bare_heading, is_bold_heading
from ml.documents.model import Document, DocumentError, DocumentSection

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD_HEADING = 7
CELLS = frozenset({"td", "th"})
ITEMS = frozenset({"li", "dd", *CELLS})
ENDS_LINE = frozenset({*HEADINGS, *ITEMS, "p", "div", "ul", "ol", "dl", "dt", "br", "hr", "tr", "table", "pre"})
ENDS_LINE |= {"section", "article", "header", "footer", "main", "aside", "tbody", "thead", "caption", "blockquote"}
BOLD = frozenset({"b", "strong"})
INVISIBLE = frozenset(
    {"script", "style", "template", "noscript", "title", "svg", "math", "select", "textarea", "iframe"}
)
HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden|(font-size|opacity)\s*:\s*0(?![.\d]*[1-9]))", re.I)


def render(document: Document) -> str:
    title = [f"<h1>{escape(document.title)}</h1>"] if document.title else []
    sections = [render_section(section, f"<h2>{escape(section.heading)}</h2>") for section in document.sections]
    return "\n".join(title + sections) + "\n"


def render_section(section: DocumentSection, heading: str) -> str:
    """The section below `heading`. A paragraph that would be taken for a heading is written as a bullet."""
    parts = [heading]
    for is_paragraph, lines in groupby(section.lines, lambda line: section.is_prose and not is_bare_heading(line)):
        if is_paragraph:
            parts += [f"<p>{escape(line)}</p>" for line in lines]
        else:
            parts += ["<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]
    return "\n".join(parts)


def parse(html: str) -> Document:
    return document_from_blocks(read_blocks(html))


def read_blocks(html: str) -> list[Block]:
    """Headings and lines of a page or a piece of one; scripts, hidden text and all markup are left behind."""
    tree = read_tree(html)
    return [] if tree is None else read_elements(tree)


def read_elements(tree: Any) -> list[Block]:
    return _BlockReader().read(tree)


def read_tree(html: str) -> Any:
    """The page as lxml elements, None if there are none. The parser stops at a depth that no page of text has."""
    from lxml import etree

    if not html.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = etree.fromstring(html.encode(errors="ignore"), parser)
    if parser.error_log.filter_from_fatals():
        raise DocumentError("This page is nested too deeply to be read.")
    return tree


def escape(text: str) -> str:
    """The text as it stands between tags."""
    return quoted(text, quote=False)


class _BlockReader:
    """Turns the elements of a page into blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._text: list[tuple[str, bool]] = []
        self._headings: list[int] = []
        self._items = 0
        self._hidden = 0
        self._bold = 0
        self._rows: list[tuple[int, list[int]]] = []

    def read(self, tree: Any) -> list[Block]:
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if element.tag == "br" and self._headings:
                self._add(" " if event == "start" else element.tail)
                continue
            if element.tag in ENDS_LINE:
                self._end_line()
            if event == "start":
                self._enter(element.tag, hides=_is_hidden(element))
                self._add(element.text)
            else:
                self._leave(element.tag, hides=_is_hidden(element))
                self._add(element.tail)
        self._end_line()
        return self._blocks

    def _add(self, text: str | None) -> None:
        if text and not self._hidden:
            self._text.append((text, self._bold > 0))

    def _enter(self, tag: str, *, hides: bool) -> None:
        self._hidden += hides
        self._bold += tag in BOLD
        self._items += tag in ITEMS
        if tag in HEADINGS:
            self._headings.append(HEADINGS[tag])
        if tag == "tr":
            self._rows.append((len(self._blocks), []))

    def _leave(self, tag: str, *, hides: bool) -> None:
        self._hidden -= hides
        self._bold -= tag in BOLD
        self._items -= tag in ITEMS
        if tag in HEADINGS:
            self._headings.pop()
        if tag in CELLS and self._rows:
            self._rows[-1][1].append(len(self._blocks))
        if tag == "tr":
            self._end_row(*self._rows.pop())

    def _end_line(self) -> None:
        text = "".join(data for data, _ in self._text).strip()
        is_bold = all(bold for data, bold in self._text if data.strip())
        self._text.clear()
        if text:
            self._blocks.append(Block(text, self._level(text, is_bold=is_bold)))

    def _level(self, text: str, *, is_bold: bool) -> int:
        if self._headings:
            return self._headings[-1]
        if self._items:
            return LINE
        if is_bold and is_bold_heading(text):
            return BOLD_HEADING
        return HEADING if is_bare_heading(text) else LINE

    def _end_row(self, start: int, cell_ends: list[int]) -> None:
        """Join a row of short cells to one line; cells that hold more are a layout and stay apart."""
        row = self._blocks[start:]
        starts = [start, *cell_ends]
        is_short = all(end - begin <= 1 for begin, end in zip(starts, cell_ends, strict=False))
        if len(row) > 1 and is_short and all(block.level == LINE for block in row):
            self._blocks[start:] = [Block(" | ".join(block.text for block in row))]


def _is_hidden(element: Any) -> bool:
    return element.tag in INVISIBLE or "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))
