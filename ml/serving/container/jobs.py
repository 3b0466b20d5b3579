"""A request in the queue, and what is handed over while its answer is written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from ml.serving.container.errors import RequestError
from ml.serving.container.requests import ChatRequest


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    token: int


@dataclass(frozen=True, slots=True)
class Ended:
    """`finish_reason` is "stop" or "length"."""

    finish_reason: str
    prompt_tokens: int
    written_tokens: int
    last_token: int


@dataclass(frozen=True, slots=True)
class Failed:
    error: RequestError


Event = Piece | Ended | Failed


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A request in the queue. `hand_over` is called from the writing thread; after `cancelled` nobody listens."""

    request: ChatRequest
    hand_over: Callable[[Event], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
