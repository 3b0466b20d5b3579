"""Short-lived tokens for a machine key: OAuth 2.0 client credentials (RFC 6749, section 4.4).

A token is signed and nowhere stored. It names its key, its scopes and when it was made; each request looks the key up,
so that a token ends no later than its key. Replacing a key ends the tokens made before.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Collection
from datetime import datetime
from typing import TypedDict, cast

from django.core import signing

from apps.ats import keys
from apps.ats.models import MachineKey

PREFIX = "jdt_"
LIFE_SECONDS = 15 * 60
#: The separator of a signature must be one that a bearer token may have (RFC 6750, section 2.1).
SIGNER = signing.Signer(salt="apps.ats.tokens", sep=".")


class UnknownClient(Exception):
    """No live key has this id and this secret."""


class ScopeNotHeld(Exception):
    """The message names the scopes that the key has."""


class Claims(TypedDict):
    key: str
    scopes: list[str]
    at: float


def issue_token(client_id: str, secret: str, wanted: Collection[str] = ()) -> tuple[str, list[str]]:
    """A token with the wanted scopes, or with all of the key's, and those scopes.

    The client id is the key's prefix, the secret the whole key. Raises `UnknownClient` and `ScopeNotHeld`.
    """
    key = keys.find_key(secret)
    if key is None or not hmac.compare_digest(client_id.encode(), key.prefix.encode()):
        raise UnknownClient
    if not set(wanted) <= set(key.scopes):
        raise ScopeNotHeld(f"The key does not have all of these scopes. It has {' '.join(key.scopes)}.")
    scopes = [scope for scope in key.scopes if scope in wanted or not wanted]
    return PREFIX + SIGNER.sign_object(Claims(key=key.prefix, scopes=scopes, at=time.time())), scopes


def find_by_token(text: str) -> MachineKey | None:
    """The live key behind a token that is still good, narrowed to the token's scopes."""
    try:
        claims = cast(Claims, SIGNER.unsign_object(text.removeprefix(PREFIX)))
    except signing.BadSignature:
        return None
    if time.time() - claims["at"] >= LIFE_SECONDS:
        return None
    key = keys.find_by_prefix(claims["key"])
    if key is None or _is_older_than_successor(key, claims["at"]):
        return None
    key.token_scopes = frozenset(claims["scopes"]) & frozenset(key.scopes)
    return key


def _is_older_than_successor(key: MachineKey, at: float) -> bool:
    replaced: datetime | None = key.replaced_by.created_at if key.replaced_by else None
    return replaced is not None and at <= replaced.timestamp()
