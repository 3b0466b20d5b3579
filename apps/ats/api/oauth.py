"""/oauth/token: a short-lived token in exchange for a key (RFC 6749, section 4.4)."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.ats import tokens
from apps.ats.api.base import ApiView
from apps.ats.rates import TokenThrottle

#: What an error is called that is not about the client or its scopes; RFC 6749 has no word for most of them.
ERRORS = {401: "invalid_client", 429: "temporarily_unavailable", 500: "server_error"}
NOT_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class TokenInput(serializers.Serializer[Any]):
    grant_type = serializers.ChoiceField(["client_credentials"])
    scope = serializers.CharField(
        required=False, help_text="scopes with spaces between them; without it all of the key"
    )
    client_id = serializers.CharField(required=False, help_text="the key's public id, unless sent by HTTP Basic")
    client_secret = serializers.CharField(required=False, help_text="the whole key, unless sent by HTTP Basic")


class TokenOutput(serializers.Serializer[Any]):
    access_token = serializers.CharField(help_text="jdt_…")
    token_type = serializers.ChoiceField(["Bearer"])
    expires_in = serializers.IntegerField(help_text="seconds")
    scope = serializers.CharField()


class TokenErrorOutput(serializers.Serializer[Any]):
    error = serializers.CharField(
        help_text="invalid_request, invalid_client, invalid_scope, unsupported_grant_type, or for the limit of "
        "requests and for our own failures temporarily_unavailable and server_error"
    )
    error_description = serializers.CharField()


class Refused(exceptions.APIException):
    def __init__(self, error: str, detail: str, *, status: int = 400) -> None:
        super().__init__(detail)
        self.error, self.status_code = error, status


class TokenIssue(ApiView):
    authentication_classes = []
    permission_classes = []
    parser_classes = [FormParser]
    throttle_classes = [TokenThrottle]

    @extend_schema(
        operation_id="issueToken",
        summary="A token for a key",
        description="OAuth 2.0 client credentials. A token is good for 15 minutes, and no longer than its key.",
        auth=[{"clientBasic": []}, {}],  # type: ignore[list-item]  # the stubs know only names
        request={"application/x-www-form-urlencoded": TokenInput},
        responses={200: TokenOutput, **dict.fromkeys((400, 401, 406, 413, 415, 429), TokenErrorOutput)},
    )
    def post(self, request: Request) -> Response:
        form = _form_of(request)
        client_id, secret = _credentials(request, form)
        if form.get("grant_type") != "client_credentials":
            raise Refused("unsupported_grant_type", "The only grant_type here is client_credentials.")
        text, scopes = _issue(client_id, secret, form.get("scope", "").split())
        body = {"access_token": text, "token_type": "Bearer", "expires_in": tokens.LIFE_SECONDS}
        return Response(TokenOutput(body | {"scope": " ".join(scopes)}).data, headers=NOT_STORED)

    def handle_exception(self, exc: Exception) -> Response:
        """Errors have the shape of OAuth here, for its clients know no other."""
        response = super().handle_exception(exc)
        error = getattr(exc, "error", ERRORS.get(response.status_code, "invalid_request"))
        response.data = {"error": error, "error_description": _plain(response.data["detail"])}
        response.content_type = None
        for name, value in NOT_STORED.items():
            response[name] = value
        if response.status_code == 401:
            response["WWW-Authenticate"] = 'Basic realm="api"'
        return response


def _plain(text: str) -> str:
    """A description as RFC 6749 allows it: printable ASCII without quotes and backslashes."""
    return "".join(sign if " " <= sign <= "~" and sign not in '"\\' else "'" for sign in text)


def _form_of(request: Request) -> dict[str, str]:
    form = request.data if isinstance(request.data, QueryDict) else QueryDict()
    if any(len(values) > 1 for _, values in form.lists()):
        raise Refused("invalid_request", "A parameter was sent more than once.")
    if "grant_type" not in form:
        raise Refused("invalid_request", "Send grant_type=client_credentials as a form.")
    return {name: str(value) for name, value in form.items()}


def _credentials(request: Request, form: dict[str, str]) -> tuple[str, str]:
    """Id and secret by HTTP Basic or in the form; a client that uses both at once is refused."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    in_form = (form.get("client_id", ""), form.get("client_secret", ""))
    if not scheme:
        return in_form
    if scheme.lower() != "basic":
        raise Refused("invalid_client", "Send the client by HTTP Basic, or in the form.", status=401)
    if in_form[1]:
        raise Refused("invalid_request", "Send the client by HTTP Basic or in the form, not both.")
    try:
        client_id, _, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise Refused("invalid_client", "The HTTP Basic credentials cannot be read.", status=401) from None
    return unquote_plus(client_id), unquote_plus(secret)


def _issue(client_id: str, secret: str, wanted: list[str]) -> tuple[str, list[str]]:
    try:
        return tokens.issue_token(client_id, secret, wanted)
    except tokens.UnknownClient:
        detail = "No key has this id and secret, or it is expired or revoked."
        raise Refused("invalid_client", detail, status=401) from None
    except tokens.ScopeNotHeld as error:
        raise Refused("invalid_scope", str(error)) from None
