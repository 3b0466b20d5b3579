from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import deliveries, endpoints, tasks
from apps.ats.models import Delivery, Endpoint
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class NoServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def ada(admin_user_) -> User:
    return UserFactory(username="ada", role=User.Role.ADMIN)


def fail(endpoint, target, status=500):
    target.answers = [(status, {})]
    delivery = endpoints.ping(endpoint)
    deliveries.deliver(delivery.pk)


def test_who_manages_endpoints_is_told_once_of_410(endpoint, target, ada, recruiter):
    UserFactory(role=User.Role.ADMIN, is_active=False)
    UserFactory(role=User.Role.ADMIN, email="")
    fail(endpoint, target, 410)
    assert tasks.mail_switched_off() == 2
    assert tasks.mail_switched_off() == 0
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@example.com", "admin@example.com"]
    message = mail.outbox[0]
    assert message.subject.startswith("Webhook endpoint switched off: http://127.0.0.1:")
    for part in ("answered 410 Gone", "1 delivery was given up", "/connections/endpoints/", "mend the receiver"):
        assert part in message.body
    assert "from=jd" not in message.body + message.subject


def test_so_they_are_after_days_of_failures(endpoint, target, ada):
    Endpoint.objects.update(failing_since=timezone.now() - timedelta(days=6))
    fail(endpoint, target)
    assert tasks.mail_switched_off() == 2
    assert "Every try of the last 5 days failed" in mail.outbox[0].body


def test_nobody_is_told_of_a_failure_or_of_what_a_person_did(endpoint, target, ada):
    fail(endpoint, target)
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=False)
    assert tasks.mail_switched_off() == 0


def test_nobody_is_told_of_what_was_mended_meanwhile(endpoint, target, ada):
    fail(endpoint, target, 410)
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=True)
    assert tasks.mail_switched_off() == 0


def test_without_a_mail_server_it_waits(endpoint, target, ada, settings):
    fail(endpoint, target, 410)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.NoServer"
    assert tasks.mail_switched_off() == 0
    settings.EMAIL_BACKEND = working
    assert tasks.mail_switched_off() == 2


def test_two_that_fail_at_once_are_one_mail(endpoint, target, ada):
    for _ in range(2):
        endpoints.ping(endpoint)
    target.answers = [(410, {})]
    first, second = Delivery.objects.order_by("pk")
    held = deliveries._claim(second.pk)
    deliveries.deliver(first.pk)
    tasks.mail_switched_off()
    deliveries._conclude(held, deliveries.Outcome("The endpoint answered 410 Gone and is disabled.", 410))
    assert tasks.mail_switched_off() == 0
