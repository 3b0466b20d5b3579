"""What goes in and out of a simulated system."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """Names of headers are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode(errors="replace")).items()}

    @property
    def fields(self) -> dict[str, Any]:
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def basic(self) -> str:
        """`name:password` of Basic authentication; empty for anything else."""
        kind, _, given = self.headers.get("authorization", "").partition(" ")
        try:
            return base64.b64decode(given, validate=True).decode() if kind == "Basic" else ""
        except (binascii.Error, UnicodeDecodeError):
            return ""

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    data: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


NOT_FOUND = Response(404, {"message": "Resource not found"})
REFUSED = Response(401, {"message": "Invalid credentials"})


@dataclass(slots=True)
class Faults:
    """What goes wrong next. Each number is of answers to come; `expired` ends the tokens that are out."""

    busy: int = 0
    broken: int = 0
    redirect: int = 0

    def take(self, name: str) -> bool:
        left: int = getattr(self, name)
        setattr(self, name, max(left - 1, 0))
        return left > 0


def page(items: list[Any], start: int, size: int) -> tuple[list[Any], int]:
    """A page of a list and where the next one begins; 0 where there is none."""
    end = start + size
    return items[start:end], end if end < len(items) else 0


def number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default
