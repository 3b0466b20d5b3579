"""Doors of the queue. No decisions here except "again or give up"."""

from __future__ import annotations

from celery import Task, shared_task

from apps.descriptions import runs


@shared_task(bind=True, name="descriptions.write_request", max_retries=3)
def write_request(self: Task, request_id: int) -> None:
    try:
        runs.perform_request(request_id)
    except runs.TryAgain as error:
        if self.request.retries == self.max_retries:
            runs.fail_request(request_id, str(error))
            return
        raise self.retry(exc=error, countdown=2**self.request.retries) from error


@shared_task(name="descriptions.requeue_lost")
def requeue_lost() -> int:
    """Queue again what a killed worker or a lost message left behind."""
    lost = runs.lost_requests()
    for request_id in lost:
        write_request.delay(request_id)
    return len(lost)
