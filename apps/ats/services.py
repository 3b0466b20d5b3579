"""What machines and people can do here besides keys and endpoints: briefs, connections, received events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from standardwebhooks import Webhook, WebhookVerificationError

from apps.accounts.models import Department, User
from apps.ats import inbox, tasks
from apps.ats.endpoints import new_secret
from apps.ats.models import Connection, InboundEvent, MachineKey
from apps.ats.queueing import queue_after_commit
from apps.descriptions import services as descriptions
from apps.descriptions.engine import check_brief
from apps.descriptions.models import GenerationRequest, JobDescription


class BadSignature(Exception):
    """A received event that does not prove where it comes from."""


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
        queue_after_commit(tasks.process_inbound.delay, str(event.pk))
    return event


def process_again(events: QuerySet[InboundEvent]) -> int:
    event_ids = [str(pk) for pk in events.exclude(processed_at=None).values_list("pk", flat=True)]
    count = InboundEvent.objects.filter(pk__in=event_ids).update(processed_at=None, error="")
    for event_id in event_ids:
        queue_after_commit(tasks.process_inbound.delay, event_id)
    return count
