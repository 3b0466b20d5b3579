"""Lists of the API: checked filters, pages behind a cursor, and only the fields that were asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

Row = dict[str, Any]


class Checked(serializers.Serializer[Any]):
    """Parameters of an address; one that is unknown or unreadable is an error, never ignored."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(self.initial_data) - set(self.fields))
        if unknown:
            raise serializers.ValidationError(f"Unknown: {', '.join(unknown)}. Known: {', '.join(self.fields)}.")
        return attrs


class Query(Checked):
    """What a list can be asked. Subclasses add filters."""

    limit = serializers.IntegerField(min_value=1, max_value=100, default=25, help_text="rows on a page")
    cursor = serializers.CharField(required=False, help_text="from `next` or `previous` of a page")


class SparseQuery(Query):
    fields_wanted = serializers.CharField(
        required=False, help_text="names of fields, with commas between them; `id` is always there"
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is taken in a serializer, so the parameter of that name gets another one inside."""
        found = super().get_fields()
        found["fields"] = found.pop("fields_wanted")
        return found


def query_of(kind: type[Checked], request: Request) -> dict[str, Any]:
    """The checked parameters of a request; a problem (400) names what cannot be used."""
    query = kind(data=request.query_params.dict())
    query.is_valid(raise_exception=True)
    return dict(query.validated_data)


def page_of(
    request: Request, rows: QuerySet[Any], query: dict[str, Any], show: Callable[[Any], Row], *, order: str = "-pk"
) -> Response:
    pages = CursorPagination()
    pages.page_size, pages.ordering = query["limit"], (order,)
    found = pages.paginate_queryset(rows, request) or []
    results = [sparse(show(row), query.get("fields")) for row in found]
    links = {"next": pages.get_next_link(), "previous": pages.get_previous_link()}
    return Response({"results": results, **links}, headers={"Cache-Control": "no-store"})


def sparse(row: Row, wanted: str | None) -> Row:
    if wanted is None:
        return row
    names = {name.strip() for name in wanted.split(",") if name.strip()}
    if unknown := sorted(names - set(row)):
        raise exceptions.ParseError(f"There are no fields {', '.join(unknown)}. Known: {', '.join(row)}.")
    return {name: value for name, value in row.items() if name in names or name == "id"}


def page_schema(name: str, row: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """The shape of a page of these rows, for the schema."""
    links = {link: serializers.URLField(allow_null=True) for link in ("next", "previous")}
    return inline_serializer(name, {"results": row(many=True), **links})
