from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from standardwebhooks import Webhook

from apps.ats import deliveries, endpoints, sending, tasks
from apps.ats.deliveries import SCHEDULE
from apps.ats.models import Delivery, Endpoint
from apps.descriptions.models import OutboxEvent

pytestmark = pytest.mark.django_db


def happen(type="draft.finished", **data):
    return OutboxEvent.objects.create(type=type, data={"description_id": 1, "title": "Nürse 护士 🏥"} | data)


@pytest.fixture
def delivery(endpoint) -> Delivery:
    happen()
    deliveries.dispatch_outbox()
    return Delivery.objects.get()


def make_due(delivery):
    Delivery.objects.filter(pk=delivery.pk).update(next_attempt_at=timezone.now())


def deliver(delivery):
    wait = deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    return wait


def test_it_works(delivery, endpoint, target):
    assert deliver(delivery) is None
    assert (delivery.state, delivery.attempts, delivery.last_status) == ("delivered", 1, 204)
    headers, body = target.received[0]
    assert headers["webhook-id"] == str(delivery.event_id)
    assert headers["content-type"] == "application/json"
    assert Webhook(endpoint.secret).verify(body, headers) == {
        "type": "draft.finished",
        "timestamp": OutboxEvent.objects.get().created_at.isoformat(),
        "data": {"description_id": 1, "title": "Nürse 护士 🏥"},
    }
    assert "护士".encode() in body


def test_each_event_is_dispatched_once_to_those_who_want_it(endpoint):
    endpoints.create_endpoint(url=endpoint.url + "&failed", events=["draft.failed"])
    endpoints.create_endpoint(url=endpoint.url + "&off", events=["draft.finished"], is_active=False)
    happen()
    assert [len(deliveries.dispatch_outbox()) for _ in range(2)] == [1, 0]
    assert Delivery.objects.get().endpoint == endpoint
    OutboxEvent.objects.update(dispatched_at=None)  # as if the process had died before the mark
    deliveries.dispatch_outbox()
    assert Delivery.objects.count() == 1


def test_without_endpoints_events_do_not_pile_up():
    happen()
    deliveries.dispatch_outbox()
    assert not OutboxEvent.objects.filter(dispatched_at=None).exists()


def test_a_failure_is_tried_again_and_succeeds(delivery, target):
    target.answers = [(500, {}), (200, {})]
    wait = deliver(delivery)
    assert 4 <= wait <= 6
    assert (delivery.state, delivery.last_status) == ("pending", 500)
    assert delivery.last_error == "The endpoint answered HTTP 500."
    assert deliveries.deliver(delivery.pk) is None  # not due yet
    assert len(target.received) == 1
    make_due(delivery)
    deliver(delivery)
    assert (delivery.state, delivery.attempts, delivery.last_error) == ("delivered", 2, "")
    first, second = (headers for headers, _ in target.received)
    assert first["webhook-id"] == second["webhook-id"]


def test_each_attempt_has_its_own_time(delivery, target, monkeypatch):
    target.answers = [(500, {})]
    for seconds in (0, 90):

        class Clock(datetime):
            @classmethod
            def now(cls, tz=None, seconds=seconds):
                return datetime.now(tz) + timedelta(seconds=seconds)

        monkeypatch.setattr(deliveries, "datetime", Clock)
        make_due(delivery)
        deliver(delivery)
    (first, _), (second, _) = target.received
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) >= 89
    assert first["webhook-signature"] != second["webhook-signature"]


def test_the_schedule_ends_and_keeps_its_bounds(delivery, target):
    target.answers = [(503, {})]
    for planned in SCHEDULE[1:]:
        make_due(delivery)
        assert planned * 0.8 <= deliver(delivery) <= planned * 1.2
    make_due(delivery)
    assert deliver(delivery) is None
    assert (delivery.state, delivery.attempts, delivery.next_attempt_at) == ("dead", 10, None)
    assert SCHEDULE == (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)


#: Stands for a date, which must be made when the test runs, not when the tests are collected.
TEN_MINUTES = "in ten minutes"


@pytest.mark.parametrize(
    ("retry_after", "least", "most"),
    [
        ("120", 120, 120),
        ("2", 4, 6),
        ("999999999999", 86400, 86400),
        ("in a while", 4, 6),
        ("-5", 4, 6),
        (TEN_MINUTES, 500, 600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 4, 6),
    ],
)
def test_retry_after_is_obeyed(delivery, target, retry_after, least, most):
    if retry_after == TEN_MINUTES:
        retry_after = format_datetime(datetime.now(tz=UTC) + timedelta(minutes=10), usegmt=True)
    target.answers = [(429, {"Retry-After": retry_after})]
    assert least <= deliver(delivery) <= most


def test_gone_disables_the_endpoint(delivery, target):
    target.answers = [(410, {})]
    assert deliver(delivery) is None
    endpoint = Endpoint.objects.get()
    assert (delivery.state, endpoint.is_active, endpoint.disabled_reason) == (
        "dead",
        False,
        "The endpoint answered 410 Gone and is disabled.",
    )
    happen()
    deliveries.dispatch_outbox()
    assert Delivery.objects.count() == 1


def test_redirects_are_failures(delivery, target):
    target.answers = [(302, {"Location": "http://169.254.169.254/"})]
    assert deliver(delivery) is not None
    assert delivery.last_error == "The endpoint redirects (HTTP 302); redirects are not followed."


def test_nothing_of_the_answer_is_kept(delivery, target):
    target.answers = [(500, {"X-Secret": "hunter2"})]
    deliver(delivery)
    row = json.dumps(Delivery.objects.values().get(), default=str)
    assert "a body that nobody keeps" not in row
    assert "hunter2" not in row


