"""Who else has this page open: each page says so every twenty seconds, and is believed for a minute."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions.models import JobDescription
from apps.descriptions.review_models import Presence

BELIEVED = timedelta(seconds=60)


def say_here(*, by: User, description: JobDescription) -> list[User]:
    """Note that this person is here; return the others."""
    now = timezone.now()
    if not Presence.objects.filter(description=description, user=by).update(seen_at=now):
        Presence.objects.get_or_create(description=description, user=by)
    rows = Presence.objects.filter(description=description, seen_at__gt=now - BELIEVED).exclude(user=by)
    return [row.user for row in rows.select_related("user").order_by("user__username")]


def forget_absent() -> int:
    deleted, _ = Presence.objects.filter(seen_at__lt=timezone.now() - BELIEVED).delete()
    return deleted
