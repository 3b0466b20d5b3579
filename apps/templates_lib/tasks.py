"""Doors of the queue."""

from __future__ import annotations

from celery import shared_task

from apps.templates_lib import likeness


@shared_task(name="library.compare_drafts")
def compare_drafts() -> int:
    return likeness.compare_drafts()
