"""What machines and people can do here besides keys and endpoints: briefs, connections, received events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import Department, User
from apps.ats import inbox, pushing, tasks
from apps.ats.endpoints import new_secret
from apps.ats.hooks_in.vendors import read_event
from apps.ats.models import Connection, InboundEvent, JobLink, MachineKey, Vendor
from apps.ats.signatures import BASE64_SECRETS, verify
from apps.descriptions import services as descriptions
from apps.descriptions.engine import check_brief
from apps.descriptions.models import GenerationRequest, JobDescription
from jdcopilot.lib.queueing import queue_after_commit

#: How long events signed with the old secret of a connection are accepted, after a new one was set.
OVERLAP = timedelta(hours=24)
MAX_EVENT_ID = 255


class BadEventId(Exception):
    """A received event whose id is missing or longer than any id is."""


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


# Webhooks in


def create_connection(
    *,
    slug: str,
    name: str,
    user: User,
    vendor: str = Vendor.STANDARD,
    department: Department | None = None,
    start_draft: bool = False,
    is_active: bool = True,
    secret: str = "",
) -> Connection:
    """Its `secret` is the one given, for vendors who make it themselves, or a new one for the sender."""
    connection = Connection(slug=slug, name=name, user=user, vendor=vendor, department=department)
    connection.start_draft, connection.is_active = start_draft, is_active
    connection.secret = secret or new_secret()
    connection.save()
    return connection


@transaction.atomic
def replace_connection_secret(connection: Connection, secret: str = "", *, overlap: timedelta = OVERLAP) -> str:
    """Until `overlap` has passed, events signed with the old secret are accepted too."""
    row = Connection.objects.select_for_update(of=("self",)).get(pk=connection.pk)
    secret = secret or new_secret()
    row.replace_secret(secret, overlap=overlap)
    row.save(update_fields=["sealed_secret", "old_secrets"])
    return secret


def receive_event(connection: Connection, headers: Mapping[str, str], body: bytes) -> InboundEvent:
    """Verify and store an event; processing follows in the queue. A second copy changes nothing and looks the same.

    Raises `BadSignature`, `BadEventId`, and `CannotOpen` where the secret cannot be read any more.
    """
    vendor = _sender_of(connection, headers)
    verify(vendor, connection.live_secrets(), headers, body)
    received = read_event(vendor, headers, body)
    if not 0 < len(received.id) <= MAX_EVENT_ID:
        raise BadEventId
    event, is_new = inbox.store_event(connection, received, body)
    if is_new and event.processed_at is None:
        _process_soon(str(event.pk))
    return event


def _sender_of(connection: Connection, headers: Mapping[str, str]) -> str:
    """The connection's system, or somebody between us who signs our own events as Standard Webhooks."""
    is_standard = "webhook-signature" in headers and connection.vendor not in BASE64_SECRETS
    return Vendor.STANDARD if is_standard else connection.vendor


def process_again(events: QuerySet[InboundEvent]) -> int:
    found = events.exclude(kind=InboundEvent.Kind.OTHER).exclude(processed_at=None)
    event_ids = [str(pk) for pk in found.values_list("pk", flat=True)]
    count = InboundEvent.objects.filter(pk__in=event_ids).update(processed_at=None, error="")
    for event_id in event_ids:
        _process_soon(event_id)
    return count


def _process_soon(event_id: str) -> None:
    queue_after_commit(tasks.process_inbound.delay, event_id, otherwise=f"event {event_id} waits for the sweep")


# Connectors


@transaction.atomic
def ask_link(*, by: User, link: JobLink, action: str) -> None:
    pushing.ask(by=by, link=link, action=action)
    queue_after_commit(tasks.push.delay, link.pk, otherwise=f"the push of link {link.pk} waits for the sweep")
