"""/descriptions/<id>/: the text with its sources, and as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import AnyAccept, ApiView, key_of, problems
from apps.ats.models import Scope
from apps.ats.services import visible_descriptions
from apps.descriptions import exporting
from apps.descriptions.models import JobDescription
from apps.descriptions.workflow import Status

#: Formats by their name in the address, with the media type of the file.
FORMATS = {
    "markdown": "text/markdown",
    "text": "text/plain",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "jsonld": "application/ld+json",
}


class SourceOutput(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="brief, profile, template, boilerplate, posting, person or model")
    ref = serializers.CharField(help_text="where in the source; empty for a person")


class LineOutput(serializers.Serializer[Any]):
    text = serializers.CharField()
    sources = SourceOutput(many=True)
    writer = serializers.CharField(help_text="the engine that wrote the line; empty for a person")
    is_supported = serializers.BooleanField(help_text="false: nothing supports the line")
    is_confirmed = serializers.BooleanField(help_text="true: a person answers for a line that nothing supports")


class SectionOutput(serializers.Serializer[Any]):
    kind = serializers.CharField()
    heading = serializers.CharField()
    lines = LineOutput(many=True)


class MatchOutput(serializers.Serializer[Any]):
    profile = serializers.CharField(allow_null=True, help_text="the role profile that was used, if one fits")
    title = serializers.CharField()
    score = serializers.FloatField(help_text="from 0 to 1")


class DescriptionOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(Status.choices, help_text="people move it on; no key can")
    approved_at = serializers.DateTimeField(allow_null=True, help_text="null unless exactly this text is approved")
    department = serializers.CharField(help_text="empty: none")
    language = serializers.CharField()
    match = MatchOutput()
    sections = SectionOutput(many=True)
    updated_at = serializers.DateTimeField()
    page_url = serializers.URLField(help_text="where people edit it")


class DescriptionDetail(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="readDescription",
        summary="A job description with the sources of every line",
        parameters=[OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="an earlier ETag")],
        responses={
            200: DescriptionOutput,
            304: OpenApiResponse(description="Unchanged since the given ETag"),
            **problems(404),
        },
    )
    def get(self, request: Request, description_id: int) -> HttpResponse:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        body = DescriptionOutput(_content(request, description)).data
        etag = quote_etag(hashlib.sha256(JSONRenderer().render(body)).hexdigest()[:32])
        response = Response(body, headers={"Cache-Control": "private, no-cache", "ETag": etag})
        return get_conditional_response(request, etag=etag, response=response) or response


def _content(request: Request, description: JobDescription) -> dict[str, Any]:
    match = description.match
    return {
        "id": description.pk,
        "title": description.title,
        "status": description.status,
        "approved_at": description.approved_at if description.is_final else None,
        "department": description.department.name if description.department else "",
        "language": description.language,
        "match": {"profile": match.get("profile"), "title": match.get("title", ""), "score": match.get("score", 0)},
        "sections": [section_of(section) for section in description.sections.values("kind", "heading", "lines")],
        "updated_at": description.updated_at,
        "page_url": request.build_absolute_uri(description.get_absolute_url()),
    }


def section_of(section: Mapping[str, Any]) -> dict[str, Any]:
    lines = [line_of(line) for line in section["lines"]]
    return {"kind": section["kind"], "heading": section["heading"], "lines": lines}


def line_of(line: dict[str, Any]) -> dict[str, Any]:
    # Who it was that changed a line is the company's own affair.
    sources = [{"kind": one["kind"], "ref": "" if one["kind"] == "person" else one["ref"]} for one in line["sources"]]
    return {
        "text": line["text"],
        "sources": sources,
        "writer": line.get("writer", ""),
        "is_supported": line["supported"],
        "is_confirmed": bool(line.get("confirmed")),
    }


class DescriptionExport(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_EXPORT})}
    content_negotiation_class = AnyAccept

    @extend_schema(
        operation_id="exportDescription",
        summary="A job description as a file",
        description="Before it is approved, the title in the file and the file's name say that it is a draft.",
        parameters=[OpenApiParameter("file_format", str, OpenApiParameter.PATH, enum=list(FORMATS))],
        responses={
            **{(200, media_type): OpenApiTypes.BINARY for name, media_type in FORMATS.items() if name != "jsonld"},
            (200, FORMATS["jsonld"]): OpenApiTypes.OBJECT,
            **problems(404, 409),
        },
    )
    def get(self, request: Request, description_id: int, file_format: str) -> HttpResponse:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        if file_format not in FORMATS:
            raise Http404
        exported = exporting.export(description, file_format)
        response = HttpResponse(exported.content, content_type=exported.content_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=exported.filename)
        response["Cache-Control"] = "private, no-store"
        return response
