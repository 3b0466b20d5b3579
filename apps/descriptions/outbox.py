"""Telling others what has happened: stored in the transaction in which it happens, sent on afterwards.

Events are thin. They name what to ask the API for; they never carry a text, a rating or a person.
"""

from __future__ import annotations

from celery import current_app
from django.db import models, transaction

from apps.descriptions.models import JobDescription, OutboxEvent
from jdcopilot.lib.queueing import try_to_queue


class EventType(models.TextChoices):
    DRAFT_FINISHED = "draft.finished", "A draft is finished"
    DRAFT_FAILED = "draft.failed", "A draft could not be written"
    DESCRIPTION_APPROVED = "description.approved", "A job description is approved"
    DESCRIPTION_PUBLISHED = "description.published", "A job description is published"
    DESCRIPTION_UPDATED = "description.updated", "An approved job description was reopened to be changed"
    DESCRIPTION_ARCHIVED = "description.archived", "A job description is archived"
    FEEDBACK_CREATED = "feedback.created", "Somebody has rated a text"


def announce(type: str, description: JobDescription, **data: int | str) -> None:
    """Note that this has happened. Call it inside the transaction that makes it so; webhooks follow the commit."""
    facts = {"description_id": description.pk, "title": description.title}
    OutboxEvent.objects.create(type=EventType(type), data=facts | data)
    transaction.on_commit(_hurry_outbox)


def _hurry_outbox() -> None:
    """Have webhooks sent now; without a broker the schedule does it within ten seconds."""
    try_to_queue(current_app.send_task, "ats.dispatch", otherwise="webhooks wait for the schedule")
