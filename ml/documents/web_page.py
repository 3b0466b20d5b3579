"""A posting out of a page of the web: its own JSON-LD first, else the text between its menus."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from ml.documents import html, jsonld
from ml.documents.blocks import document_from_blocks
from ml.documents.model import Document, DocumentError

#: Around the text of a page, never part of a posting.
FRAME = ("nav", "header", "footer", "aside", "form", "dialog", "button")
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog"})
#: A part with fewer letters is a teaser, not the text of the page.
LEAST_LETTERS = 200
MOST_PARTS = 50


def parse(page: str) -> Document:
    if "ld+json" in page:
        try:
            return jsonld.parse(page)
        except DocumentError:
            pass  # a page may describe its menus or its publisher in JSON-LD, and no job
    tree = html.read_tree(page)
    if tree is None or tree.find(".//body") is None or "<body" not in page.lower():
        return html.parse(page)
    return document_from_blocks(html.read_elements(_without_frame(_main_part(tree))))


def _main_part(tree: Any) -> Any:
    """The longest element that says it is the main text; the whole page where none does."""
    named = chain(tree.iter("main", "article"), tree.iterfind('.//*[@role="main"]'))
    marked = [part for part in islice(named, MOST_PARTS) if _letters(part) >= LEAST_LETTERS]
    return max(marked, key=_letters, default=tree)


def _letters(part: Any) -> int:
    return sum(map(len, part.itertext()))


def _without_frame(part: Any) -> Any:
    frame = [found for found in part.iter(*FRAME) if found is not part and not _holds_title(found)]
    frame += [found for found in part.iterfind(".//*[@role]") if found.get("role") in ROLES and not _holds_title(found)]
    for found in frame:
        if found.getparent() is not None:
            _remove(found)
    return part


def _holds_title(element: Any) -> bool:
    return element.tag == "header" and element.find(".//h1") is not None


def _remove(element: Any) -> None:
    """The text behind an element belongs to its parent and stays."""
    before, parent = element.getprevious(), element.getparent()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
