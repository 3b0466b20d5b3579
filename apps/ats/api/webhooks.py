"""/webhook-endpoints/: who hears of events."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats import endpoints
from apps.ats.addresses import AddressRefused
from apps.ats.api.base import IDEMPOTENCY_KEY, ApiView, problems
from apps.ats.api.paging import NOT_BLANK, Query, page_of, page_schema, query_of
from apps.ats.idempotency import idempotent
from apps.ats.models import Endpoint, MachineKey, Scope
from apps.ats.problems import Problem
from apps.descriptions.outbox import EventType


class EndpointInput(serializers.Serializer[Any]):
    url = serializers.RegexField(NOT_BLANK, max_length=500, help_text="https, port 443 or 8443, in the public internet")
    events = serializers.ListField(child=serializers.ChoiceField(EventType.values), allow_empty=False, min_length=1)
    is_active = serializers.BooleanField(required=False, default=True)


class EndpointChange(serializers.Serializer[Any]):
    url = serializers.RegexField(NOT_BLANK, max_length=500, required=False)
    events = serializers.ListField(
        child=serializers.ChoiceField(EventType.values), allow_empty=False, min_length=1, required=False
    )
    is_active = serializers.BooleanField(required=False)


class EndpointOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.CharField())
    is_active = serializers.BooleanField()
    disabled_reason = serializers.CharField(help_text="why it was switched off, if it was not by a person")
    failing_since = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class NewEndpointOutput(EndpointOutput):
    secret = serializers.CharField(help_text="whsec_…, shown once")


class SecretOutput(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="whsec_…, shown once; the old one is good for 24 hours yet")


class PingOutput(serializers.Serializer[Any]):
    delivery_id = serializers.IntegerField()
    event_id = serializers.UUIDField()


class ReplayInput(serializers.Serializer[Any]):
    """Everything that was given up, or all events of a time."""

    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) == 1:
            raise serializers.ValidationError("Send both since and until, or neither for all that was given up.")
        return attrs


class ReplaySchema(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    target_class = ReplayInput

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return schema | {"dependentRequired": {"since": ["until"], "until": ["since"]}}


class ReplayOutput(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="events on their way again")


class WebhookView(ApiView):
    """Endpoints hear of every department, so a key of one may not manage them."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if isinstance(request.auth, MachineKey) and request.auth.department_id is not None:
            raise exceptions.PermissionDenied("Webhooks tell of every department; a key of one cannot manage them.")


SCOPE = frozenset({Scope.WEBHOOKS})


class EndpointList(WebhookView):
    scopes: ClassVar = {"GET": SCOPE, "POST": SCOPE}

    @extend_schema(
        operation_id="listWebhookEndpoints",
        summary="Webhook endpoints",
        parameters=[Query],
        responses={200: page_schema("EndpointPage", EndpointOutput), **problems(400, 404)},
    )
    def get(self, request: Request) -> Response:
        return page_of(request, Endpoint.objects.all(), query_of(Query, request), lambda one: EndpointOutput(one).data)

    @extend_schema(
        operation_id="createWebhookEndpoint",
        summary="Have events sent to an address",
        parameters=[IDEMPOTENCY_KEY],
        request=EndpointInput,
        responses={201: NewEndpointOutput, **problems(400, 409, 413, 415, 422)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        fields = EndpointInput(data=request.data)
        fields.is_valid(raise_exception=True)
        check_free(fields.validated_data["url"])
        try:
            endpoint = endpoints.create_endpoint(**fields.validated_data)
        except AddressRefused as error:
            raise refused(error) from error
        return Response(NewEndpointOutput(endpoint).data, status=201)


class EndpointDetail(WebhookView):
    scopes: ClassVar = {"GET": SCOPE, "PATCH": SCOPE, "DELETE": SCOPE}

    @extend_schema(
        operation_id="readWebhookEndpoint",
        summary="One webhook endpoint",
        responses={200: EndpointOutput, **problems(404)},
    )
    def get(self, request: Request, endpoint_id: int) -> Response:
        return Response(EndpointOutput(get_object_or_404(Endpoint, pk=endpoint_id)).data)

    @extend_schema(
        operation_id="changeWebhookEndpoint",
        summary="Change an endpoint, or switch it on or off",
        request=EndpointChange,
        responses={200: EndpointOutput, **problems(400, 404, 409, 413, 415, 422)},
    )
    def patch(self, request: Request, endpoint_id: int) -> Response:
        endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
        fields = EndpointChange(data=request.data)
        fields.is_valid(raise_exception=True)
        known = {name: getattr(endpoint, name) for name in ("url", "events", "is_active")}
        wanted = known | fields.validated_data
        if wanted["url"] != endpoint.url:
            check_free(wanted["url"])
        try:
            endpoints.change_endpoint(endpoint, **wanted)
        except AddressRefused as error:
            raise refused(error) from error
        return Response(EndpointOutput(endpoint).data)

    @extend_schema(
        operation_id="deleteWebhookEndpoint",
        summary="Forget an endpoint and its deliveries",
        responses={204: None, **problems(404)},
    )
    def delete(self, request: Request, endpoint_id: int) -> Response:
        get_object_or_404(Endpoint, pk=endpoint_id).delete()
        return Response(status=204)


class EndpointPing(WebhookView):
    scopes: ClassVar = {"POST": SCOPE}

    @extend_schema(
        operation_id="pingWebhookEndpoint",
        summary="Send the event “ping”",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: PingOutput, **problems(400, 404, 409, 422)},
    )
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
        try:
            delivery = endpoints.ping(endpoint)
        except endpoints.CannotPing as error:
            raise Problem(409, str(error), type="urn:jdcopilot:problem:wrong-state") from error
        return Response(PingOutput({"delivery_id": delivery.pk, "event_id": delivery.event_id}).data, status=202)


class EndpointSecret(WebhookView):
    scopes: ClassVar = {"POST": SCOPE}

    @extend_schema(
        operation_id="rotateWebhookSecret",
        summary="Make a new signing secret",
        request=None,
        responses={200: SecretOutput, **problems(404)},
    )
    def post(self, request: Request, endpoint_id: int) -> Response:
        secret = endpoints.rotate_secret(get_object_or_404(Endpoint, pk=endpoint_id))
        return Response(SecretOutput({"secret": secret}).data, headers={"Cache-Control": "no-store"})


class EndpointReplay(WebhookView):
    scopes: ClassVar = {"POST": SCOPE}

    @extend_schema(
        operation_id="replayWebhookEndpoint",
        summary="Send again what was given up, or all events of a time",
        description="A range includes events that happened while the endpoint was switched off. Ids stay the same.",
        parameters=[IDEMPOTENCY_KEY],
        request=ReplayInput,
        responses={202: ReplayOutput, **problems(400, 404, 409, 413, 415, 422)},
    )
    @idempotent
    def post(self, request: Request, endpoint_id: int) -> Response:
        endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
        fields = ReplayInput(data=request.data)
        fields.is_valid(raise_exception=True)
        if fields.validated_data:
            count = endpoints.replay_range(endpoint, **fields.validated_data)
        else:
            count = endpoints.replay_failed(endpoint)
        return Response(ReplayOutput({"count": count}).data, status=202)


def check_free(url: str) -> None:
    if Endpoint.objects.filter(url=url).exists():
        raise Problem(409, "There is an endpoint with this address.", type="urn:jdcopilot:problem:wrong-state")


def refused(error: AddressRefused) -> Problem:
    return Problem(422, str(error), type="urn:jdcopilot:problem:address-refused")
