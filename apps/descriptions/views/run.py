"""Following a request while it is written: by polling, by server-sent events, and stopping it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.descriptions import following, services
from apps.descriptions.models import GenerationRequest
from apps.descriptions.permissions import check_can_edit
from apps.descriptions.views.context import get_request, run_context, section_block, section_context
from apps.descriptions.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest

#: How far a request is: events, is it open, state, was Stop pressed, lines of what is being written.
Seen = tuple[int, bool, str, bool, dict[str, int]]
#: What a look finds where the request was deleted meanwhile.
GONE: Seen = (0, False, "", False, {})


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
    await following.in_thread(lambda: get_object_or_404(GenerationRequest, pk=request_id))
    seen = request.headers.get("Last-Event-ID", "")
    return StreamingHttpResponse(
        _stream(request, request_id, seen=int(seen) if seen.isdecimal() else -1),
        content_type="text/event-stream",
        headers=following.HEADERS,
    )


async def _stream(request: AuthenticatedHttpRequest, request_id: int, *, seen: int) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    is_first = True
    async for state in following.follow(lambda: _look(request_id)):
        if state is None:
            yield following.HEARTBEAT
            continue
        if state == GONE:
            return
        number, is_open, *_ = state
        if not (is_first and is_open and number == seen):
            html = await following.in_thread(lambda: _render_run(request, request_id))
            yield following.as_event(html, name="run", number=number)
        is_first = False
        if not is_open:
            return


def _look(request_id: int) -> Seen:
    asked = GenerationRequest.objects.filter(pk=request_id).first()
    if asked is None:
        return GONE
    return asked.events.count(), asked.is_open, asked.state, asked.stop_requested, asked.lines_heard


def _render_run(request: AuthenticatedHttpRequest, request_id: int) -> str:
    return render_to_string("descriptions/_run.html", run_context(request, get_request(request_id)), request)
