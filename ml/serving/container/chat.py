"""The OpenAI chat form: messages in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator, SchemaError

from ml.serving.container.errors import RequestError
from ml.serving.container.fields import check_known, flag, number, stops
from ml.serving.container.requests import MAX_NEW_TOKENS, ChatRequest

MAX_MESSAGES = 64
ROLES = ("system", "developer", "user", "assistant")

_READ = {
    "messages", "max_tokens", "max_completion_tokens", "temperature", "top_p", "top_k",
    "stop", "seed", "stream", "stream_options", "response_format",
}  # fmt: skip


def parse_chat(fields: Mapping[str, Any], *, max_tokens: int) -> ChatRequest:
    check_known(fields, known=_READ)
    wanted = fields.get("max_completion_tokens") or fields.get("max_tokens")
    options = fields.get("stream_options") or {}
    if not isinstance(options, dict):
        raise RequestError(400, "“stream_options” must be an object.")
    return ChatRequest(
        messages=_messages(fields["messages"]),
        max_tokens=number(wanted, "max_tokens", least=1, most=MAX_NEW_TOKENS, default=max_tokens, kind=int),
        temperature=number(fields.get("temperature"), "temperature", least=0, most=2, default=1.0),
        top_p=number(fields.get("top_p"), "top_p", least=0.01, most=1, default=1.0),
        top_k=number(fields.get("top_k"), "top_k", least=0, most=100_000, default=0, kind=int),
        stop=stops(fields.get("stop")),
        seed=number(fields.get("seed"), "seed", least=0, most=2**63 - 1, default=None, kind=int),
        is_streamed=flag(fields.get("stream"), "stream"),
        counts_usage=flag(options.get("include_usage"), "include_usage"),
        schema=_schema(fields.get("response_format")),
    )


def _messages(value: Any) -> tuple[dict[str, str], ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_MESSAGES:
        raise RequestError(400, f"“messages” must be a list of 1 to {MAX_MESSAGES} messages.")
    return tuple(_message(message, at) for at, message in enumerate(value))


def _message(message: Any, at: int) -> dict[str, str]:
    if not isinstance(message, dict) or message.get("role") not in ROLES:
        raise RequestError(400, f"“messages[{at}]” must be an object with one of the roles {', '.join(ROLES)}.")
    role = "system" if message["role"] == "developer" else message["role"]
    return {"role": role, "content": _content(message.get("content"), at)}


def _content(content: Any, at: int) -> str:
    """A text, or the parts of one; pictures and sound are refused."""
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    if not isinstance(parts, list) or not all(_is_text(part) for part in parts):
        raise RequestError(400, f"“messages[{at}].content” must be text.")
    return "".join(part["text"] for part in parts)


def _is_text(part: Any) -> bool:
    return isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str)


def _schema(response_format: Any) -> Mapping[str, Any] | None:
    """Nothing here constrains the decoding: the finished answer is checked against the schema instead."""
    match response_format:
        case None | {"type": "text"}:
            return None
        case {"type": "json_object"}:
            return {"type": "object"}
        case {"type": "json_schema", "json_schema": {"schema": dict() as schema}}:
            return _checked(schema)
    raise RequestError(400, "“response_format” must be text, json_object, or json_schema with a schema in it.")


def _checked(schema: dict[str, Any]) -> dict[str, Any]:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as exc:
        raise RequestError(400, f"The schema of “response_format” is not a JSON Schema: {exc.message}") from exc
    return schema
