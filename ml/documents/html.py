"""HTML for pasting into an applicant tracking system, and job descriptions out of anybody's HTML."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from ml.documents.blocks import HEADING, LINE, Block, document_from_blocks
from ml.documents.headings import is_bare_heading, is_bold_heading
from ml.documents.model import Document, DocumentSection

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD_HEADING = 7
BOLD = frozenset({"b", "strong"})
CELLS = frozenset({"td", "th"})
ITEMS = frozenset({"li", "dd", *CELLS})
ENDS_LINE = frozenset({*HEADINGS, *ITEMS, "p", "div", "ul", "ol", "dl", "dt", "br", "hr", "tr", "table", "pre", "blockquote"})
ENDS_LINE |= {"section", "article", "header", "footer", "main", "aside", "tbody", "thead", "figcaption", "caption"}
VOID = frozenset({"br", "hr"})
TAGS = ENDS_LINE | BOLD | {"span", "font"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "title", "head", "svg", "math", "select", "textarea"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?!\.)", re.I)


def render(document: Document) -> str:
    title = [f"<h1>{_escape(document.title)}</h1>"] if document.title else []
    sections = [render_section(section, f"<h2>{_escape(section.heading)}</h2>") for section in document.sections]
    return "\n".join(title + sections) + "\n"


def render_section(section: DocumentSection, heading: str) -> str:
    """The section below `heading`. A paragraph that would be taken for a heading is written as a bullet."""
    parts = [heading]
    for is_paragraph, lines in groupby(section.lines, lambda line: section.is_prose and not is_bare_heading(line)):
        if is_paragraph:
            parts += [f"<p>{_escape(line)}</p>" for line in lines]
        else:
            parts += ["<ul>", *(f"<li>{_escape(line)}</li>" for line in lines), "</ul>"]
    return "\n".join(parts)


def parse(html: str) -> Document:
    return document_from_blocks(read_blocks(html))


def read_blocks(html: str) -> list[Block]:
    """Headings and lines of a page or a piece of one; scripts, hidden text and all markup are left behind."""
    import nh3

    reader = _BlockReader()
    allowed = {"*": {"style", "hidden"}}
    reader.feed(nh3.clean(html, tags=set(TAGS), attributes=allowed, clean_content_tags=DROPPED_WITH_CONTENT))
    reader.close()
    return reader.finish()


def _escape(text: str) -> str:
    return escape(text, quote=False)


class _BlockReader(HTMLParser):
    """Turns clean, balanced HTML into blocks, without recursion: pages can be nested as deep as they like."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, bool]] = []
        self._text: list[tuple[str, bool]] = []
        self._headings: list[int] = []
        self._items = 0
        self._hidden = 0
        self._bold = 0
        self._rows: list[tuple[int, list[int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._headings:
            self._text.append((" ", True))
        elif tag in ENDS_LINE:
            self._end_line()
        if tag not in VOID:
            self._enter(tag, _is_hidden(dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag in ENDS_LINE:
            self._end_line()
        self._leave(*self._open.pop())

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append((data, self._bold > 0))

    def finish(self) -> list[Block]:
        self._end_line()
        return self.blocks

    def _enter(self, tag: str, hides: bool) -> None:
        self._open.append((tag, hides))
        self._hidden += hides
        self._bold += tag in BOLD
        self._items += tag in ITEMS
        if tag in HEADINGS:
            self._headings.append(HEADINGS[tag])
        if tag == "tr":
            self._rows.append((len(self.blocks), []))

    def _leave(self, tag: str, hides: bool) -> None:
        self._hidden -= hides
        self._bold -= tag in BOLD
        self._items -= tag in ITEMS
        if tag in HEADINGS:
            self._headings.pop()
        if tag in CELLS and self._rows:
            self._rows[-1][1].append(len(self.blocks))
        if tag == "tr":
            self._end_row(*self._rows.pop())

    def _end_line(self) -> None:
        text = "".join(data for data, _ in self._text).strip()
        is_bold = all(bold for data, bold in self._text if data.strip())
        self._text.clear()
        if text:
            self.blocks.append(Block(text, self._level(text, is_bold)))

    def _level(self, text: str, is_bold: bool) -> int:
        if self._headings:
            return self._headings[-1]
        if self._items:
            return LINE
        if is_bold and is_bold_heading(text):
            return BOLD_HEADING
        return HEADING if is_bare_heading(text) else LINE

    def _end_row(self, start: int, cell_ends: list[int]) -> None:
        """Join a row of short cells to one line; cells that hold more are a layout and stay apart."""
        row = self.blocks[start:]
        starts = [start, *cell_ends]
        is_short = all(end - begin <= 1 for begin, end in zip(starts, cell_ends, strict=False))
        if len(row) > 1 and is_short and all(block.level is LINE for block in row):
            self.blocks[start:] = [Block(" | ".join(block.text for block in row))]


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))

