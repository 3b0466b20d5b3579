"""The OpenAI chat format on the wire: the request body, an answer that arrives in pieces, and a whole one.

Servers frame a stream in two ways, JSON lines and server-sent events (`data: {...}`), and some send the same as one
whole answer. A piece may end anywhere, also inside a character: only complete lines are decoded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ml.contracts import Hear, WriterError, WriterUnavailable, nobody_hears
from ml.writers.limits import Usage

MAX_REQUEST_BYTES = 64 * 1024
MAX_ANSWER_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    finish_reason: str
    usage: Usage | None = None


def chat_body(
    messages: Sequence[Mapping[str, str]],
    *,
    schema: Mapping[str, Any],
    max_tokens: int,
    temperature: float,
    seed: int,
    stream: bool,
    model: str = "",
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "messages": list(messages),
        "max_tokens": max_tokens,
        "temperature": temperature,
        "seed": seed,
        "stream": stream,
        "response_format": {"type": "json_schema", "json_schema": {"name": "section", "schema": schema}},
    }
    return body | ({"model": model} if model else {})


def encode(body: Mapping[str, Any]) -> bytes:
    encoded = json.dumps(body, ensure_ascii=False).encode()
    if len(encoded) > MAX_REQUEST_BYTES:
        raise WriterError("This section has too much text for the writing service. Shorten the brief.")
    return encoded


class StreamReader:
    """Collects the text of a streamed answer piece by piece. `usage` is None until the service has counted."""

    def __init__(self, hear: Hear = nobody_hears) -> None:
        self._hear = hear
        self._rest = b""
        self._texts: list[str] = []
        self._finish_reason = ""
        self._received = 0
        self.usage: Usage | None = None
        self.is_done = False

    @property
    def said(self) -> int:
        """Bytes of text so far, not of the frames around it."""
        return sum(len(text.encode()) for text in self._texts)

    def feed(self, piece: bytes) -> None:
        self._received += len(piece)
        check_answer_size(self._received)
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            self._read_line(line)

    def finish(self) -> Answer:
        """Call at the end of the stream: the last line may lack its line break."""
        self._read_line(self._rest)
        self._rest = b""
        return Answer("".join(self._texts), self._finish_reason, self.usage)

    def _read_line(self, line: bytes) -> None:
        line = line.strip().removeprefix(b"data:").strip()
        if self.is_done or not line or line.startswith((b":", b"event:", b"id:", b"retry:")):
            return
        if line == b"[DONE]":
            self.is_done = True
            return
        answer = _answer_of(_decoded(line), part="delta")
        self._texts.append(answer.text)
        self._hear(answer.text)
        self._finish_reason = answer.finish_reason or self._finish_reason
        self.usage = answer.usage or self.usage


class WholeReader:
    """Collects an answer that comes as one JSON object."""

    def __init__(self) -> None:
        self._body = bytearray()
        self.usage: Usage | None = None

    @property
    def said(self) -> int:
        """Bytes of text, not of the frame around it; an answer that breaks off counts as a whole."""
        return len(self._body)

    def feed(self, piece: bytes) -> None:
        self._body += piece
        check_answer_size(len(self._body))

    def finish(self) -> Answer:
        answer = _answer_of(_decoded(bytes(self._body)), part="message") if self._body.strip() else Answer("", "")
        self.usage = answer.usage
        return answer


def check_answer_size(size: int) -> None:
    if size > MAX_ANSWER_BYTES:
        raise WriterError("The writing service sent far more text than one section can have.")


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise WriterError("The writing service sent an answer that cannot be read.") from exc
    if not isinstance(answer, dict):
        raise WriterError("The writing service sent an answer that cannot be read.")
    return answer


def _answer_of(answer: Mapping[str, Any], *, part: str) -> Answer:
    if answer.get("error") or answer.get("object") == "error":
        raise _failure(answer)
    choices = answer.get("choices")
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        raise WriterError("The writing service sent an answer that cannot be read.")
    usage = _usage_of(answer.get("usage"))
    if not choices:  # the closing chunk that only counts tokens
        return Answer("", "", usage)
    message = choices[0].get(part) or choices[0].get("message")
    text = message.get("content") if isinstance(message, dict) else None
    finish_reason = choices[0].get("finish_reason")
    if finish_reason == "error":
        raise WriterUnavailable("The writing service stopped in the middle of the answer. Try again in a minute.")
    return Answer(text if isinstance(text, str) else "", finish_reason if isinstance(finish_reason, str) else "", usage)


def _usage_of(counted: Any) -> Usage | None:
    if not isinstance(counted, dict):
        return None
    tokens = counted.get("prompt_tokens"), counted.get("completion_tokens")
    if not all(type(count) is int and count >= 0 for count in tokens):
        return None
    return Usage(counted["prompt_tokens"], counted["completion_tokens"], is_estimate=False)


def _failure(answer: Mapping[str, Any]) -> WriterUnavailable | WriterError:
    """Containers report errors inside an answer of status 200, with a code of their own."""
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else answer.get("code")
    if isinstance(code, int) and code in {400, 413, 415, 422}:
        return WriterError("The writing service refused this section. Shorten the brief or use another writer.")
    return WriterUnavailable("The writing service failed while writing. Try again in a minute.")
