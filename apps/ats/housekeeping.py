"""What the log, the API's memory and the outbox forget, and when."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.ats.api_models import IdempotentAnswer, RateWindow
from apps.ats.models import Attempt, Delivery

#: Deliveries that went well, and the log of all.
KEEP_DELIVERIES = timedelta(days=30)
KEEP_ANSWERS = timedelta(hours=24)
KEEP_RATES = timedelta(hours=1)


def tidy() -> None:
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - KEEP_DELIVERIES).delete()
    Delivery.objects.filter(state=Delivery.State.DELIVERED, delivered_at__lt=now - KEEP_DELIVERIES).delete()
    IdempotentAnswer.objects.filter(created_at__lt=now - KEEP_ANSWERS).delete()
    RateWindow.objects.filter(start__lt=int((now - KEEP_RATES).timestamp())).delete()
