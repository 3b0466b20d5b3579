"""Following a request while it is written: by polling, by server-sent events, and stopping it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.descriptions import services
from apps.descriptions.models import GenerationRequest
from apps.descriptions.permissions import check_can_edit
from apps.descriptions.views.context import get_request, run_context, section_block, section_context
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest

LOOK_EVERY = 0.25
HEARTBEAT_EVERY = 10.0
#: The browser connects again after this; a proxy in between never sees an endless answer.
STREAM_SECONDS = 60.0


@require_safe
@never_cache
def follow_request(request: AuthenticatedHttpRequest, request_id: int) -> HttpResponse:
    """The run as it is now; the fragment asks again by itself while the request is open."""
    return _answer_run(request, get_request(request_id))


@require_POST
@explain_errors
def stop_request(request: AuthenticatedHttpRequest, request_id: int) -> HttpResponse:
    asked = get_request(request_id)
    check_can_edit(request.user, asked.description)
    services.stop_request(by=request.user, request=asked)
    return _answer_run(request, get_request(request_id))


def _answer_run(request: AuthenticatedHttpRequest, asked: GenerationRequest) -> HttpResponse:
    if not request.htmx:
        return redirect(_page_of(asked))
    if asked.kind == GenerationRequest.Kind.DRAFT:
        return render(request, "descriptions/_run.html", run_context(request, asked))
    if asked.section is None:
        return HttpResponse()
    block = section_block(request, asked.section, asked=asked)
    return render(request, "descriptions/_proposal.html", section_context(request, asked.section, block))


def _page_of(asked: GenerationRequest) -> str:
    page = asked.description.get_absolute_url()
    return f"{page}?proposal={asked.pk}#section-{asked.section_id}" if asked.section_id else page


@require_safe
async def follow_events(request: AuthenticatedHttpRequest, request_id: int) -> StreamingHttpResponse:
    """Server-sent events: `run` carries the whole fragment, its id is the number of the last event in it."""
    await sync_to_async(_check_exists)(request_id)
    seen = request.headers.get("Last-Event-ID", "")
    response = StreamingHttpResponse(
        _stream(request, request_id, seen=int(seen) if seen.isdecimal() else -1),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"},
    )
    return response


async def _stream(request: AuthenticatedHttpRequest, request_id: int, *, seen: int) -> AsyncIterator[str]:
    """Ends when the request does, after `STREAM_SECONDS`, or, by CancelledError, when the browser goes away."""
    began = said = time.monotonic()
    shown: tuple[object, ...] | None = None
    yield "retry: 1000\n\n"
    while time.monotonic() - began < STREAM_SECONDS:
        state = await sync_to_async(_look)(request_id)
        if state is None:
            return
        number, is_open, *_ = state
        news = state != shown if shown is not None else not (is_open and number == seen)
        shown = state
        if news:
            html = await sync_to_async(_render_run)(request, request_id)
            said = time.monotonic()
            yield as_event(html, name="run", number=number)
        if not is_open:
            return
        if time.monotonic() - said > HEARTBEAT_EVERY:
            said = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(LOOK_EVERY)


def as_event(html: str, *, name: str, number: int) -> str:
    lines = "\n".join(f"data: {line}" for line in html.splitlines() if line.strip())
    return f"id: {number}\nevent: {name}\n{lines}\n\n"


def _give_back_connections() -> None:
    """Close what this thread holds, but for one in the middle of a transaction: that is not ours to end."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _check_exists(request_id: int) -> None:
    try:
        get_object_or_404(GenerationRequest, pk=request_id)
    finally:
        _give_back_connections()


def _look(request_id: int) -> tuple[int, bool, str, bool] | None:
    """How far the request is. The connection goes back at once: a stream lives a minute and must not hold one."""
    try:
        asked = GenerationRequest.objects.filter(pk=request_id).first()
        if asked is None:
            return None
        return asked.events.count(), asked.is_open, asked.state, asked.stop_requested
    finally:
        _give_back_connections()


def _render_run(request: AuthenticatedHttpRequest, request_id: int) -> str:
    try:
        return render_to_string("descriptions/_run.html", run_context(request, get_request(request_id)), request)
    finally:
        _give_back_connections()
