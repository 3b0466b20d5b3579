"""`Idempotency-Key`: a request that is sent again, because its answer was lost, has one effect and the first answer.

1. The key belongs to the machine key and to one method, path and body: another request under it is refused (422).
2. A request that runs holds the key under a lease; its copy is told to wait (409). A crash leaves a lease that ends.
3. Effect and answer are committed together, so that there is never one without the other. An error has no effect, and
   frees the key.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from apps.ats.api_models import IdempotentAnswer
from apps.ats.housekeeping import KEEP_ANSWERS
from apps.ats.models import MachineKey
from apps.ats.problems import Problem
from apps.ats.sealing import seal, unseal

HEADER = "Idempotency-Key"
NAME = re.compile(r"[\x21-\x7e]{1,255}")
LEASE = timedelta(seconds=90)
RETRY_AFTER = 5
KEPT_HEADERS = ("Location", "ETag")


Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """For a method of a view that changes something."""

    @wraps(handler)
    def handle(view: Any, request: Request, **kwargs: Any) -> Response:
        name = request.headers.get(HEADER)
        if name is None:
            return handler(view, request, **kwargs)
        return _once(request, name, lambda: handler(view, request, **kwargs))

    return handle


def _once(request: Request, name: str, work: Callable[[], Response]) -> Response:
    if not NAME.fullmatch(name):
        raise exceptions.ParseError(f"{HEADER} may have 255 visible ASCII characters.")
    key, fingerprint = cast(MachineKey, request.auth), _fingerprint(request)
    row = _claim(key, name, fingerprint)
    if row is None:
        return _answered(IdempotentAnswer.objects.filter(key=key, name=name).first(), fingerprint)
    try:
        with transaction.atomic():
            response = work()
            _keep(row, response)
    except BaseException:
        IdempotentAnswer.objects.filter(pk=row.pk, lease_token=row.lease_token).delete()
        raise
    return response


def _fingerprint(request: Request) -> str:
    body = request._request.body
    return hashlib.sha256(f"{request.method}\n{request.get_full_path()}\n".encode() + body).hexdigest()


def _claim(key: MachineKey, name: str, fingerprint: str) -> IdempotentAnswer | None:
    """The row under a lease of ours, or None if the key is taken: new, or left behind by a crash, or a day old."""
    now, token = timezone.now(), uuid.uuid4()
    mine = {"fingerprint": fingerprint, "lease_token": token, "lease_until": now + LEASE, "created_at": now}
    is_left = Q(lease_until__lt=now) & Q(fingerprint=fingerprint)
    is_old = Q(created_at__lt=now - KEEP_ANSWERS)
    rows = IdempotentAnswer.objects.filter(key=key, name=name)
    if not rows.filter(is_left | is_old).update(status=None, sealed_body="", headers={}, **mine):
        IdempotentAnswer.objects.bulk_create([IdempotentAnswer(key=key, name=name, **mine)], ignore_conflicts=True)
    return rows.filter(lease_token=token).first()


def _keep(row: IdempotentAnswer, response: Response) -> None:
    """Whoever took longer than the lease finds the key taken over, and what it has done is undone."""
    kept = IdempotentAnswer.objects.filter(pk=row.pk, lease_token=row.lease_token).update(
        status=response.status_code,
        headers={name: response[name] for name in KEPT_HEADERS if response.has_header(name)},
        sealed_body=seal(json.dumps(response.data, cls=JSONEncoder)),
        lease_token=None,
        lease_until=None,
    )
    if not kept:
        raise _busy()


def _answered(row: IdempotentAnswer | None, fingerprint: str) -> Response:
    if row is not None and row.fingerprint != fingerprint:
        detail = f"This {HEADER} was used for another request. Use a new one for each."
        raise Problem(422, detail, type="urn:jdcopilot:problem:idempotency-key-reused")
    if row is None or row.status is None:
        raise _busy()
    headers = {**row.headers, "Idempotency-Replayed": "true"}
    return Response(json.loads(unseal(row.sealed_body)), status=row.status, headers=headers)


def _busy() -> Problem:
    detail = f"A request with this {HEADER} is being worked on. Ask again for its answer."
    headers = {"Retry-After": str(RETRY_AFTER)}
    return Problem(409, detail, type="urn:jdcopilot:problem:idempotency-key-in-use", headers=headers)
