"""Received events: insert once, then turn each into a job description. Safe to run twice and in any order.

1. `store_event` keeps the known fields under (connection, event id); a second copy of an event changes nothing.
2. `process_event` marks the event processed by a conditional update in the transaction that does its work, so of two
   workers one does it. The requisition's row is locked meanwhile: two events of one requisition follow each other.
3. An event older than the newest one that was used changes nothing.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from apps.accounts.models import Department
from apps.ats.hooks_in.reading import Received, hash_of
from apps.ats.models import Connection, InboundEvent, Requisition
from apps.ats.requisitions import BadRequisition, brief_of, requisition_id
from apps.ats.watching import note_change
from apps.descriptions import services as descriptions
from apps.descriptions.errors import DescriptionError
from apps.descriptions.models import JobDescription

logger = logging.getLogger(__name__)
Kind = InboundEvent.Kind


def store_event(connection: Connection, received: Received, body: bytes) -> tuple[InboundEvent, bool]:
    """The stored event and whether it is new. What needs no work is processed by being stored."""
    now = timezone.now()
    needs_work = received.kind != Kind.OTHER and not received.error
    event, is_new = InboundEvent.objects.get_or_create(
        connection=connection,
        event_id=received.id,
        defaults={
            "body_sha256": hash_of(body),
            "type": received.type[:60],
            "kind": received.kind,
            "happened_at": received.happened_at or now,
            "fields": received.fields,
            "error": received.error,
            "processed_at": None if needs_work else now,
        },
    )
    return event, is_new


def process_event(event_id: str) -> None:
    try:
        _process(event_id)
    except DatabaseError:
        raise  # nothing is written; the sweep tries again
    except (BadRequisition, DescriptionError) as error:
        field = getattr(error, "field", "")
        _keep_error(event_id, f"{field}: {error}" if field and not str(error).startswith(field) else str(error))
    except Exception:
        logger.exception("inbound event %s failed", event_id)
        _keep_error(event_id, "Something went wrong on our side; the log has more. Process the event again later.")


def _keep_error(event_id: str, error: str) -> None:
    waiting = InboundEvent.objects.filter(pk=event_id, processed_at=None)
    waiting.update(processed_at=timezone.now(), error=error[:300])


@transaction.atomic
def _process(event_id: str) -> None:
    if not InboundEvent.objects.filter(pk=event_id, processed_at=None).update(processed_at=timezone.now(), error=""):
        return
    event = InboundEvent.objects.select_related("connection__user", "connection__department").get(pk=event_id)
    if event.kind == Kind.POSTING:
        note_change(event.connection, event.fields["posting_id"])
        return
    description = _upsert(event)
    InboundEvent.objects.filter(pk=event_id).update(description=description)


def _upsert(event: InboundEvent) -> JobDescription | None:
    connection = event.connection
    Requisition.objects.get_or_create(connection=connection, external_id=requisition_id(event.fields))
    requisition = Requisition.objects.select_for_update(of=("self",)).get(
        connection=connection, external_id=requisition_id(event.fields)
    )
    if requisition.changed_at is not None and event.happened_at < requisition.changed_at:
        return requisition.description
    description = _write_brief(event, requisition.description)
    Requisition.objects.filter(pk=requisition.pk).update(description=description, changed_at=event.happened_at)
    return description


def _write_brief(event: InboundEvent, description: JobDescription | None) -> JobDescription:
    connection, brief = event.connection, brief_of(event.fields)
    department = connection.department or _department_named(brief.get("department"))
    if description is None:
        description = descriptions.create_description(by=connection.user, brief=brief, department=department)
        if connection.start_draft:
            descriptions.request_draft(by=connection.user, description=description)
    elif description.is_editable:
        # What people answered and chose here, an ATS does not know: its event replaces only what it tells.
        merged = description.brief | brief
        descriptions.update_brief(by=connection.user, description=description, brief=merged, department=department)
    else:
        raise BadRequisition(f"The job description is {description.get_status_display().lower()}; nothing was changed.")
    return description


def _department_named(name: object) -> Department | None:
    return Department.objects.filter(name__iexact=str(name)).first() if name else None


def waiting_events(limit: int = 100) -> list[str]:
    """Events whose message was lost: received a while ago, still not processed."""
    lost = InboundEvent.objects.filter(processed_at=None, received_at__lt=timezone.now() - timedelta(seconds=15))
    return [str(pk) for pk in lost.order_by("received_at").values_list("pk", flat=True)[:limit]]
