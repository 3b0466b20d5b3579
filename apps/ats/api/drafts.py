"""/drafts/: a brief in, a draft on its way."""

from __future__ import annotations

import re
import time
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import IDEMPOTENCY_KEY, ApiView, key_of, problems
from apps.ats.api.briefs import BriefInput
from apps.ats.api.paging import Query, page_of, page_schema, query_of
from apps.ats.idempotency import idempotent
from apps.ats.models import Scope
from apps.ats.services import submit_brief, visible_drafts
from apps.descriptions import services as descriptions
from apps.descriptions.models import GenerationRequest

LONGEST_WAIT = 20
#: Seconds between two looks at a draft that somebody waits for.
STEP = 0.25


class AcceptedOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    status = serializers.CharField(help_text=", ".join(GenerationRequest.State.values))
    status_url = serializers.URLField()
    description_url = serializers.URLField()


class DraftSectionOutput(serializers.Serializer[Any]):
    kind = serializers.CharField()
    heading = serializers.CharField()
    is_written = serializers.BooleanField()


class DraftOutput(AcceptedOutput):
    sections = DraftSectionOutput(many=True)
    error = serializers.CharField(help_text="empty, or why there is no draft")
    writer = serializers.CharField(help_text="the engine that was asked; empty until the draft is finished")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    page_url = serializers.URLField(help_text="where people edit it")


class DraftQuery(Query):
    status = serializers.ChoiceField(GenerationRequest.State.values, required=False)


WAIT = OpenApiParameter(
    "Prefer", str, OpenApiParameter.HEADER, description="`wait=20`: answer when the draft has ended, 20 seconds at most"
)


class DraftList(ApiView):
    scopes: ClassVar = {
        "GET": frozenset({Scope.BRIEFS_WRITE, Scope.DESCRIPTIONS_READ}),
        "POST": frozenset({Scope.BRIEFS_WRITE}),
    }

    @extend_schema(
        operation_id="listDrafts",
        summary="Drafts that were asked for, the newest first",
        parameters=[DraftQuery],
        responses={200: page_schema("DraftPage", AcceptedOutput), **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        query = query_of(DraftQuery, request)
        found = visible_drafts(key_of(request))
        found = found.filter(state=query["status"]) if "status" in query else found
        return page_of(request, found, query, lambda one: dict(AcceptedOutput(_accepted(request, one)).data))

    @extend_schema(
        operation_id="createDraft",
        summary="Send a brief and ask for a draft",
        description="The answer comes at once (202): poll `status_url`, or let a webhook tell you (`draft.finished`). "
        "With `Prefer: wait=20` it comes with the end of the draft (201), if that is soon enough.",
        parameters=[IDEMPOTENCY_KEY, WAIT],
        request=BriefInput,
        responses={201: DraftOutput, 202: AcceptedOutput, **problems(400, 409, 413, 415, 422)},
    )
    def post(self, request: Request) -> Response:
        response = self._accept(request)
        draft = ended_within(seconds_to_wait(request), response.data["id"])
        if draft is None:
            return response
        headers = {"Location": response["Location"], "Preference-Applied": "wait"}
        return Response(DraftOutput(status_of(request, draft)).data, status=201, headers=headers)

    @idempotent
    def _accept(self, request: Request) -> Response:
        if not isinstance(request.data, dict):
            raise exceptions.ParseError("The body must be a JSON object: a brief.")
        draft = submit_brief(key=key_of(request), brief=request.data)
        body = AcceptedOutput(_accepted(request, draft)).data
        return Response(body, status=202, headers={"Location": body["status_url"]})


class DraftDetail(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.BRIEFS_WRITE, Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="readDraft",
        summary="How far a draft is",
        parameters=[WAIT],
        responses={200: DraftOutput, **problems(404)},
    )
    def get(self, request: Request, draft_id: int) -> Response:
        draft = get_object_or_404(visible_drafts(key_of(request)), pk=draft_id)
        draft = ended_within(seconds_to_wait(request), draft.pk) or draft
        return Response(DraftOutput(status_of(request, draft)).data, headers={"Cache-Control": "no-store"})


class DraftCancel(ApiView):
    scopes: ClassVar = {"POST": frozenset({Scope.BRIEFS_WRITE})}

    @extend_schema(
        operation_id="cancelDraft",
        summary="Stop writing",
        description="A waiting draft stops at once, a running one within a second; one that has ended stays as it is.",
        request=None,
        responses={202: DraftOutput, **problems(404)},
    )
    def post(self, request: Request, draft_id: int) -> Response:
        draft = get_object_or_404(visible_drafts(key_of(request)), pk=draft_id)
        descriptions.stop_request(by=key_of(request).user, request=draft)
        draft.refresh_from_db()
        return Response(DraftOutput(status_of(request, draft)).data, status=202)


def seconds_to_wait(request: Request) -> int:
    """What `Prefer: wait` asks for, as far as we grant it; a preference that cannot be read is none (RFC 7240)."""
    found = re.search(r"(?:^|[,;\s])wait=(\d{1,4})", request.headers.get("Prefer", ""))
    return min(int(found[1]), LONGEST_WAIT) if found else 0


def ended_within(seconds: int, draft_id: int) -> GenerationRequest | None:
    """The draft, once it has ended; None if it goes on for longer than this."""
    until = time.monotonic() + seconds
    while seconds:
        draft = GenerationRequest.objects.select_related("description").get(pk=draft_id)
        if not draft.is_open:
            return draft
        if time.monotonic() >= until:
            return None
        time.sleep(STEP)
    return None


def _accepted(request: Request, draft: GenerationRequest) -> dict[str, Any]:
    return {
        "id": draft.pk,
        "status": draft.state,
        "status_url": request.build_absolute_uri(reverse("api:draft", args=[draft.pk])),
        "description_url": request.build_absolute_uri(reverse("api:description", args=[draft.description_id])),
    }


def status_of(request: Request, draft: GenerationRequest) -> dict[str, Any]:
    written = set(draft.events.values_list("section_kind", flat=True))
    return _accepted(request, draft) | {
        "sections": [{**section, "is_written": section["kind"] in written} for section in draft.outline],
        "error": draft.error,
        "writer": draft.writer,
        "created_at": draft.created_at,
        "finished_at": draft.finished_at,
        "page_url": request.build_absolute_uri(draft.description.get_absolute_url()),
    }
