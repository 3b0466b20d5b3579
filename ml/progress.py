"""How far the engines are while a draft is written: heard in their threads, read in the caller's."""

from __future__ import annotations

import re

from ml.contracts import Hear, SectionKind

_JSON_LINE = re.compile(r'"text"\s*:\s*"(?:[^"\\]|\\.)*"')


class Progress:
    """The finished lines of each section that an engine is writing, before anybody has checked them."""

    def __init__(self) -> None:
        self._lines: dict[SectionKind, int] = {}

    @property
    def lines(self) -> dict[str, int]:
        """By the kind of section; one whose engine has not finished a line is missing."""
        return {str(kind): count for kind, count in self._lines.copy().items() if count}

    def hearing(self, kind: SectionKind) -> Hear:
        """For one answer: what was counted of an earlier one for the same section is forgotten."""
        text = ""
        self._lines[kind] = 0

        def hear(piece: str) -> None:
            nonlocal text
            text += piece
            if "\n" in piece or '"' in piece:
                self._lines[kind] = finished_lines(text)

        return hear


def finished_lines(text: str) -> int:
    """The whole lines in the beginning of an answer, whether it is JSON or bullets."""
    if '"text"' in text:
        return len(_JSON_LINE.findall(text))
    return sum(bool(row.strip(" \t`{[")) for row in text.split("\n")[:-1])
