"""How each system proves that an event is its own. This file alone knows; doors, senders and simulators ask here.

`sign` makes what a sender adds to a message, `verify` is the receiver's side. Header names are lower case. Two systems
say less than one may think: Lever's signature covers a token and a time but not the body, so that what such a body says
must be asked for again; and where no time is signed, only the inbox keeps an old message from being used twice.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from standardwebhooks import Webhook

#: Seconds that the clocks of sender and receiver may differ, where the time of the attempt is signed.
TOLERANCE = 300
#: Lever signs the time of the event, which its later attempts carry too.
LEVER_TOLERANCE = 3600
Headers = Mapping[str, str]


class BadSignature(Exception):
    """The message does not prove where it comes from."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a sender is about to send. `at` is the time of the attempt; `id` stays the same in all attempts."""

    body: bytes
    id: str
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """`sign` returns the headers to add and the body to send; `verify` raises `BadSignature`."""

    sign: Callable[[str, Message], tuple[dict[str, str], bytes]]
    verify: Callable[[str, Headers, bytes, datetime], None]


def sign(scheme: str, secrets: Iterable[str], message: Message) -> tuple[dict[str, str], bytes]:
    """Headers and body, signed with the first secret; with all of them where the scheme can carry several."""
    first, *others = secrets
    headers, body = SCHEMES[scheme].sign(first, message)
    for name, separator in SEVERAL.get(scheme, {}).items():
        more = (SCHEMES[scheme].sign(other, message)[0][name] for other in others)
        headers[name] = separator.join([headers[name], *more])
    return headers, body


def verify(scheme: str, secrets: Iterable[str], headers: Headers, body: bytes, *, now: datetime | None = None) -> None:
    """Raise `BadSignature` unless one of the live secrets made the signature, and within its time if it has one."""
    moment = now or datetime.now(tz=UTC)
    reason = "The connection has no secret."
    for secret in secrets:
        try:
            SCHEMES[scheme].verify(secret, headers, body, moment)
        except BadSignature as error:
            reason = str(error)
        else:
            return
    raise BadSignature(reason)


def check_secret(secret: str) -> None:
    """Raise `ValueError`, with what to do, for a secret that Standard Webhooks cannot sign with."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_") + "==", validate=True)
    except ValueError:
        key = b""
    if not secret.startswith("whsec_") or not 24 <= len(key) <= 64:
        raise ValueError("Enter whsec_ and the base64 of 24 to 64 bytes, as the sender shows it.")


def hex_hmac(secret: str, content: bytes) -> str:
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _check(given: str, expected: str) -> None:
    """In constant time, and for bytes: `compare_digest` refuses text that is not ASCII."""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise BadSignature("The signature does not match.")


def _check_time(at: str, now: datetime, *, tolerance: int = TOLERANCE, unit: int = 1) -> None:
    if not (at.isascii() and at.isdecimal() and len(at) <= 16):
        raise BadSignature("The time of the signature cannot be read.")
    if abs(now.timestamp() - int(at) / unit) > tolerance:
        raise BadSignature(f"The time of the signature is more than {tolerance // 60} minutes off.")


# Standard Webhooks 1.0, also HireHive's


def _sign_standard(secret: str, message: Message) -> tuple[dict[str, str], bytes]:
    return {
        "webhook-id": message.id,
        "webhook-timestamp": str(int(message.at.timestamp())),
        "webhook-signature": Webhook(secret).sign(message.id, message.at, message.body.decode()),
    }, message.body


def _verify_standard(secret: str, headers: Headers, body: bytes, now: datetime) -> None:
    _check_time(headers.get("webhook-timestamp", ""), now)
    at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=UTC)
    event_id, given = headers.get("webhook-id", ""), headers.get("webhook-signature", "")
    if not event_id:
        raise BadSignature("There is no webhook-id.")
    try:
        expected = Webhook(secret).sign(event_id, at, body.decode())
    except ValueError as error:
        raise BadSignature("The body is not UTF-8 text, or the secret is no base64.") from error
    _check_any(given.split(" "), expected)


def _check_any(given: Iterable[str], expected: str) -> None:
    for one in given:
        try:
            _check(one, expected)
        except BadSignature:
            continue
        return
    raise BadSignature("The signature does not match.")


# HMAC-SHA256 of the raw body in a header, each in its own spelling


def _body_scheme(header: str, prefix: str = "", **names: str) -> Scheme:
    """`names` are the headers that carry the message's `id` and `name`, where the system has them."""

    def sign(secret: str, message: Message) -> tuple[dict[str, str], bytes]:
        more = {name: getattr(message, field) for field, name in names.items()}
        return {header: prefix + hex_hmac(secret, message.body)} | more, message.body

    def verify(secret: str, headers: Headers, body: bytes, now: datetime) -> None:
        _check(headers.get(header, ""), prefix + hex_hmac(secret, body))

    return Scheme(sign, verify)


