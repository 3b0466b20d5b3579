"""What happened, told to whoever wants to hear of it: one row, in the transaction in which it happened.

Events are thin. They name what to ask the API for; they never carry a text, a rating or a person.
"""

from __future__ import annotations

import logging

from celery import current_app
from django.db import models, transaction

from apps.descriptions.models import JobDescription, OutboxEvent

logger = logging.getLogger(__name__)


class EventType(models.TextChoices):
    DRAFT_FINISHED = "draft.finished", "A draft is finished"
    DRAFT_FAILED = "draft.failed", "A draft could not be written"
    APPROVED = "description.approved", "A job description is approved"
    PUBLISHED = "description.published", "A job description is published"
    UPDATED = "description.updated", "The text of a job description has a new version"
    ARCHIVED = "description.archived", "A job description is archived"
    FEEDBACK_CREATED = "feedback.created", "Somebody has rated a text"


def emit(type: EventType, description: JobDescription, **ids: int | str) -> OutboxEvent:
    """Note that this has happened. Call it inside the transaction that makes it so; webhooks follow the commit."""
    data = {"description_id": description.pk, "title": description.title, **ids}
    event = OutboxEvent.objects.create(type=type, data=data)
    transaction.on_commit(_hurry)
    return event


def _hurry() -> None:
    """Have webhooks sent now; without a broker the schedule does it within ten seconds."""
    try:
        current_app.send_task("ats.dispatch")
    except Exception:  # noqa: BLE001 - whatever the broker's client raises, the event is stored and not lost
        logger.warning("broker unavailable, webhooks wait for the schedule")
