"""Reading the body of /invocations: OpenAI chat messages, or the classic `inputs` and `parameters`.

A field that would change the answer and is not understood is refused, never ignored: a client that asks for two
answers or for log probabilities must not believe that it got them.
"""

from __future__ import annotations

import json
from typing import Any

from ml.serving.container.chat import parse_chat
from ml.serving.container.classic import parse_classic
from ml.serving.container.errors import RequestError
from ml.serving.container.requests import ChatRequest

MAX_BODY_BYTES = 256 * 1024


def parse_request(body: bytes, content_type: str, *, max_tokens: int) -> ChatRequest:
    """Raises RequestError 400, 413 or 415. `max_tokens` holds where the request names none."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in {"", "application/json"}:
        raise RequestError(415, f"Send Content-Type: application/json; “{media_type}” is not read here.")
    if len(body) > MAX_BODY_BYTES:
        raise RequestError(413, f"The request has {len(body):,} bytes; {MAX_BODY_BYTES:,} are the most.")
    fields = _decoded(body)
    if "messages" in fields:
        return parse_chat(fields, max_tokens=max_tokens)
    if "inputs" in fields:
        return parse_classic(fields, max_tokens=max_tokens)
    raise RequestError(400, "The request needs “messages” (OpenAI chat), or “inputs” with “parameters”.")


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
        json.dumps(fields, ensure_ascii=False).encode()  # JSON can spell half a character, which no tokenizer reads
    except (ValueError, RecursionError) as exc:
        raise RequestError(400, "The body is not JSON of whole characters.") from exc
    if not isinstance(fields, dict):
        raise RequestError(400, "The body must be a JSON object.")
    return fields
