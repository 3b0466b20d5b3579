"""/profiles/ and /templates/: what a brief can name."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import ApiView, problems
from apps.ats.api.paging import Checked, Query, page_of, page_schema, query_of
from apps.ats.models import Scope
from apps.templates_lib.models import JobTemplate
from apps.templates_lib.suggestions import suggest_profiles


class ProfileOutput(serializers.Serializer[Any]):
    profile = serializers.CharField(help_text="empty: a title without a profile of its own")
    title = serializers.CharField()
    alias = serializers.CharField(help_text="the name that was found")
    field = serializers.CharField(help_text="the field of work")


class ProfilesOutput(serializers.Serializer[Any]):
    results = ProfileOutput(many=True)


class ProfileQuery(Checked):
    q = serializers.CharField(min_length=2, max_length=150, help_text="a title, or its beginning")
    limit = serializers.IntegerField(min_value=1, max_value=20, default=6)


class TemplateRow(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="for `template` of a brief")
    purpose = serializers.CharField()
    tone = serializers.CharField(help_text="empty: the company's")
    length = serializers.CharField(help_text="empty: standard")
    sections = serializers.ListField(child=serializers.CharField(), help_text="kinds, in their order")
    is_default = serializers.BooleanField()


class ProfileSearch(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.LIBRARY_READ})}

    @extend_schema(
        operation_id="searchProfiles",
        summary="Titles that the library knows",
        parameters=[ProfileQuery],
        responses={200: ProfilesOutput, **problems(400)},
    )
    def get(self, request: Request) -> Response:
        query = query_of(ProfileQuery, request)
        found = [
            {"profile": one.slug, "title": one.title, "alias": one.alias, "field": one.field}
            for one in suggest_profiles(query["q"], query["limit"])
        ]
        return Response(ProfilesOutput({"results": found}).data)


class TemplateList(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.LIBRARY_READ})}

    @extend_schema(
        operation_id="listTemplates",
        summary="Job templates that a brief can name",
        parameters=[Query],
        responses={200: page_schema("TemplatePage", TemplateRow), **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        query = query_of(Query, request)
        return page_of(request, JobTemplate.objects.filter(is_published=True), query, _template, order="name")


def _template(template: JobTemplate) -> dict[str, Any]:
    return {
        "name": template.name,
        "purpose": template.purpose,
        "tone": template.tone,
        "length": template.length,
        "sections": [str(section.get("kind", "")) for section in template.sections],
        "is_default": template.is_default,
    }
