"""/descriptions/<id>/sections/: the working copy, section by section, read and changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import ApiView, key_of, problems
from apps.ats.api.descriptions import LineOutput, line_of
from apps.ats.api.paging import ANY_TEXT, NOT_BLANK
from apps.ats.api.preconditions import IF_MATCH, changed, check_unchanged
from apps.ats.models import MachineKey, Scope
from apps.ats.services import visible_descriptions
from apps.descriptions import services as descriptions
from apps.descriptions.errors import VersionConflict
from apps.descriptions.models import Section


class StoredSectionOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    heading = serializers.CharField()
    version = serializers.IntegerField(help_text="rises with each change; the ETag of the section")
    text = serializers.CharField(help_text="the lines, one on each line")
    lines = LineOutput(many=True)


class SectionsOutput(serializers.Serializer[Any]):
    results = StoredSectionOutput(many=True)


class SectionInput(serializers.Serializer[Any]):
    text = serializers.RegexField(
        ANY_TEXT, max_length=20_000, allow_blank=True, help_text="one line of text for each line"
    )
    heading = serializers.RegexField(NOT_BLANK, max_length=120, required=False)


class SectionList(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="listSections",
        summary="The sections of a job description",
        responses={200: SectionsOutput, **problems(404)},
    )
    def get(self, request: Request, description_id: int) -> Response:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        return Response(SectionsOutput({"results": [_content(one) for one in description.sections.all()]}).data)


class SectionDetail(ApiView):
    scopes: ClassVar = {
        "GET": frozenset({Scope.DESCRIPTIONS_READ}),
        "PATCH": frozenset({Scope.DESCRIPTIONS_WRITE}),
    }

    @extend_schema(
        operation_id="readSection",
        summary="One section, with its ETag",
        responses={200: StoredSectionOutput, **problems(404)},
    )
    def get(self, request: Request, description_id: int, section_id: int) -> Response:
        return _answer(_section(key_of(request), description_id, section_id))

    @extend_schema(
        operation_id="changeSection",
        summary="Change the text of a section",
        description="As a person does in the editor: lines that stay keep their sources, the others are the key's own.",
        parameters=[IF_MATCH],
        request=SectionInput,
        responses={200: StoredSectionOutput, **problems(400, 404, 409, 412, 413, 415, 428)},
    )
    def patch(self, request: Request, description_id: int, section_id: int) -> Response:
        section = _section(key_of(request), description_id, section_id)
        check_unchanged(request, _etag(section))
        fields = SectionInput(data=request.data)
        fields.is_valid(raise_exception=True)
        try:
            section = descriptions.save_section(
                by=key_of(request).user,
                section_id=section.pk,
                version=section.version,
                **{"heading": None, **fields.validated_data},
            )
        except VersionConflict as error:
            raise changed() from error
        return _answer(section)


def _section(key: MachineKey, description_id: int, section_id: int) -> Section:
    description = get_object_or_404(visible_descriptions(key), pk=description_id)
    return get_object_or_404(description.sections, pk=section_id)


def _answer(section: Section) -> Response:
    return Response(StoredSectionOutput(_content(section)).data, headers={"ETag": _etag(section)})


def _etag(section: Section) -> str:
    return f'"{section.version}"'


def _content(section: Section) -> dict[str, Any]:
    return {
        "id": section.pk,
        "kind": section.kind,
        "heading": section.heading,
        "version": section.version,
        "text": section.text,
        "lines": [line_of(line) for line in section.lines],
    }
