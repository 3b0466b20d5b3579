"""The answers of /invocations on the wire: whole or in server-sent events, in the chat form or the classic one."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Protocol

from ml.serving.container.jobs import Ended, Piece
from ml.serving.container.requests import ChatRequest

END_OF_STREAM = b"data: [DONE]\n\n"


class Reply(Protocol):
    """How one request is answered."""

    def whole(self, text: str, ended: Ended) -> dict[str, Any]: ...

    def opening(self) -> list[dict[str, Any]]: ...

    def piece(self, piece: Piece) -> dict[str, Any]: ...

    def closing(self, text: str, ended: Ended) -> list[dict[str, Any]]: ...


def reply_to(request: ChatRequest, model: str) -> Reply:
    return _ClassicReply(request) if request.is_classic else _ChatReply(request, model)


def event(row: dict[str, Any]) -> bytes:
    return b"data: " + encoded(row) + b"\n\n"


def encoded(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class _ChatReply:
    request: ChatRequest
    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, text: str, ended: Ended) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": ended.finish_reason}
        return self._head("chat.completion") | {"choices": [choice], "usage": _usage(ended)}

    def opening(self) -> list[dict[str, Any]]:
        return [self._chunk({"role": "assistant", "content": ""})]

    def piece(self, piece: Piece) -> dict[str, Any]:
        return self._chunk({"content": piece.text})

    def closing(self, text: str, ended: Ended) -> list[dict[str, Any]]:
        rows = [self._chunk({}, ended.finish_reason)]
        if self.request.counts_usage:
            rows.append(self._head("chat.completion.chunk") | {"choices": [], "usage": _usage(ended)})
        return rows

    def _chunk(self, delta: dict[str, str], finish_reason: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return self._head("chat.completion.chunk") | {"choices": [choice]}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


@dataclass(frozen=True, slots=True)
class _ClassicReply:
    request: ChatRequest

    def whole(self, text: str, ended: Ended) -> dict[str, Any]:
        return {"generated_text": self._full(text), "details": _details(ended)}

    def opening(self) -> list[dict[str, Any]]:
        return []

    def piece(self, piece: Piece) -> dict[str, Any]:
        return {"token": {"id": piece.token, "text": piece.text, "special": False}, "generated_text": None}

    def closing(self, text: str, ended: Ended) -> list[dict[str, Any]]:
        last = {"id": ended.last_token, "text": "", "special": True}
        return [{"token": last, "generated_text": self._full(text), "details": _details(ended)}]

    def _full(self, text: str) -> str:
        return self.request.messages[0]["content"] + text if self.request.returns_prompt else text


def _usage(ended: Ended) -> dict[str, int]:
    total = ended.prompt_tokens + ended.written_tokens
    return {"prompt_tokens": ended.prompt_tokens, "completion_tokens": ended.written_tokens, "total_tokens": total}


def _details(ended: Ended) -> dict[str, Any]:
    reason = {"stop": "eos_token", "length": "length"}[ended.finish_reason]
    return {"finish_reason": reason, "prompt_tokens": ended.prompt_tokens, "generated_tokens": ended.written_tokens}
