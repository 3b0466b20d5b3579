"""The door for files: any format by its name, with limits, content types and file names."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ml.documents import docx, html, json_file, jsonld, markdown, pdf, pdf_reading, text, web_page
from ml.documents.model import Document, DocumentError

MAX_BYTES = 5 * 2**20
#: Nobody writes more by hand; Markdown and plain text beyond this are something else than a job description.
MAX_WRITTEN = 2**19
NAME_LENGTH = 80


class Format(StrEnum):
    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    JSONLD = "jsonld"


#: What the ending of a file's name says.
FORMAT_OF_ENDING = {
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".jsonld": Format.JSONLD,
    ".json": Format.JSONLD,
}


@dataclass(frozen=True, slots=True)
class Exported:
    content: bytes
    content_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class _Kind:
    render: Callable[[Document], bytes]
    content_type: str
    extension: str


KINDS = {
    Format.MARKDOWN: _Kind(lambda d: markdown.render(d).encode(), "text/markdown; charset=utf-8", "md"),
    Format.TEXT: _Kind(lambda d: text.render(d).encode(), "text/plain; charset=utf-8", "txt"),
    # A piece of a page names no encoding, so the file stays within ASCII.
    Format.HTML: _Kind(lambda d: html.render(d).encode("ascii", "xmlcharrefreplace"), "text/html", "html"),
    Format.DOCX: _Kind(docx.render, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    Format.PDF: _Kind(pdf.render, "application/pdf", "pdf"),
    Format.JSONLD: _Kind(lambda d: jsonld.render(d).encode(), "application/ld+json", "jsonld"),
}


def export(document: Document, format: Format) -> Exported:
    kind = KINDS[format]
    return Exported(kind.render(document), kind.content_type, f"{_file_stem(document.title)}.{kind.extension}")


def parse(content: bytes, format: Format) -> Document:
    """Read a file from anybody. Raises `DocumentError` with a reason for the person who gave it."""
    _check_size(content, format)
    document = _parse(content, format)
    if not document.title and not document.sections:
        raise DocumentError("This file holds no text.")
    return document


def _parse(content: bytes, format: Format) -> Document:
    match format:
        case Format.DOCX:
            return docx.parse(content)
        case Format.PDF:
            return pdf_reading.parse(content)
        case Format.MARKDOWN:
            return markdown.parse(decode(content))
        case Format.TEXT:
            return text.parse(decode(content))
        case Format.HTML:
            return web_page.parse(decode(content))
        case Format.JSONLD:
            return json_file.parse(decode(content))


def format_of(content: bytes, content_type: str = "") -> Format:
    """The format of what a server sent: by what it begins with, else by what the server calls it."""
    start = content[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return Format.PDF
    if start.startswith(b"PK"):
        return Format.DOCX
    if "json" in content_type or start[:1] in (b"{", b"["):
        return Format.JSONLD
    return Format.HTML if "html" in content_type or start.startswith(b"<") else Format.TEXT


def _check_size(content: bytes, format: Format) -> None:
    limit = MAX_WRITTEN if format in {Format.MARKDOWN, Format.TEXT} else MAX_BYTES
    if len(content) > limit:
        size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit // 2**10} kB"
        raise DocumentError(f"This file is too large. The limit is {size}.")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with a mark, or in the encoding of an older Windows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise DocumentError("This is not a text file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _file_stem(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")
    return stem[:NAME_LENGTH].rstrip("-") or "job-description"
