"""What a client asks for, whichever form it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_NEW_TOKENS = 8_192


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """`schema` is what the answer, as JSON, must satisfy; None is free text. `seed` None is a new one each time."""

    messages: tuple[dict[str, str], ...]
    max_tokens: int
    temperature: float = 1.0
    top_p: float = 1.0
    top_k: int = 0
    stop: tuple[str, ...] = ()
    seed: int | None = None
    is_streamed: bool = False
    counts_usage: bool = False
    schema: Mapping[str, Any] | None = None
    is_classic: bool = False
    returns_prompt: bool = False
