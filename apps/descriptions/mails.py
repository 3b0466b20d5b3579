"""Mails about reviews and comments. Each says what is waiting and where; the text itself stays on the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import routes
from apps.descriptions.review_models import Comment, Review
from jdcopilot.lib.mails import send_to_each

MOST_LISTED = 20


def mail_waiting(review: Review) -> int:
    """Tell those who may decide the step that waits."""
    if review.state != Review.State.OPEN:
        return 0
    body = (
        f"{review.sent_by} has sent “{review.description}” for review.\n"
        f"It waits for the step “{review.current_step['name']}”, which you may decide:\n{_address(review)}"
    )
    return _send(routes.deciders(review), f"For your review: {review.description}", body)


def mail_decided(review: Review) -> int:
    """Tell the owner and whoever sent it how the round ended."""
    decision = review.decisions.select_related("by").last()
    if decision is None:
        return 0
    note = f"\n\n{decision.note}" if decision.note else ""
    body = f"{decision.by} {decision.get_verdict_display().lower()} “{review.description}”.{note}\n\n{_address(review)}"
    people = User.objects.filter(pk__in={review.sent_by_id, review.description.owner_id}).exclude(pk=decision.by_id)
    return _send(people, f"{review.get_state_display()}: {review.description}", body)


def mail_mentions(comment: Comment) -> int:
    body = f"{comment.author} on “{comment.description}”:\n\n{comment.text}\n\n{_page(comment.description_id)}"
    people = comment.mentions.filter(is_active=True)
    return _send(people, f"{comment.author} mentioned you: {comment.description}", body)


def remind() -> int:
    """One mail a person with all that has waited for them for too long; a round is named at most once a day."""
    now = timezone.now()
    waits = Review.objects.open().filter(waiting_since__lte=now - timedelta(days=settings.REVIEW_REMIND_DAYS))
    not_today = Q(reminded_at=None) | Q(reminded_at__lte=now - timedelta(days=1))
    waiting: dict[User, list[Review]] = defaultdict(list)
    for review in waits.filter(not_today).select_related("description__owner", "revision", "sent_by"):
        claimed = Review.objects.open().filter(not_today, pk=review.pk, step=review.step).update(reminded_at=now)
        for person in routes.deciders(review) if claimed else ():
            waiting[person].append(review)
    return sum(_send([person], _reminder_subject(reviews), _reminder(reviews)) for person, reviews in waiting.items())


def _reminder_subject(reviews: list[Review]) -> str:
    count = len(reviews)
    return f"{count} job description{'s' if count > 1 else ''} waiting for your review"


def _reminder(reviews: list[Review]) -> str:
    rows = [
        f"{review.description}, since {review.waiting_since:%-d %B %Y}\n{_address(review)}"
        for review in reviews[:MOST_LISTED]
    ]
    rest = len(reviews) - len(rows)
    return "\n\n".join(
        [*rows, *([f"and {rest} more: {settings.SITE_URL}{reverse('descriptions:dashboard')}"] if rest else [])]
    )


def _address(review: Review) -> str:
    return _page(review.description_id)


def _page(description_id: int) -> str:
    return f"{settings.SITE_URL}{reverse('descriptions:review', args=[description_id])}"


def _send(people: Iterable[User], subject: str, body: str) -> int:
    return send_to_each((person.email for person in people), subject, body)
