"""/descriptions/<id>/revisions/: the immutable versions of a text."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import ApiView, key_of, problems
from apps.ats.api.descriptions import SectionOutput, section_of
from apps.ats.api.paging import SparseQuery, page_of, page_schema, query_of
from apps.ats.models import Scope
from apps.ats.services import visible_descriptions
from apps.descriptions.models import Revision


class RevisionRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    number = serializers.IntegerField(required=False)
    title = serializers.CharField(required=False)
    origin = serializers.ChoiceField(Revision.Origin.choices, required=False, help_text="who made it")
    engine = serializers.CharField(required=False, help_text="engine and version that wrote it; empty for a person")
    reason = serializers.CharField(required=False)
    created_at = serializers.DateTimeField(required=False)


class RevisionOutput(RevisionRow):
    sections = SectionOutput(many=True)


class RevisionQuery(SparseQuery):
    row = RevisionRow


class RevisionList(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="listRevisions",
        summary="The versions of a job description, the newest first",
        parameters=[RevisionQuery],
        responses={200: page_schema("RevisionPage", RevisionRow), **problems(400, 404)},
    )
    def get(self, request: Request, description_id: int) -> Response:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        query = query_of(RevisionQuery, request)
        return page_of(request, description.revisions.defer("content"), query, lambda one: dict(RevisionRow(one).data))


class RevisionDetail(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="readRevision",
        summary="One version with its text",
        responses={200: RevisionOutput, **problems(404)},
    )
    def get(self, request: Request, description_id: int, number: int) -> Response:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        revision = get_object_or_404(description.revisions, number=number)
        sections = [section_of(section) for section in revision.content]
        body = RevisionRow(revision).data | {"sections": SectionOutput(sections, many=True).data}
        return Response(body, headers={"Cache-Control": "private, max-age=86400, immutable"})
