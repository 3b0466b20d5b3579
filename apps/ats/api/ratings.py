"""/descriptions/<id>/ratings/: what people think of a text, said through another system."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats.api.base import IDEMPOTENCY_KEY, ApiView, key_of, problems
from apps.ats.api.paging import ANY_TEXT, Query, page_of, page_schema, query_of
from apps.ats.idempotency import idempotent
from apps.ats.models import Scope
from apps.ats.services import visible_descriptions
from apps.feedback.models import Rating
from apps.feedback.services import rate


class RatingInput(serializers.Serializer[Any]):
    stars = serializers.IntegerField(min_value=1, max_value=5)
    reasons = serializers.ListField(child=serializers.ChoiceField(Rating.Reason.choices), required=False)
    comment = serializers.RegexField(ANY_TEXT, max_length=2000, required=False, allow_blank=True)
    section_kind = serializers.RegexField(
        ANY_TEXT, max_length=20, required=False, allow_blank=True, help_text="empty: the whole text"
    )


class RatingOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    stars = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())
    comment = serializers.CharField()
    section_kind = serializers.CharField(help_text="empty: the whole text")
    engine = serializers.CharField(help_text="who wrote the rated text")
    revision = serializers.IntegerField(source="revision.number", help_text="number of the rated version")
    created_at = serializers.DateTimeField()


class RatingList(ApiView):
    scopes: ClassVar = {"GET": frozenset({Scope.FEEDBACK}), "POST": frozenset({Scope.FEEDBACK})}

    @extend_schema(
        operation_id="listRatings",
        summary="Ratings of a job description",
        parameters=[Query],
        responses={200: page_schema("RatingPage", RatingOutput), **problems(400, 404)},
    )
    def get(self, request: Request, description_id: int) -> Response:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        ratings = description.ratings.select_related("revision")
        return page_of(request, ratings, query_of(Query, request), lambda one: dict(RatingOutput(one).data))

    @extend_schema(
        operation_id="rateDescription",
        summary="Rate the latest version, or one section of it",
        description="A second rating of the same version with the same key's account replaces the first.",
        parameters=[IDEMPOTENCY_KEY],
        request=RatingInput,
        responses={201: RatingOutput, **problems(400, 404, 409, 413, 415, 422)},
    )
    @idempotent
    def post(self, request: Request, description_id: int) -> Response:
        description = get_object_or_404(visible_descriptions(key_of(request)), pk=description_id)
        fields = RatingInput(data=request.data)
        fields.is_valid(raise_exception=True)
        given = {"reasons": [], "comment": "", "section_kind": ""} | fields.validated_data
        rating = rate(by=key_of(request).user, description=description, **given)
        return Response(RatingOutput(rating).data, status=201)
