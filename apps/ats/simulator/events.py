"""Signed events on their way to a receiver, with everything that goes wrong on such ways."""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from apps.ats.signatures import Message, sign

SECONDS = 20


class Mishap(StrEnum):
    NONE = "none"
    DUPLICATE = "duplicate"
    OUT_OF_ORDER = "out_of_order"
    LATE = "late"
    TRUNCATED = "truncated"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - the name of a mishap
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where events go, how they are signed, and the secret that both sides know."""

    url: str
    scheme: str
    secret: str


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    body: dict[str, Any]
    id: str
    at: datetime


def new_event(name: str, body: dict[str, Any]) -> Event:
    return Event(name, body, str(uuid.uuid4()), datetime.now(tz=UTC))


def send(receiver: Receiver, events: list[Event], mishap: Mishap = Mishap.NONE) -> list[int]:
    """Send the events as that mishap has it; the status of each answer, in the order of sending."""
    return [_post(receiver, headers, body) for headers, body in messages(receiver, events, mishap)]


def messages(receiver: Receiver, events: list[Event], mishap: Mishap) -> Iterator[tuple[dict[str, str], bytes]]:
    if mishap is Mishap.OUT_OF_ORDER:
        events = events[::-1]
    if mishap is Mishap.DUPLICATE:
        events = [event for event in events for _ in range(2)]
    if mishap is Mishap.LATE:
        events = [replace(event, at=event.at - timedelta(hours=2)) for event in events]
    for event in events:
        headers, body = _signed(receiver, event, is_wrong=mishap is Mishap.WRONG_SECRET)
        yield (
            {} if mishap is Mishap.UNSIGNED else headers,
            body[: len(body) // 2] if mishap is Mishap.TRUNCATED else body,
        )


def _signed(receiver: Receiver, event: Event, *, is_wrong: bool) -> tuple[dict[str, str], bytes]:
    secret = receiver.secret[:-4] + "AAA=" if is_wrong else receiver.secret
    message = Message(json.dumps(event.body).encode(), event.id, event.at, event.name)
    return sign(receiver.scheme, [secret], message)


def _post(receiver: Receiver, headers: dict[str, str], body: bytes) -> int:
    parts = urlsplit(receiver.url)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.netloc, timeout=SECONDS)
    try:
        connection.request("POST", parts.path or "/", body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
