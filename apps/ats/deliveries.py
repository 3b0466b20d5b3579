"""Events on their way out: from the outbox to one delivery an endpoint, then over the wire. Safe to run twice.

1. `dispatch_outbox` turns each new event into deliveries, inserted once, and marks it in the same transaction.
2. `deliver` claims a due delivery by a conditional update under a lease, sends it, and writes the outcome only if the
   lease is still its own. A worker that dies leaves a lease that ends; the endpoint may then see the event twice, under
   the same id.
"""

from __future__ import annotations

import json
import logging
import random
import uuid
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from standardwebhooks import Webhook

from apps.ats.addresses import AddressRefused
from apps.ats.models import Delivery, Endpoint
from apps.ats.sealing import CannotOpen
from apps.ats.sending import Answer, SendingFailed, post
from apps.descriptions.models import OutboxEvent

logger = logging.getLogger(__name__)
State = Delivery.State
MINUTE, HOUR = 60, 3600
#: Seconds before each attempt, as Standard Webhooks proposes them: ten attempts over three days.
SCHEDULE = (0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
JITTER = 0.2
#: Longer than one exchange can take, so that nobody takes over a delivery that is still being sent.
LEASE = timedelta(seconds=60)
MAX_PAYLOAD = 20_000


def dispatch_outbox(limit: int = 200) -> int:
    """Make deliveries for the events that nobody has looked at yet; return how many events there were."""
    events = list(OutboxEvent.objects.filter(dispatched_at=None).order_by("created_at")[:limit])
    endpoints = list(Endpoint.objects.filter(is_active=True)) if events else []
    for event in events:
        with transaction.atomic():
            Delivery.objects.bulk_create(
                [
                    Delivery(event_id=event.pk, endpoint=endpoint, type=event.type, payload=payload_of(event))
                    for endpoint in endpoints
                    if event.type in endpoint.events
                ],
                ignore_conflicts=True,
            )
            OutboxEvent.objects.filter(pk=event.pk, dispatched_at=None).update(dispatched_at=timezone.now())
    return len(events)


def payload_of(event: OutboxEvent) -> dict[str, object]:
    """Thin: the receiver asks the API for more. `timestamp` is the time of the event, not of the sending."""
    return {"type": event.type, "timestamp": event.created_at.isoformat(), "data": event.data}


def _claimable() -> QuerySet[Delivery]:
    now = timezone.now()
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    # A subquery, not a join: the claim stays one UPDATE whose conditions the database checks again on the locked row.
    listening = Endpoint.objects.filter(is_active=True).values("pk")
    return Delivery.objects.filter(is_free, state=State.PENDING, next_attempt_at__lte=now, endpoint__in=listening)


def due_deliveries(limit: int = 100) -> list[int]:
    return list(_claimable().order_by("next_attempt_at").values_list("pk", flat=True)[:limit])


def deliver(delivery_id: int) -> float | None:
    """Send one due delivery; return the seconds until the next attempt, or None if there is none or it is not ours."""
    delivery = _claim(delivery_id)
    if delivery is None:
        return None
    if delivery.attempts > len(SCHEDULE):
        _give_up(delivery, error="The sender broke off in every attempt.")
        return None
    try:
        answer = _send(delivery)
    except (AddressRefused, SendingFailed, CannotOpen) as error:
        return _try_later(delivery, error=str(error))
    if answer.is_success:
        _write(delivery, state=State.DELIVERED, delivered_at=timezone.now(), last_status=answer.status, last_error="")
        return None
    if answer.status == 410:
        _disable(delivery.endpoint, "The endpoint answered 410 Gone.")
        _give_up(delivery, status=410, error="The endpoint answered 410 Gone and is disabled.")
        return None
    return _try_later(delivery, status=answer.status, error=_reason(answer), wait=seconds_of(answer.retry_after))


def _claim(delivery_id: int) -> Delivery | None:
    token, until = uuid.uuid4(), timezone.now() + LEASE
    claimed = {"lease_token": token, "lease_until": until, "attempts": F("attempts") + 1}
    if not _claimable().filter(pk=delivery_id).update(**claimed):
        return None
    return Delivery.objects.select_related("endpoint").filter(pk=delivery_id, lease_token=token).first()


def _send(delivery: Delivery) -> Answer:
    """Sign exactly the bytes that are sent. The id is the same in all attempts, the time is this attempt's."""
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":"))
    content = body.encode()
    if len(content) >= MAX_PAYLOAD:
        raise SendingFailed("The event is larger than a webhook may be.")
    now, event_id = datetime.now(tz=UTC), str(delivery.event_id)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "jdcopilot-webhooks/1",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(delivery.endpoint.secret).sign(event_id, now, body),
    }
    return post(delivery.endpoint.url, content, headers)


def _reason(answer: Answer) -> str:
    if 300 <= answer.status < 400:
        return f"The endpoint redirects (HTTP {answer.status}); redirects are not followed."
    return f"The endpoint answered HTTP {answer.status}."


def seconds_of(retry_after: str) -> float:
    """Retry-After as seconds from now, from either of its forms; 0 for none or an unreadable one, a day at most."""
    try:
        if retry_after.strip().isdecimal():
            seconds = float(retry_after)
        else:
            when = parsedate_to_datetime(retry_after)
            seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - timezone.now().timestamp()
    except ValueError:
        return 0
    return min(max(seconds, 0), SCHEDULE[-1])


def delay_before(attempt: int) -> float:
    """Seconds to wait before this attempt, counted from 1, spread so that many do not come back at once."""
    return SCHEDULE[attempt - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - not a secret


def _try_later(delivery: Delivery, *, error: str, status: int | None = None, wait: float = 0) -> float | None:
    if delivery.attempts >= len(SCHEDULE):
        _give_up(delivery, status=status, error=error)
        return None
    delay = max(delay_before(delivery.attempts + 1), wait)
    next_attempt_at = timezone.now() + timedelta(seconds=delay)
    _write(delivery, next_attempt_at=next_attempt_at, last_status=status, last_error=error[:200])
    return delay


def _give_up(delivery: Delivery, *, error: str, status: int | None = None) -> None:
    _write(delivery, state=State.DEAD, next_attempt_at=None, last_status=status, last_error=error[:200])
    logger.warning("gave up delivery %s: %s", delivery.pk, error)


def _write(delivery: Delivery, **fields: object) -> None:
    """End the lease with an outcome, unless another worker has taken over."""
    mine = Delivery.objects.filter(pk=delivery.pk, lease_token=delivery.lease_token, state=State.PENDING)
    mine.update(lease_token=None, lease_until=None, **fields)


def _disable(endpoint: Endpoint, reason: str) -> None:
    Endpoint.objects.filter(pk=endpoint.pk).update(is_active=False, disabled_reason=reason)
    logger.warning("disabled webhook endpoint %s: %s", endpoint.pk, reason)
