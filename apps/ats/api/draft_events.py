"""/drafts/<id>/events/: a draft as it is written, as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, ClassVar

from django.core.handlers.asgi import ASGIRequest
from django.db.models import Exists
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from apps.ats.api.base import AnyAccept, ApiView, key_of, problems
from apps.ats.api.descriptions import section_of
from apps.ats.api.drafts import DraftOutput, status_of
from apps.ats.models import MachineKey, Scope
from apps.ats.problems import Problem
from apps.ats.services import visible_drafts
from apps.ats.streams import take_place
from apps.descriptions import following
from apps.descriptions.models import GenerationEvent, GenerationRequest

RETRY_AFTER = 5
#: Milliseconds after which a client asks again: at once where a stream was cut, seldom where each answer is short.
RETRY, RETRY_SHORT = "retry: 1000\n\n", "retry: 2000\n\n"
#: What a look finds where the draft, or the right to see it, is gone.
GONE = ("gone", 0)

LAST_EVENT_ID = OpenApiParameter(
    "Last-Event-ID", str, OpenApiParameter.HEADER, description="the id of the last event that was read"
)


class DraftEvents(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.BRIEFS_WRITE, Scope.DESCRIPTIONS_READ})}
    content_negotiation_class = AnyAccept

    @extend_schema(
        operation_id="followDraft",
        summary="A draft as it is written, as server-sent events",
        description="`section.finished` for each section, then `draft.finished`, `draft.failed` or `draft.stopped` "
        "with the draft as `/drafts/<id>/` shows it. A stream ends after a minute: connect again with `Last-Event-ID`; "
        "204 says that nothing will follow. The lines of a section are shown to who may read descriptions.",
        parameters=[LAST_EVENT_ID],
        responses={
            (200, "text/event-stream"): str,
            204: OpenApiResponse(description="The draft has ended, and its last event was read"),
            **problems(404, 503),
        },
    )
    def get(self, request: Request, draft_id: int) -> HttpResponse | StreamingHttpResponse | Response:
        draft = get_object_or_404(visible_drafts(key_of(request)), pk=draft_id)
        seen = _last_seen(request)
        if not draft.is_open and seen > draft.events.count():
            return Response(status=204)
        if request.method == "HEAD" or not isinstance(request._request, ASGIRequest):
            return _short_answer(request, draft_id, seen)
        give_back = take_place(key_of(request).pk)
        if give_back is None:
            raise Problem(
                503,
                "Too many streams are open. Ask again, or poll the draft.",
                type="urn:jdcopilot:problem:too-many-streams",
                headers={"Retry-After": str(RETRY_AFTER)},
            )
        return EventStream(_stream(request, draft_id, seen), give_back)


class EventStream(StreamingHttpResponse):
    """Gives its place back however it ends."""

    def __init__(self, messages: AsyncIterator[str], give_back: Callable[[], None]) -> None:
        super().__init__(messages, content_type="text/event-stream", headers=following.HEADERS)
        self._give_back = give_back

    def close(self) -> None:
        super().close()
        self._give_back()


def _last_seen(request: Request) -> int:
    given = request.headers.get("Last-Event-ID", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0


def _short_answer(request: Request, draft_id: int, seen: int) -> HttpResponse:
    """A server with a worker for each request must not lend it for a minute: what there is now, and ask again soon."""
    messages = RETRY_SHORT + "".join(message for _, message in _messages(request, draft_id, seen))
    return HttpResponse(messages, content_type="text/event-stream", headers=following.HEADERS)


async def _stream(request: Request, draft_id: int, seen: int) -> AsyncIterator[str]:
    yield RETRY
    async for found in following.follow(lambda: _look(request, draft_id)):
        if found is None:
            yield following.HEARTBEAT
            continue
        if found == GONE:
            return
        for number, message in await following.in_thread(partial(_messages, request, draft_id, seen)):
            seen = number
            yield message
        if found[0] not in GenerationRequest.OPEN:
            return


def _look(request: Request, draft_id: int) -> tuple[str, int]:
    """The state of the draft and how many sections are finished, as long as the key is good and sees the draft."""
    key = key_of(request)
    is_live = Exists(MachineKey.objects.live(timezone.now()).filter(pk=key.pk))
    state = visible_drafts(key).filter(is_live, pk=draft_id).values_list("state", flat=True).first()
    return (state, GenerationEvent.objects.filter(request=draft_id).count()) if state else GONE


def _messages(request: Request, draft_id: int, seen: int) -> list[tuple[int, str]]:
    """Events after the one with this number, each with its own. The end of the draft is the last."""
    draft = visible_drafts(key_of(request)).filter(pk=draft_id).first()  # its state first: it ends after its events
    if draft is None:
        return []
    shows_lines = Scope.DESCRIPTIONS_READ in key_of(request).granted
    events = list(draft.events.filter(number__gt=seen))
    found = [(one.number, "section.finished", _section(one, draft, shows_lines=shows_lines)) for one in events]
    end = draft.events.count() + 1
    if not draft.is_open and end > seen:
        found.append((end, f"draft.{draft.state}", DraftOutput(status_of(request, draft)).data))
    return [
        (number, following.as_event(json.dumps(data, cls=JSONEncoder), name=name, number=number))
        for number, name, data in found
    ]


def _section(event: GenerationEvent, draft: GenerationRequest, *, shows_lines: bool) -> dict[str, Any]:
    section = section_of(event.data)
    lines = {"lines": section["lines"]} if shows_lines else {}
    return {"kind": section["kind"], "heading": section["heading"], "of": len(draft.outline), **lines}
