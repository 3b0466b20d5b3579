"""What people and machines can do here: keys, endpoints, connections, briefs, replays, received events."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from apps.accounts.models import Department, User
from apps.ats import inbox, pushing, tasks
from apps.ats.addresses import check_url, resolve
from apps.ats.models import Connection, Delivery, Endpoint, EventType, InboundEvent, JobLink, MachineKey, Scope
from apps.descriptions import services as descriptions
from apps.descriptions.engine import check_brief
from apps.descriptions.models import GenerationRequest, JobDescription

logger = logging.getLogger(__name__)
#: Owner of what a key creates when nobody is named; it has no password.
MACHINE_USER = "ats"
MINUTE = timedelta(minutes=1)


class BadSignature(Exception):
    """A received event that does not prove where it comes from."""


# Keys


def create_key(
    *,
    name: str,
    scopes: Iterable[str],
    user: User,
    department: Department | None = None,
    expires_at: datetime | None = None,
) -> tuple[MachineKey, str]:
    """Make a key and return it with its row: it cannot be shown again."""
    prefix, chosen = secrets.token_hex(4), set(scopes)
    text = f"jd_{prefix}_{secrets.token_urlsafe(32)}"
    key = MachineKey.objects.create(
        name=name,
        prefix=prefix,
        hash=_hash(text),
        scopes=[scope for scope in Scope.values if scope in chosen],
        user=user,
        department=department,
        expires_at=expires_at,
    )
    return key, text


def find_key(text: str) -> MachineKey | None:
    """The live key with this text. Its use is noted, at most once a minute."""
    now = timezone.now()
    key = MachineKey.objects.live(now).select_related("user", "department").filter(hash=_hash(text)).first()
    if key is None:
        return None
    not_noted = Q(last_used_at=None) | Q(last_used_at__lt=now - MINUTE)
    if key.last_used_at is None or key.last_used_at < now - MINUTE:
        MachineKey.objects.filter(not_noted, pk=key.pk).update(last_used_at=now)
    return key


def _hash(text: str) -> str:
    """Plain SHA-256 is enough: the key holds 256 random bits, which nobody guesses."""
    return hashlib.sha256(text.encode()).hexdigest()


def revoke_keys(keys: QuerySet[MachineKey]) -> int:
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now())


def machine_user() -> User:
    """The account that owns what machines create; it cannot sign in."""
    user, is_new = User.objects.get_or_create(username=MACHINE_USER, defaults={"first_name": "ATS"})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


# What a key may see and do


def visible_descriptions(key: MachineKey) -> QuerySet[JobDescription]:
    found = JobDescription.objects.select_related("department")
    return found.filter(department=key.department) if key.department else found


def visible_drafts(key: MachineKey) -> QuerySet[GenerationRequest]:
    found = GenerationRequest.objects.filter(kind=GenerationRequest.Kind.DRAFT).select_related("description")
    return found.filter(description__department=key.department) if key.department else found


@transaction.atomic
def submit_brief(*, key: MachineKey, brief: dict[str, Any]) -> GenerationRequest:
    """Store a brief and ask for its draft. The key's department wins over the one that the brief names."""
    brief = check_brief(brief)
    named = Department.objects.filter(name__iexact=brief["department"]).first() if "department" in brief else None
    department = key.department or named
    description = descriptions.create_description(by=key.user, brief=brief, department=department)
    return descriptions.request_draft(by=key.user, description=description)


# Webhooks out


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
    endpoint.url, endpoint.events = url, _known_events(events)
    endpoint.is_active = is_active
    endpoint.disabled_reason = "" if is_active else endpoint.disabled_reason
    endpoint.save(update_fields=["url", "events", "is_active", "disabled_reason"])


def _known_events(events: Iterable[str]) -> list[str]:
    chosen = set(events)
    return [event for event in EventType.values if event in chosen]


def set_endpoint_active(endpoints: QuerySet[Endpoint], *, is_active: bool) -> int:
    """Switched on again, an endpoint gets what has waited for it."""
    return endpoints.update(is_active=is_active, disabled_reason="")


def replay(deliveries: QuerySet[Delivery]) -> int:
    """Send again what was delivered or given up, under the same event id and with a fresh timestamp and schedule."""
    ended = deliveries.exclude(state=Delivery.State.PENDING)
    delivery_ids = list(ended.values_list("pk", flat=True))
    replayed = Delivery.objects.filter(pk__in=delivery_ids).exclude(state=Delivery.State.PENDING)
    count = replayed.update(
        state=Delivery.State.PENDING, attempts=0, next_attempt_at=timezone.now(), delivered_at=None, last_error=""
    )
    for delivery_id in delivery_ids:
        _queue_after_commit(tasks.deliver.delay, delivery_id)
    return count


# Webhooks in


def create_connection(
    *,
    slug: str,
    name: str,
    user: User,
    department: Department | None = None,
    start_draft: bool = False,
    is_active: bool = True,
) -> Connection:
    connection = Connection(slug=slug, name=name, user=user, department=department)
    connection.start_draft, connection.is_active = start_draft, is_active
    connection.secret = new_secret()
    connection.save()
    return connection


def receive_event(connection: Connection, headers: Mapping[str, str], body: bytes) -> InboundEvent:
    """Verify and store an event; processing follows in the queue. A second copy changes nothing and looks the same."""
    try:
        Webhook(connection.secret).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError) as error:
        raise BadSignature from error
    event, is_new = inbox.store_event(connection, headers["webhook-id"], body)
    if is_new and event.processed_at is None:
        _queue_after_commit(tasks.process_inbound.delay, str(event.pk))
    return event


def process_again(events: QuerySet[InboundEvent]) -> int:
    event_ids = [str(pk) for pk in events.exclude(processed_at=None).values_list("pk", flat=True)]
    count = InboundEvent.objects.filter(pk__in=event_ids).update(processed_at=None, error="")
    for event_id in event_ids:
        _queue_after_commit(tasks.process_inbound.delay, event_id)
    return count


# Connectors


@transaction.atomic
def ask_link(*, by: User, link: JobLink, action: str) -> None:
    pushing.ask(by=by, link=link, action=action)
    _queue_after_commit(tasks.push.delay, link.pk)


def _queue_after_commit(publish: Callable[[Any], object], pk: int | str) -> None:
    """Without a broker the row waits for the sweep."""

    def try_to_publish() -> None:
        try:
            publish(pk)
        except Exception:  # noqa: BLE001 - whatever the broker's client raises, the row is stored and not lost
            logger.warning("broker unavailable, %s waits for the sweep", pk, exc_info=True)

    transaction.on_commit(try_to_publish)
