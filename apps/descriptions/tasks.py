"""Doors of the queue. No decisions here except "again or give up"."""

from __future__ import annotations

from celery import Task, shared_task

from apps.descriptions import fixed_findings, mails, presence, runs, untouched
from apps.descriptions.review_models import Comment, Review
from jdcopilot.lib.queueing import queue_after_commit


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


def ask_after_commit(task: Task, pk: int) -> None:
    """For mails and figures, which it does no harm to leave undone."""
    queue_after_commit(task.delay, pk, otherwise=f"{task.name} of {pk} is left undone")


@shared_task(name="descriptions.measure_review")
def measure_review(review_id: int) -> None:
    """What is too slow for a page: lines that would fit other jobs, and findings fixed since the first draft."""
    review = Review.objects.select_related("description", "revision").filter(pk=review_id).first()
    if review is None or review.state == Review.State.WITHDRAWN:
        return
    Review.objects.filter(pk=review_id).update(findings=fixed_findings.measure(review))
    if review.state == Review.State.OPEN:
        Review.objects.filter(pk=review_id).update(general_lines=untouched.measure(review.description))


MAIL = {"autoretry_for": (OSError,), "retry_backoff": 10, "max_retries": 5}
REVIEWS = Review.objects.select_related("description__owner", "revision", "sent_by")


@shared_task(name="descriptions.mail_waiting", **MAIL)
def mail_waiting(review_id: int) -> int:
    return mails.mail_waiting(REVIEWS.get(pk=review_id))


@shared_task(name="descriptions.mail_decided", **MAIL)
def mail_decided(review_id: int) -> int:
    return mails.mail_decided(REVIEWS.get(pk=review_id))


@shared_task(name="descriptions.mail_mentions", **MAIL)
def mail_mentions(comment_id: int) -> int:
    return mails.mail_mentions(Comment.objects.select_related("author", "description").get(pk=comment_id))


@shared_task(name="descriptions.remind_reviewers")
def remind_reviewers() -> int:
    """Once an hour; `mails.remind` sees to it that nobody hears of the same round twice a day."""
    presence.forget_absent()
    return mails.remind()
