"""Who asks: `Authorization: Bearer` with a machine key (`jd_…`) or with a token of one (`jdt_…`)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.models import User
from apps.ats import tokens
from apps.ats.keys import find_key
from apps.ats.models import MachineKey, Scope

TOKEN_PATH = "/api/v1/oauth/token"  # noqa: S105 - an address


class MachineKeyAuthentication(BaseAuthentication):
    """`request.user` is the key's acting user, `request.auth` the key, `request.auth.granted` what it may do now."""

    def authenticate(self, request: Request) -> tuple[User, MachineKey] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        key = _key_of(words[1].decode("ascii", "replace")) if len(words) == 2 else None
        if key is None:
            raise AuthenticationFailed("This key or token is unknown, expired or revoked.")
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _key_of(text: str) -> MachineKey | None:
    return tokens.find_by_token(text) if text.startswith(tokens.PREFIX) else find_key(text)


class MachineKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = MachineKeyAuthentication
    name = ["machineKey", "oauth2"]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        """The key, or a token with one of the scopes that open the route."""
        needed = getattr(auto_schema.view, "scopes", {}).get(auto_schema.method, ())
        return [{"machineKey": []}, *({"oauth2": [str(scope)]} for scope in sorted(needed))]

    def get_security_definition(self, auto_schema: object) -> list[dict[str, Any]]:
        description = "A key made by an admin: `Authorization: Bearer jd_<prefix>_<secret>`."
        key = {"type": "http", "scheme": "bearer", "bearerFormat": "machine key", "description": description}
        flow = {"tokenUrl": TOKEN_PATH, "scopes": dict(Scope.choices)}
        return [key, {"type": "oauth2", "flows": {"clientCredentials": flow}}]
