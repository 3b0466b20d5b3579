"""Reads a PDF in a process of its own: `python pdf_worker.py < FILE` prints its lines as JSON.

A PDF can ask for more time and memory than any reader should give, so the operating system sets the bounds. Nothing in
the file is run: no JavaScript, no actions, no attachments; only the text of its pages is read. Imports nothing of ours.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

MAX_PAGES = 40
MAX_CHARACTERS = 2**19
MAX_MEMORY = 2**30
CPU_SECONDS = 20
#: Unpacked bytes of one page's content; text does not need more.
MAX_CONTENT = 8 * 2**20
Line = list[Any]


class Refused(Exception):
    """The reason is a key of `ml.documents.pdf_reading.REASONS`."""


def main() -> int:
    _set_bounds()
    try:
        answer: dict[str, Any] = {"lines": read_lines(sys.stdin.buffer.read())}
    except Refused as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"refused": "large"}
    except Exception:  # the reader raises whatever a broken part leads it to
        answer = {"refused": "damaged"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _set_bounds() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(500)


def read_lines(content: bytes) -> list[Line]:
    """Each line as [text, font size, is bold, height on the page, page]."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Refused("encrypted")
    if len(reader.pages) > MAX_PAGES:
        raise Refused("pages")
    lines: list[Line] = []
    for number, page in enumerate(reader.pages):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MAX_CONTENT:
            raise Refused("large")
        lines += _lines_of(page, number)
        if sum(len(line[0]) for line in lines) > MAX_CHARACTERS:
            raise Refused("large")
    return lines


def _lines_of(page: Any, number: int) -> list[Line]:
    """The pieces of a page in reading order, joined to lines where they stand at one height."""
    lines: list[Line] = []
    pieces: list[tuple[str, float, bool, float]] = []

    def end_line() -> None:
        text = "".join(piece[0] for piece in pieces)
        if text.strip():
            size = max(piece[1] for piece in pieces if piece[0].strip())
            is_bold = all(piece[2] for piece in pieces if piece[0].strip())
            lines.append([text, round(size, 1), is_bold, round(pieces[0][3], 1), number])
        pieces.clear()

    def take(text: str, shift: list[float], place: list[float], font: Any, size: float) -> None:
        height = place[5] * shift[3] + shift[5]
        real_size = abs(size * place[3] * shift[3])
        for position, part in enumerate(text.split("\n")):
            if position:
                end_line()
            if part:
                pieces.append((part, real_size, _is_bold(font), height))

    page.extract_text(visitor_text=take)
    end_line()
    return lines


def _is_bold(font: Any) -> bool:
    name = str((font or {}).get("/BaseFont", "")).lower()
    return any(word in name for word in ("bold", "black", "heavy", "semibold"))


if __name__ == "__main__":
    sys.exit(main())
