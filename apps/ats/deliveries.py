"""Events on their way out: from the outbox to one delivery an endpoint, then over the wire. Safe to run twice.

1. `dispatch_outbox` turns each new event into deliveries, inserted once, and marks it in the same transaction.
2. `deliver` claims a due delivery by a conditional update under a lease, sends it, and writes the outcome only if the
   lease is still its own. A worker that dies leaves a lease that ends; the endpoint may then see the event twice, under
   the same id. An endpoint gets few at once, so that the others do not wait behind one that is slow; whoever has
   delivered one names the next.
"""

from __future__ import annotations

import json
import logging
import random
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from apps.ats.addresses import AddressRefused
from apps.ats.models import Attempt, Delivery, Endpoint
from apps.ats.sealing import CannotOpen
from apps.ats.sending import Answer, SendingFailed, post
from apps.ats.signatures import Message, sign
from apps.descriptions.models import OutboxEvent

logger = logging.getLogger(__name__)
State = Delivery.State
MINUTE, HOUR = 60, 3600
#: Seconds before each attempt, as Standard Webhooks proposes them: ten attempts over three days.
SCHEDULE = (0, 5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
JITTER = 0.2
GONE = 410
#: An endpoint for which nothing has gone well for so long is switched off.
DISABLE_AFTER = timedelta(days=5)
#: Tries at once to one endpoint.
AT_ONCE = 2
HEADERS = {"Content-Type": "application/json", "User-Agent": "jdcopilot-webhooks/1"}
MAX_PAYLOAD = 20_000


def dispatch_outbox(limit: int = 500) -> list[int]:
    """Make deliveries for the events that nobody has looked at yet; return those that can go out at once."""
    events = list(OutboxEvent.objects.filter(dispatched_at=None).order_by("created_at")[:limit])
    endpoints = list(Endpoint.objects.filter(is_active=True)) if events else []
    mine = [event.pk for event in events if _dispatch(event, endpoints)]
    return list(_claimable(endpoint__failing_since=None, event_id__in=mine).values_list("pk", flat=True))


@transaction.atomic
def _dispatch(event: OutboxEvent, endpoints: list[Endpoint]) -> bool:
    """False if another worker has dispatched it meanwhile."""
    if not OutboxEvent.objects.filter(pk=event.pk, dispatched_at=None).update(dispatched_at=timezone.now()):
        return False
    make_deliveries([event], [endpoint for endpoint in endpoints if event.type in endpoint.events])
    return True


def make_deliveries(events: Iterable[OutboxEvent], endpoints: Sequence[Endpoint]) -> None:
    """One delivery of each event to each endpoint; those that are there already stay as they are."""
    Delivery.objects.bulk_create(
        [
            Delivery(event_id=event.pk, endpoint=endpoint, type=event.type, payload=payload_of(event))
            for event in events
            for endpoint in endpoints
        ],
        ignore_conflicts=True,
    )


def payload_of(event: OutboxEvent) -> dict[str, object]:
    """Thin: the receiver asks the API for more. `timestamp` is the time of the event, not of the sending."""
    return {"type": event.type, "timestamp": event.created_at.isoformat(), "data": event.data}


def _claimable(**more: object) -> QuerySet[Delivery]:
    now = timezone.now()
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    # A subquery, not a join: the claim stays one UPDATE whose conditions the database checks again on the locked row.
    listening = Endpoint.objects.filter(is_active=True).values("pk")
    return Delivery.objects.filter(
        is_free, state=State.PENDING, next_attempt_at__lte=now, endpoint__in=listening, **more
    )


def due_deliveries(limit: int = 500) -> list[int]:
    """What can go out now. Endpoints that fail get one try at a time, so that healthy ones do not wait behind them."""
    ready = _claimable(endpoint__failing_since=None).exclude(endpoint__in=_busy_endpoints(AT_ONCE))
    healthy = ready.order_by("next_attempt_at").values_list("pk", flat=True)
    failing = _claimable(endpoint__failing_since__isnull=False).exclude(endpoint__in=_busy_endpoints(1))
    probes = failing.order_by().values("endpoint").annotate(first=Min("pk")).values_list("first", flat=True)
    return [*healthy[:limit], *probes]


def _busy_endpoints(count: int) -> QuerySet[Delivery, Any]:
    """Those that `count` deliveries are on their way to just now."""
    leased = Delivery.objects.filter(state=State.PENDING, lease_until__gte=timezone.now()).order_by()
    return leased.values("endpoint").annotate(count=Count("pk")).filter(count__gte=count).values("endpoint")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try ended; `error` is empty when the endpoint took the event. `wait`: seconds it asked to wait."""

    error: str = ""
    status: int | None = None
    wait: float = 0


def deliver(delivery_id: int, *, then: Callable[[int], object] | None = None) -> float | None:
    """Send one due delivery; return the seconds until the next attempt, or None if there is none or it is not ours.

    `then` hears of the next one that is due to an endpoint that has taken this one.
    """
    delivery = _claim(delivery_id)
    if delivery is None:
        return None
    if delivery.attempts > len(SCHEDULE):
        _give_up(delivery, Outcome("The sender broke off in every attempt."))
        return None
    started_at, clock = datetime.now(tz=UTC), time.monotonic()
    outcome = _try(delivery, started_at)
    with transaction.atomic():
        Attempt.objects.create(
            delivery=delivery,
            number=delivery.attempts,
            at=started_at,
            milliseconds=round((time.monotonic() - clock) * 1000),
            status=outcome.status,
            error=outcome.error[:200],
        )
        wait = _conclude(delivery, outcome)
    following = _claimable(endpoint=delivery.endpoint_id).order_by("next_attempt_at").values_list("pk", flat=True)
    if then and not outcome.error and (next_id := following.first()):
        then(next_id)
    return wait


def _try(delivery: Delivery, at: datetime) -> Outcome:
    try:
        answer = _send(delivery, at)
    except (AddressRefused, SendingFailed, CannotOpen) as error:
        return Outcome(str(error))
    if answer.is_success:
        return Outcome(status=answer.status)
    return Outcome(_reason(answer), answer.status, seconds_of(answer.retry_after))


def _conclude(delivery: Delivery, outcome: Outcome) -> float | None:
    if not outcome.error:
        Endpoint.objects.filter(pk=delivery.endpoint_id).exclude(failing_since=None).update(failing_since=None)
        _write(delivery, outcome, state=State.DELIVERED, delivered_at=timezone.now())
        return None
    _note_failure(delivery.endpoint, outcome)
    if outcome.status == GONE or delivery.attempts >= len(SCHEDULE):
        _give_up(delivery, outcome)
        return None
    delay = max(delay_before(delivery.attempts + 1), outcome.wait)
    _write(delivery, outcome, next_attempt_at=timezone.now() + timedelta(seconds=delay))
    return delay


def _note_failure(endpoint: Endpoint, outcome: Outcome) -> None:
    """Switch the endpoint off where it asks for it, or where nothing has gone well for long; the sweep tells people."""
    now = timezone.now()
    Endpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=now)
    if outcome.status == GONE:
        _disable(Endpoint.objects.filter(pk=endpoint.pk), outcome.error)
    days = DISABLE_AFTER.days
    for_long = Endpoint.objects.filter(pk=endpoint.pk, failing_since__lt=now - DISABLE_AFTER)
    _disable(for_long, f"Every try of the last {days} days failed, at last so: {outcome.error}")


def _disable(endpoints: QuerySet[Endpoint], reason: str) -> None:
    if endpoints.filter(is_active=True).update(is_active=False, disabled_reason=reason[:200], is_untold=True):
        logger.warning("disabled a webhook endpoint: %s", reason)


def _claim(delivery_id: int) -> Delivery | None:
    token, until = uuid.uuid4(), timezone.now() + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    claimed = {"lease_token": token, "lease_until": until, "attempts": F("attempts") + 1}
    if not _claimable(pk=delivery_id).exclude(endpoint__in=_busy_endpoints(AT_ONCE)).update(**claimed):
        return None
    return Delivery.objects.select_related("endpoint").filter(pk=delivery_id, lease_token=token).first()


def body_of(delivery: Delivery) -> str:
    """What is sent, to the letter."""
    return json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":"))


def _send(delivery: Delivery, at: datetime) -> Answer:
    """Sign exactly the bytes that are sent. The id is the same in all attempts, the time is this attempt's."""
    content = body_of(delivery).encode()
    if len(content) >= MAX_PAYLOAD:
        raise SendingFailed("The event is larger than a webhook may be.")
    message = Message(content, str(delivery.event_id), at)
    headers, content = sign("standard", delivery.endpoint.live_secrets(), message)
    return post(delivery.endpoint.url, content, HEADERS | headers)


def _reason(answer: Answer) -> str:
    if answer.status == GONE:
        return "The endpoint answered 410 Gone and is disabled."
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


def _give_up(delivery: Delivery, outcome: Outcome) -> None:
    _write(delivery, outcome, state=State.DEAD, next_attempt_at=None)
    logger.warning("gave up delivery %s: %s", delivery.pk, outcome.error)


def _write(delivery: Delivery, outcome: Outcome, **fields: object) -> None:
    """End the lease with an outcome, unless another worker has taken over."""
    mine = Delivery.objects.filter(pk=delivery.pk, lease_token=delivery.lease_token, state=State.PENDING)
    fields |= {"last_status": outcome.status, "last_error": outcome.error[:200]}
    mine.update(lease_token=None, lease_until=None, **fields)
