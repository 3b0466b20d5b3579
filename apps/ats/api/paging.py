"""Lists of the API: checked filters, pages behind a cursor, and only the fields that were asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.drainage import set_override
from drf_spectacular.utils import inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

Row = dict[str, Any]
#: The patterns of a text, which has no NUL, and of one that is more than spaces.
ANY_TEXT, NOT_BLANK = r"^[^\x00]*$", r"^[^\x00]*[^\s\x00][^\x00]*$"


class Checked(serializers.Serializer[Any]):
    """Parameters of an address; one that is unknown or unreadable is an error, never ignored."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Spaces alone are no text; the schema says so too."""
        found = super().get_fields()
        for field in found.values():
            if type(field) is serializers.CharField:
                bounds = {"minLength": field.min_length or 1, "maxLength": field.max_length}
                described(field, {"pattern": NOT_BLANK} | {name: bound for name, bound in bounds.items() if bound})
        return found

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
    """A list of rows of which not all fields may be wanted. Subclasses name the serializer of their rows."""

    row: ClassVar[type[serializers.Serializer[Any]]]
    fields_wanted = serializers.CharField(
        required=False, help_text="names of fields, with commas between them; `id` is always there"
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is taken in a serializer, so the parameter of that name gets another one inside."""
        found = super().get_fields()
        found["fields"] = found.pop("fields_wanted")
        name = "|".join(self.row().fields)
        described(found["fields"], {"pattern": f"^({name})(,({name}))*$"})
        return found


def described(field: serializers.Field[Any, Any, Any, Any], schema: dict[str, Any]) -> None:
    set_override(field, "field", {"type": "string", **schema})


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
