"""Following a request from outside its worker, as server-sent events: what the page and the API share."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

LOOK_EVERY = 0.25
HEARTBEAT_EVERY = 10.0
#: The client connects again after this; a proxy in between never sees an endless answer.
STREAM_SECONDS = 60.0
HEARTBEAT = ": still here\n\n"
HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}

T = TypeVar("T")


async def follow(look: Callable[[], T]) -> AsyncIterator[T | None]:
    """What `look` finds, each time that it is something else, and None where nothing was new for a while.

    Ends after `STREAM_SECONDS`, or, by CancelledError, when the client goes away.
    """
    began = said = time.monotonic()
    shown: T | None = None
    while time.monotonic() - began < STREAM_SECONDS:
        found = await in_thread(look)
        if found != shown:
            shown, said = found, time.monotonic()
            yield found
        if time.monotonic() - said > HEARTBEAT_EVERY:
            said = time.monotonic()
            yield None
        await asyncio.sleep(LOOK_EVERY)


async def in_thread(work: Callable[[], T]) -> T:
    """Do it in the request's thread and give its connection back at once: a stream must not hold one for a minute."""

    def done() -> T:
        try:
            return work()
        finally:
            give_back_connections()

    return await sync_to_async(done)()


def as_event(text: str, *, name: str, number: int) -> str:
    lines = "\n".join(f"data: {line}" for line in text.splitlines() if line.strip())
    return f"id: {number}\nevent: {name}\n{lines}\n\n"


def give_back_connections() -> None:
    """Close what this thread holds, but for one in the middle of a transaction: that is not ours to end."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
