"""Text that arrives token by token, given on as soon as it can no longer be the beginning of a stop text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_UNFINISHED = "\ufffd"


class TokenText:
    """Turns tokens into text: a character that takes several tokens comes with its last one.

    Only the tokens since the last word that was given on are decoded again, with the ones before them, since a
    tokenizer may write a token differently at the start of a text.
    """

    def __init__(self, decode: Callable[[Sequence[int]], str]) -> None:
        self._decode = decode
        self._tokens: list[int] = []
        self._from = 0
        self._given = 0

    def add(self, token: int) -> str:
        self._tokens.append(token)
        text = self._decode(self._tokens[self._from :])
        return "" if text.endswith(_UNFINISHED) else self._give(text)

    def finish(self) -> str:
        return self._give(self._decode(self._tokens[self._from :]))

    def _give(self, text: str) -> str:
        before = self._decode(self._tokens[self._from : self._given])
        self._from, self._given = self._given, len(self._tokens)
        return text[len(before) :]


class StopTexts:
    """Holds back what may become a stop text, and ends the answer before one."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = stops
        self._held = ""
        self.is_met = False

    def add(self, text: str) -> str:
        if self.is_met:
            return ""
        self._held += text
        found = [at for stop in self._stops if (at := self._held.find(stop)) >= 0]
        self.is_met = bool(found)
        return self._release(min(found) if found else len(self._held) - self._open_length())

    def finish(self) -> str:
        return "" if self.is_met else self._release(len(self._held))

    def _open_length(self) -> int:
        """How much of the end is the beginning of a stop text."""
        lengths = (n for stop in self._stops for n in range(1, len(stop)) if self._held.endswith(stop[:n]))
        return max(lengths, default=0)

    def _release(self, length: int) -> str:
        released, self._held = self._held[:length], self._held[length:]
        return released
