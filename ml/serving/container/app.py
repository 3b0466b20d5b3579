"""The ASGI application: /ping and /invocations."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from ml.serving.container.answer_check import check_answer
from ml.serving.container.bodies import MAX_BODY_BYTES, parse_request
from ml.serving.container.engine import Engine
from ml.serving.container.errors import RequestError
from ml.serving.container.jobs import Ended, Event, Failed, Job, Piece
from ml.serving.container.replies import END_OF_STREAM, Reply, encoded, event, reply_to
from ml.serving.container.requests import ChatRequest

logger = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

CLOSE_SECONDS = 1.0


class ClientGone(Exception):
    """The client hung up before the answer was complete."""


class App:
    """`max_tokens` holds where a request names none."""

    def __init__(self, engine: Engine, *, max_tokens: int) -> None:
        self._engine = engine
        self._max_tokens = max_tokens

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._engine.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._engine.close, CLOSE_SECONDS)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        match scope["path"], scope["method"]:
            case "/ping", "GET" | "HEAD":
                await _send(send, 200 if self._engine.is_ready else 503, b"")
            case "/invocations", "POST":
                await self._invoke(scope, receive, send)
            case "/ping" | "/invocations", method:
                await _refuse(send, RequestError(405, f"{method} is not answered here."))
            case path, _:
                await _refuse(send, RequestError(404, f"There is no {path}; ask /ping or /invocations."))

    async def _invoke(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        begun, status = time.monotonic(), 200
        try:
            request = parse_request(await _body(receive), _content_type(scope), max_tokens=self._max_tokens)
            await self._write(request, receive, send)
        except RequestError as error:
            status = error.status
            await _refuse(send, error)
        except ClientGone:
            status = 499  # the usual mark in logs for a client that hung up
        # Never a word of the request or the answer: the log is kept longer and read by more people than they are.
        logger.info(json.dumps({"status": status, "milliseconds": round((time.monotonic() - begun) * 1000)}))

    async def _write(self, request: ChatRequest, receive: Receive, send: Send) -> None:
        async with self._events(request, receive) as events:
            reply = reply_to(request, self._engine.model)
            first = await anext(events)  # before it nothing is sent, so that an error still has its status
            if isinstance(first, Failed):
                raise first.error
            if request.is_streamed:
                await _stream(request, reply, first, events, send)
            else:
                text, ended = await _collect(first, events)
                await asyncio.to_thread(check_answer, text, ended, request.schema)
                await _send(send, 200, encoded(reply.whole(text, ended)))

    @asynccontextmanager
    async def _events(self, request: ChatRequest, receive: Receive) -> AsyncIterator[AsyncIterator[Event]]:
        """What the engine hands over, until the answer ends; ClientGone where the client hangs up before."""
        loop, events = asyncio.get_running_loop(), asyncio.Queue[Event | None]()
        job = Job(request, lambda event: _post(loop, events, event))
        self._engine.submit(job)
        watch = asyncio.create_task(_watch(receive, events))
        try:
            yield _until_end(events)
        finally:
            watch.cancel()
            self._engine.cancel(job)


def _post(loop: asyncio.AbstractEventLoop, events: asyncio.Queue[Event | None], event: Event) -> None:
    if not loop.is_closed():  # at the very end of the process nobody listens any more
        loop.call_soon_threadsafe(events.put_nowait, event)


async def _watch(receive: Receive, events: asyncio.Queue[Event | None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    events.put_nowait(None)


async def _until_end(events: asyncio.Queue[Event | None]) -> AsyncIterator[Event]:
    while True:
        event = await events.get()
        if event is None:
            raise ClientGone
        yield event
        if not isinstance(event, Piece):
            return


async def _collect(first: Event, events: AsyncIterator[Event]) -> tuple[str, Ended]:
    texts: list[str] = []
    async for happened in _chained(first, events):
        match happened:
            case Piece(text=text):
                texts.append(text)
            case Failed(error=error):
                raise error
            case Ended():
                return "".join(texts), happened
    raise ClientGone


async def _stream(request: ChatRequest, reply: Reply, first: Event, events: AsyncIterator[Event], send: Send) -> None:
    """The status is out with the first byte, so what fails later is an error inside the stream."""
    await send(_start(200, b"text/event-stream", (b"cache-control", b"no-store")))
    for row in reply.opening():
        await _send_part(send, event(row))
    try:
        texts: list[str] = []
        async for happened in _chained(first, events):
            match happened:
                case Piece():
                    texts.append(happened.text)
                    await _send_part(send, event(reply.piece(happened)))
                case Failed(error=error):
                    raise error
                case Ended():
                    await asyncio.to_thread(check_answer, "".join(texts), happened, request.schema)
                    for row in reply.closing("".join(texts), happened):
                        await _send_part(send, event(row))
    except RequestError as error:
        await _send_part(send, event(error.body()))
    await _send_part(send, END_OF_STREAM)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _chained(first: Event, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
    yield first
    async for happened in events:
        yield happened


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise RequestError(413, f"The request has more than {MAX_BODY_BYTES:,} bytes.")
        if not message.get("more_body"):
            return bytes(body)


def _content_type(scope: dict[str, Any]) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"content-type"), "")


async def _refuse(send: Send, error: RequestError) -> None:
    more = [(b"retry-after", b"5")] if error.status in {429, 503} else []
    await _send(send, error.status, encoded(error.body()), *more)


async def _send(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send(_start(status, b"application/json", length, *headers))
    await send({"type": "http.response.body", "body": body})


async def _send_part(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})


def _start(status: int, content_type: bytes, *headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": [(b"content-type", content_type), *headers]}
