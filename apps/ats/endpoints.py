"""Webhook targets: made, changed, tried, switched; and their deliveries, sent again."""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.ats import deliveries, tasks
from apps.ats.addresses import check_url, resolve
from apps.ats.models import Delivery, Endpoint
from apps.descriptions.models import OutboxEvent
from apps.descriptions.outbox import EventType
from jdcopilot.lib.queueing import queue_after_commit

#: How long events are signed with the old secret too, after a new one was made.
OVERLAP = timedelta(hours=24)
#: More are left to the sweep, which forgets nothing.
QUEUED_AT_ONCE = 100


class CannotPing(Exception):
    """A switched off endpoint gets nothing, also no ping."""


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def check_endpoint_url(url: str) -> None:
    """Raise `AddressRefused` for an address that nothing will be sent to; it is checked again with each sending."""
    resolve(check_url(url))


def create_endpoint(*, url: str, events: Iterable[str], is_active: bool = True) -> Endpoint:
    """Its `secret` is for the receiver; afterwards nothing shows it again."""
    check_endpoint_url(url)
    endpoint = Endpoint(url=url, events=_known_events(events), is_active=is_active)
    endpoint.secret = new_secret()
    endpoint.save()
    return endpoint


def change_endpoint(endpoint: Endpoint, *, url: str, events: Iterable[str], is_active: bool) -> None:
    check_endpoint_url(url)
    row = Endpoint.objects.filter(pk=endpoint.pk)
    row.update(url=url, events=_known_events(events))
    set_endpoint_active(row.exclude(is_active=is_active), is_active=is_active)
    endpoint.refresh_from_db()


def _known_events(events: Iterable[str]) -> list[str]:
    chosen = set(events)
    return [event for event in EventType.values if event in chosen]


def set_endpoint_active(endpoints: QuerySet[Endpoint], *, is_active: bool) -> int:
    """Switched on again, an endpoint gets what has waited for it, and its failures are forgiven."""
    return endpoints.update(is_active=is_active, disabled_reason="", failing_since=None, is_untold=False)


@transaction.atomic
def rotate_secret(endpoint: Endpoint, *, overlap: timedelta = OVERLAP) -> str:
    """A new secret, shown once. Until `overlap` has passed, events carry a signature of the old one too."""
    row = Endpoint.objects.select_for_update(of=("self",)).get(pk=endpoint.pk)
    secret = new_secret()
    row.replace_secret(secret, overlap=overlap)
    row.save(update_fields=["sealed_secret", "old_secrets"])
    return secret


def ping(endpoint: Endpoint) -> Delivery:
    """Send an event that means nothing, over the same way as all others."""
    if not endpoint.is_active:
        raise CannotPing("This endpoint is switched off. Switch it on first.")
    now = timezone.now()
    payload = {"type": "ping", "timestamp": now.isoformat(), "data": {"endpoint_id": endpoint.pk}}
    delivery = Delivery.objects.create(event_id=uuid.uuid4(), endpoint=endpoint, type="ping", payload=payload)
    _deliver_soon(delivery.pk)
    return delivery


def replay(found: QuerySet[Delivery]) -> int:
    """Send again what was delivered or given up, under the same event id and with a fresh timestamp and schedule."""
    ended = found.exclude(state=Delivery.State.PENDING)
    delivery_ids = list(ended.values_list("pk", flat=True))
    replayed = Delivery.objects.filter(pk__in=delivery_ids).exclude(state=Delivery.State.PENDING)
    count = replayed.update(
        state=Delivery.State.PENDING, attempts=0, next_attempt_at=timezone.now(), delivered_at=None, last_error=""
    )
    for delivery_id in delivery_ids[:QUEUED_AT_ONCE]:
        _deliver_soon(delivery_id)
    return count


def replay_failed(endpoint: Endpoint) -> int:
    return replay(endpoint.deliveries.filter(state=Delivery.State.DEAD))


@transaction.atomic
def replay_range(endpoint: Endpoint, *, since: datetime, until: datetime) -> int:
    """Send again all events of this time, those too that happened while the endpoint was switched off."""
    events = OutboxEvent.objects.filter(created_at__gte=since, created_at__lt=until, type__in=endpoint.events)
    known = endpoint.deliveries.filter(event_id__in=events.values("pk"))
    count = replay(known)
    missed = [event for event in events.exclude(pk__in=known.values("event_id")) if event.dispatched_at]
    deliveries.make_deliveries(missed, [endpoint])
    for delivery in endpoint.deliveries.filter(event_id__in=[event.pk for event in missed[:QUEUED_AT_ONCE]]):
        _deliver_soon(delivery.pk)
    return count + len(missed)


def _deliver_soon(delivery_id: int) -> None:
    queue_after_commit(tasks.deliver.delay, delivery_id, otherwise=f"delivery {delivery_id} waits for the sweep")
