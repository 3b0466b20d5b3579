"""Sections as the HTML that tracking systems take, in the few tags that each of them keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ml.documents.headings import is_bare_heading
from ml.documents.html import escape
from ml.documents.model import DocumentSection

#: Addresses in running text, without the mark that ends their sentence.
LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Markup:
    """How one system wants its headings, and whether it keeps paragraphs."""

    heading: str = "h3"
    has_paragraphs: bool = True

    def sections(self, sections: Iterable[DocumentSection]) -> str:
        return "\n".join(f"{self.headed(section)}\n{self.body(section)}" for section in sections)

    def headed(self, section: DocumentSection) -> str:
        return f"<{self.heading}>{escape(section.heading)}</{self.heading}>"

    def body(self, section: DocumentSection) -> str:
        """Paragraphs and bullets. Where paragraphs are stripped, only a single line can stand without a bullet."""
        prose = [section.is_prose and not is_bare_heading(line) for line in section.lines]
        if not self.has_paragraphs:
            return linked(section.lines[0]) if prose == [True] else items(section.lines)
        parts = []
        for is_paragraph, pairs in groupby(zip(prose, section.lines, strict=True), lambda pair: pair[0]):
            lines = [line for _, line in pairs]
            parts.append("\n".join(f"<p>{linked(line)}</p>" for line in lines) if is_paragraph else items(lines))
        return "\n".join(parts)


def items(lines: Iterable[str]) -> str:
    return f"<ul>{bullets(lines)}</ul>"


def bullets(lines: Iterable[str]) -> str:
    return "".join(f"<li>{linked(line)}</li>" for line in lines)


def linked(line: str) -> str:
    """The line with its addresses as links that show the address, so that they read back as they were."""
    parts, end = [], 0
    for found in LINK.finditer(line):
        target = found[0] if found[0].startswith("http") else f"mailto:{found[0]}"
        href = escape(target).replace('"', "&quot;")
        parts += [escape(line[end : found.start()]), f'<a href="{href}">{escape(found[0])}</a>']
        end = found.end()
    return "".join([*parts, escape(line[end:])])
