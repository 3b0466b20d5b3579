"""/deliveries/: the log of events on their way out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats import endpoints
from apps.ats.api.base import IDEMPOTENCY_KEY, problems
from apps.ats.api.paging import SparseQuery, page_of, page_schema, query_of
from apps.ats.api.webhooks import SCOPE, ReplayOutput, WebhookView
from apps.ats.idempotency import idempotent
from apps.ats.models import Delivery


class AttemptOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="a missing number is a try in which the sender broke off")
    at = serializers.DateTimeField()
    milliseconds = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True, help_text="null: no answer came")
    error = serializers.CharField(help_text="empty: delivered")


class DeliveryRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    event_id = serializers.UUIDField(required=False, help_text="the webhook-id, the same in all tries")
    type = serializers.CharField(required=False)
    endpoint_id = serializers.IntegerField(required=False)
    state = serializers.ChoiceField(Delivery.State.choices, required=False)
    attempts = serializers.IntegerField(required=False)
    next_attempt_at = serializers.DateTimeField(required=False, allow_null=True)
    last_status = serializers.IntegerField(required=False, allow_null=True)
    last_error = serializers.CharField(required=False)
    created_at = serializers.DateTimeField(required=False)
    delivered_at = serializers.DateTimeField(required=False, allow_null=True)


class DeliveryOutput(DeliveryRow):
    log = AttemptOutput(many=True)


class DeliveryQuery(SparseQuery):
    row = DeliveryRow
    state = serializers.ChoiceField(Delivery.State.choices, required=False)
    type = serializers.CharField(required=False, max_length=60)
    endpoint_id = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class DeliveryList(WebhookView):
    scopes: ClassVar = {"GET": SCOPE}

    @extend_schema(
        operation_id="listDeliveries",
        summary="Deliveries, the newest first",
        parameters=[DeliveryQuery],
        responses={200: page_schema("DeliveryPage", DeliveryRow), **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        query = query_of(DeliveryQuery, request)
        filters = {name: query[name] for name in ("state", "type", "endpoint_id") if name in query}
        found = Delivery.objects.filter(**filters)
        return page_of(request, found, query, lambda one: dict(DeliveryRow(one).data))


class DeliveryDetail(WebhookView):
    scopes: ClassVar = {"GET": SCOPE}

    @extend_schema(
        operation_id="readDelivery",
        summary="One delivery with its tries",
        responses={200: DeliveryOutput, **problems(404)},
    )
    def get(self, request: Request, delivery_id: int) -> Response:
        delivery = get_object_or_404(Delivery, pk=delivery_id)
        log = AttemptOutput(delivery.log.all(), many=True).data
        return Response(DeliveryRow(delivery).data | {"log": log})


class DeliveryReplay(WebhookView):
    scopes: ClassVar = {"POST": SCOPE}

    @extend_schema(
        operation_id="replayDelivery",
        summary="Send one event again, under the same id",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: ReplayOutput, **problems(400, 404, 409, 422)},
    )
    @idempotent
    def post(self, request: Request, delivery_id: int) -> Response:
        delivery = get_object_or_404(Delivery, pk=delivery_id)
        count = endpoints.replay(Delivery.objects.filter(pk=delivery.pk))
        return Response(ReplayOutput({"count": count}).data, status=202)