def test_the_address_is_checked_with_each_sending(delivery, target, settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = False
    assert deliver(delivery) is not None
    assert delivery.last_error == "The address must begin with https://."
    assert not target.received


def test_too_large_an_event_is_not_sent(endpoint, target):
    happen(notes="x" * 20_000)
    deliveries.dispatch_outbox()
    deliveries.deliver(Delivery.objects.get().pk)
    assert Delivery.objects.get().last_error == "The event is larger than a webhook may be."
    assert not target.received


def test_only_one_worker_sends(delivery, target, monkeypatch):
    def meanwhile(url, body, headers):
        assert deliveries.deliver(delivery.pk) is None
        return sending.post(url, body, headers)

    monkeypatch.setattr(deliveries, "post", meanwhile)
    deliver(delivery)
    assert (len(target.received), delivery.attempts) == (1, 1)


def test_a_dead_workers_lease_ends(delivery, target):
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.update(lease_token=uuid.uuid4(), lease_until=past, attempts=1)
    assert deliveries.due_deliveries() == [delivery.pk]
    deliver(delivery)
    assert (delivery.state, delivery.attempts) == ("delivered", 2)


def test_a_late_worker_does_not_overwrite_its_successor(delivery, target, monkeypatch):
    def lose_the_lease(url, body, headers):
        Delivery.objects.update(lease_token=uuid.uuid4())
        return sending.Answer(500)

    monkeypatch.setattr(deliveries, "post", lose_the_lease)
    deliver(delivery)
    assert (delivery.last_status, delivery.lease_token is None) == (None, False)


def test_a_sender_that_dies_each_time_is_given_up(delivery):
    Delivery.objects.update(attempts=len(SCHEDULE))
    deliver(delivery)
    assert (delivery.state, delivery.last_error) == ("dead", "The sender broke off in every attempt.")


def test_a_switched_off_endpoint_keeps_what_waits(delivery, endpoint, target):
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=False)
    assert deliveries.due_deliveries() == []
    deliver(delivery)
    assert not target.received
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=True)
    assert deliveries.due_deliveries() == [delivery.pk]


@pytest.mark.parametrize("state", ["delivered", "dead"])
def test_replay(delivery, target, queued, state, django_capture_on_commit_callbacks):
    target.answers = [(200, {})] if state == "delivered" else [(410, {}), (200, {})]
    deliver(delivery)
    assert delivery.state == state
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=True)
    with django_capture_on_commit_callbacks(execute=True):
        assert endpoints.replay(Delivery.objects.all()) == 1
    assert queued == [("ats.deliver", delivery.pk)]
    deliver(delivery)
    assert (delivery.state, delivery.attempts) == ("delivered", 1)
    first, second = (headers["webhook-id"] for headers, _ in target.received)
    assert first == second


def test_what_is_on_its_way_is_not_replayed(delivery, queued):
    assert endpoints.replay(Delivery.objects.all()) == 0


def test_the_sweep_queues_what_is_due(endpoint, queued):
    happen()
    assert tasks.deliver_due() == 1
    assert queued == [("ats.deliver", Delivery.objects.get().pk)]


def test_a_short_wait_stays_in_the_queue_a_long_one_not(delivery, target, queued):
    target.answers = [(500, {})]
    tasks.deliver(delivery.pk)
    assert queued == [("ats.deliver", delivery.pk)]
    make_due(delivery)
    tasks.deliver(delivery.pk)
    assert len(queued) == 1


def test_secrets_are_sealed_and_unlike(endpoint, settings, target):
    other = endpoints.create_endpoint(url=target.url + "&2", events=["draft.failed"])
    assert endpoint.secret != other.secret
    assert re.fullmatch(r"whsec_[\w+/]{43}=", endpoint.secret)
    assert endpoint.secret not in endpoint.sealed_secret
    secret, old = endpoint.secret, settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [old]
    assert endpoint.secret == secret


def test_a_secret_that_cannot_be_opened_is_explained(delivery, settings, target):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", []
    deliver(delivery)
    assert delivery.last_error == "The secret was sealed under another SECRET_KEY; make a new one."


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "lost"}, "delivery_state_is_known"),
        ({"next_attempt_at": None}, "pending_delivery_has_next_attempt"),
        ({"lease_until": datetime(2026, 1, 1, tzinfo=UTC)}, "delivery_lease_is_whole"),
    ],
)
def test_the_database_refuses_impossible_deliveries(delivery, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Delivery.objects.update(**change)


class TestFairness:
    """An endpoint that is slow keeps few workers busy, and its turn comes again when it has answered."""

    @pytest.fixture
    def several(self, endpoint):
        return [
            Delivery.objects.create(event_id=uuid.uuid4(), endpoint=endpoint, type="draft.finished", payload={})
            for _ in range(4)
        ]

    def test_others_wait_while_it_is_busy(self, several, target):
        for delivery in several[: deliveries.AT_ONCE]:
            assert deliveries._claim(delivery.pk)
        assert deliveries.deliver(several[-1].pk) is None
        assert target.received == []
        assert deliveries.due_deliveries() == []

    def test_other_endpoints_do_not_wait(self, several, target):
        for delivery in several[: deliveries.AT_ONCE]:
            assert deliveries._claim(delivery.pk)
        other = endpoints.ping(endpoints.create_endpoint(url=f"{target.url}&2", events=["draft.finished"]))
        assert deliveries.due_deliveries() == [other.pk]
        deliveries.deliver(other.pk)
        assert len(target.received) == 1

    def test_the_next_one_follows_a_success_and_no_failure(self, several, target):
        following = []
        deliveries.deliver(several[0].pk, then=following.append)
        assert following == [several[1].pk]
        target.answers = [(500, {})]
        deliveries.deliver(several[1].pk, then=following.append)
        assert following == [several[1].pk]
