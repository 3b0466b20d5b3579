"""/drafts/: a brief in, a draft on its way."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import IDEMPOTENCY_KEY, ApiView, key_of, problems
from apps.ats.api.briefs import BriefInput
from apps.ats.idempotency import idempotent
from apps.ats.models import Scope
from apps.ats.services import submit_brief, visible_drafts
from apps.descriptions.models import GenerationRequest


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


class DraftList(ApiView):
    scopes: ClassVar = {"POST": frozenset({Scope.BRIEFS_WRITE})}

    @extend_schema(
        operation_id="createDraft",
        summary="Send a brief and ask for a draft",
        description="The answer comes at once; poll `status_url`, or let a webhook tell you (`draft.finished`).",
        parameters=[IDEMPOTENCY_KEY],
        request=BriefInput,
        responses={202: AcceptedOutput, **problems(400, 409, 413, 415, 422)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
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
        responses={200: DraftOutput, **problems(404)},
    )
    def get(self, request: Request, draft_id: int) -> Response:
        draft = get_object_or_404(visible_drafts(key_of(request)), pk=draft_id)
        return Response(DraftOutput(_status(request, draft)).data, headers={"Cache-Control": "no-store"})


def _accepted(request: Request, draft: GenerationRequest) -> dict[str, Any]:
    return {
        "id": draft.pk,
        "status": draft.state,
        "status_url": request.build_absolute_uri(reverse("api:draft", args=[draft.pk])),
        "description_url": request.build_absolute_uri(reverse("api:description", args=[draft.description_id])),
    }


def _status(request: Request, draft: GenerationRequest) -> dict[str, Any]:
    written = set(draft.events.values_list("section_kind", flat=True))
    return _accepted(request, draft) | {
        "sections": [{**section, "is_written": section["kind"] in written} for section in draft.outline],
        "error": draft.error,
        "writer": draft.writer,
        "created_at": draft.created_at,
        "finished_at": draft.finished_at,
        "page_url": request.build_absolute_uri(draft.description.get_absolute_url()),
    }