# SmartRecruiters: time, body and four headers, joined by dots; several signatures while a key is replaced

SMARTRECRUITERS_SIGNED = ("event-id", "event-name", "event-version", "link")


def _sign_smartrecruiters(secret: str, message: Message) -> tuple[dict[str, str], bytes]:
    headers = {
        "event-id": message.id,
        "event-name": message.name,
        "event-version": "v201907",
        "link": "",
        "smartrecruiters-timestamp": str(int(message.at.timestamp())),
    }
    signature = hex_hmac(secret, _smartrecruiters_content(headers, message.body))
    return headers | {"smartrecruiters-signature": f"v1={signature}"}, message.body


def _smartrecruiters_content(headers: Headers, body: bytes) -> bytes:
    rest = [headers.get(name, "").encode("utf-8", "replace") for name in SMARTRECRUITERS_SIGNED]
    return b".".join([headers["smartrecruiters-timestamp"].encode(), body, *rest])


def _verify_smartrecruiters(secret: str, headers: Headers, body: bytes, now: datetime) -> None:
    _check_time(headers.get("smartrecruiters-timestamp", ""), now)
    expected = hex_hmac(secret, _smartrecruiters_content(headers, body))
    _check_any(headers.get("smartrecruiters-signature", "").split(";"), f"v1={expected}")


# Lever: in the body, and not of the body


def _sign_lever(secret: str, message: Message) -> tuple[dict[str, str], bytes]:
    at = int(message.at.timestamp() * 1000)
    signed = {"token": message.id, "triggeredAt": at, "signature": hex_hmac(secret, f"{message.id}{at}".encode())}
    return {}, json.dumps(lever_fields(message.body) | signed).encode()


def lever_fields(body: bytes) -> dict[str, Any]:
    """The JSON object of a Lever body, or an empty one."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _verify_lever(secret: str, headers: Headers, body: bytes, now: datetime) -> None:
    fields = lever_fields(body)
    token, at, given = (str(fields.get(name, "")) for name in ("token", "triggeredAt", "signature"))
    if not token:
        raise BadSignature("The body has no token.")
    _check_time(at, now, tolerance=LEVER_TOLERANCE, unit=1000)
    _check(given, hex_hmac(secret, (token + at).encode("utf-8", "replace")))


STANDARD = Scheme(_sign_standard, _verify_standard)
SCHEMES: dict[str, Scheme] = {
    "standard": STANDARD,
    "hirehive": STANDARD,
    "greenhouse": _body_scheme("signature", "sha256 ", id="greenhouse-event-id"),
    "ashby": _body_scheme("ashby-signature", "sha256="),
    "github": _body_scheme("x-hub-signature-256", "sha256=", id="x-github-delivery", name="x-github-event"),
    "workable": _body_scheme("x-workable-signature"),
    "jazzhr": _body_scheme("x-jazzhr-signature"),
    "smartrecruiters": Scheme(_sign_smartrecruiters, _verify_smartrecruiters),
    "lever": Scheme(_sign_lever, _verify_lever),
}
#: Schemes whose secret is not just any text.
BASE64_SECRETS = ("standard", "hirehive")
#: Headers that can carry the signatures of several secrets at once, and what stands between them.
SEVERAL = {
    "standard": {"webhook-signature": " "},
    "hirehive": {"webhook-signature": " "},
    "smartrecruiters": {"smartrecruiters-signature": ";"},
}
