"""Markdown out and in: what is written reads back as the same text in any CommonMark reader."""

from __future__ import annotations

import re
from itertools import groupby

from ml.documents import html
from ml.documents.headings import is_bare_heading
from ml.documents.model import Document, DocumentSection

#: Characters that mean something anywhere in a line; `<` and `&` only where they could open a tag or a reference.
SPECIAL = re.compile(r"[\\`*_\[~]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
#: Marks that mean something at the start of a line: headings, bullets, quotes, rules and numbers.
OPENING = re.compile(r"^(?:[-+#>]|\d{1,9}(?=[.)](?:\s|$)))")
#: A row of `#` at the end of a heading would be taken as its closing mark.
CLOSING = re.compile(r"(?<=\s)(#+)$")


def render(document: Document) -> str:
    title = [f"# {escape(document.title)}"] if document.title else []
    return "\n\n".join(title + [part for section in document.sections for part in _parts(section)]) + "\n"


def parse(markdown: str) -> Document:
    from markdown_it import MarkdownIt

    return html.parse(MarkdownIt("commonmark").enable("table").render(markdown))


def escape(text: str) -> str:
    """The text as Markdown that shows exactly these characters."""
    text = SPECIAL.sub(r"\\\g<0>", text)
    text = CLOSING.sub(r"\\\g<0>", text)
    return OPENING.sub(_escape_opening, text)


def _escape_opening(match: re.Match[str]) -> str:
    """A number cannot be escaped, the mark behind it can: `1\\.`"""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _parts(section: DocumentSection) -> list[str]:
    parts = [f"## {escape(section.heading)}"]
    for is_paragraph, lines in groupby(section.lines, lambda line: section.is_prose and not is_bare_heading(line)):
        if is_paragraph:
            parts += map(escape, lines)
        else:
            parts.append("\n".join(f"- {escape(line)}" for line in lines))
    return parts
