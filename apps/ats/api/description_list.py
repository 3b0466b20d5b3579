"""/descriptions/: what is there, filtered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import ApiView, key_of, problems
from apps.ats.api.paging import SparseQuery, page_of, page_schema, query_of
from apps.ats.models import Scope
from apps.ats.services import visible_descriptions
from apps.descriptions.models import JobDescription
from apps.descriptions.workflow import Status


class DescriptionRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField(required=False)
    status = serializers.CharField(required=False, help_text=", ".join(Status.values))
    department = serializers.CharField(required=False, help_text="empty: none")
    language = serializers.CharField(required=False)
    created_at = serializers.DateTimeField(required=False)
    updated_at = serializers.DateTimeField(required=False)
    url = serializers.URLField(required=False)
    page_url = serializers.URLField(required=False, help_text="where people edit it")


class DescriptionQuery(SparseQuery):
    row = DescriptionRow
    status = serializers.ChoiceField(Status.values, required=False)
    department = serializers.CharField(required=False, help_text="its name")
    language = serializers.CharField(required=False)
    q = serializers.CharField(required=False, max_length=200, help_text="words in its title or text")
    updated_since = serializers.DateTimeField(required=False)


class DescriptionList(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.DESCRIPTIONS_READ})}

    @extend_schema(
        operation_id="listDescriptions",
        summary="Job descriptions, the newest first",
        parameters=[DescriptionQuery],
        responses={200: page_schema("DescriptionPage", DescriptionRow), **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        query = query_of(DescriptionQuery, request)
        found = _filtered(visible_descriptions(key_of(request)), query)
        return page_of(request, found, query, lambda description: _row(request, description))


def _filtered(found: QuerySet[JobDescription], query: dict[str, Any]) -> QuerySet[JobDescription]:
    exact = {"status": "status", "department": "department__name__iexact", "language": "language"}
    found = found.filter(**{path: query[name] for name, path in exact.items() if name in query})
    if "updated_since" in query:
        found = found.filter(updated_at__gte=query["updated_since"])
    return found.search(query["q"]) if "q" in query else found  # type: ignore[attr-defined]


def _row(request: Request, description: JobDescription) -> dict[str, Any]:
    return dict(
        DescriptionRow(
            {
                "id": description.pk,
                "title": description.title,
                "status": description.status,
                "department": description.department.name if description.department else "",
                "language": description.language,
                "created_at": description.created_at,
                "updated_at": description.updated_at,
                "url": request.build_absolute_uri(reverse("api:description", args=[description.pk])),
                "page_url": request.build_absolute_uri(description.get_absolute_url()),
            }
        ).data
    )
