"""Reading one field of a request. A wrong value is refused with the field's name and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ml.serving.container.errors import RequestError

MAX_STOPS = 8

#: Fields that name somebody or something, and change no word of the answer.
_LABELS = {"model", "user", "metadata", "store", "service_tier", "safety_identifier"}
#: Fields that are understood only at the value that changes nothing.
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "n": (1,),
    "frequency_penalty": (0,),
    "presence_penalty": (0,),
    "repetition_penalty": (1,),
    "logprobs": (False,),
    "top_logprobs": (0,),
    "logit_bias": ({},),
    "tools": ([],),
    "tool_choice": ("none",),
}


def check_known(fields: Mapping[str, Any], *, known: set[str]) -> None:
    for name, value in fields.items():
        if name in known or name in _LABELS or value is None:
            continue
        if name not in _NEUTRAL:
            raise RequestError(400, f"“{name}” is not understood here. Leave it out.")
        if value not in _NEUTRAL[name]:
            raise RequestError(400, f"“{name}” cannot be honoured by this model server. Leave it out.")


def number(
    value: Any, name: str, *, least: float, most: float, default: Any, kind: Callable[[Any], Any] = float
) -> Any:
    """The value within its bounds; None is the default. A whole number where `kind` is int."""
    if value is None:
        return default
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not least <= value <= most or (kind is int and not isinstance(value, int)):
        noun = "a whole number" if kind is int else "a number"
        raise RequestError(400, f"“{name}” must be {noun} from {least:g} to {most:g}.")
    return kind(value)


def flag(value: Any, name: str) -> bool:
    if value is not None and not isinstance(value, bool):
        raise RequestError(400, f"“{name}” must be true or false.")
    return bool(value)


def stops(value: Any) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value or []
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise RequestError(400, "“stop” must be a text, or a list of texts that are not empty.")
    if len(texts) > MAX_STOPS:
        raise RequestError(400, f"“stop” may have {MAX_STOPS} texts, not {len(texts)}.")
    return tuple(texts)
