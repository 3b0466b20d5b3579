"""Machine keys: `Authorization: Bearer jd_<prefix>_<secret>`."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.models import User
from apps.ats.keys import find_key
from apps.ats.models import MachineKey


class MachineKeyAuthentication(BaseAuthentication):
    """`request.user` is the key's acting user, `request.auth` the key."""

    def authenticate(self, request: Request) -> tuple[User, MachineKey] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        key = find_key(words[1].decode("ascii", "replace")) if len(words) == 2 else None
        if key is None:
            raise AuthenticationFailed("This key is unknown, expired or revoked.")
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class MachineKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = MachineKeyAuthentication
    name = "machineKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        description = "A key made by an admin: `Authorization: Bearer jd_<prefix>_<secret>`."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "machine key", "description": description}
