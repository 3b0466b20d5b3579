from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from apps.ats import deliveries, endpoints, housekeeping
from apps.ats.models import Attempt, Delivery, Endpoint
from apps.descriptions.models import OutboxEvent

pytestmark = pytest.mark.django_db


def happen(**fields):
    return OutboxEvent.objects.create(type="draft.finished", data={"description_id": 1}, **fields)


def send_all():
    deliveries.dispatch_outbox()
    Delivery.objects.filter(state="pending").update(next_attempt_at=timezone.now())
    for delivery in Delivery.objects.order_by("pk"):
        deliveries.deliver(delivery.pk)


def test_a_ping_goes_the_way_of_all_events(endpoint, target, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ping = endpoints.ping(endpoint)
    assert queued == [("ats.deliver", ping.pk)]
    deliveries.deliver(ping.pk)
    headers, body = target.received[0]
    assert Webhook(endpoint.secret).verify(body, headers)["type"] == "ping"


def test_a_switched_off_endpoint_is_not_pinged(endpoint):
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=False)
    with pytest.raises(endpoints.CannotPing, match="Switch it on"):
        endpoints.ping(Endpoint.objects.get())


def test_after_a_rotation_both_secrets_verify_until_the_old_one_ends(endpoint, target):
    old = endpoint.secret
    new = endpoints.rotate_secret(endpoint)
    happen()
    send_all()
    headers, body = target.received[0]
    for secret in (old, new):
        Webhook(secret).verify(body, headers)

    endpoint.refresh_from_db()
    ended = (timezone.now() - timedelta(seconds=1)).isoformat()
    endpoint.old_secrets = [one | {"until": ended} for one in endpoint.old_secrets]
    endpoint.save()
    happen()
    send_all()
    headers, body = target.received[1]
    Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_old_secrets_are_sealed_and_few(endpoint):
    first = endpoint.secret
    for _ in range(12):
        endpoints.rotate_secret(endpoint)
    endpoint.refresh_from_db()
    assert len(endpoint.old_secrets) == 10
    assert first not in str(endpoint.old_secrets)
    assert first not in endpoint.live_secrets()


def test_an_old_secret_that_cannot_be_opened_stops_nobody(endpoint, settings):
    endpoints.rotate_secret(endpoint)
    endpoint.refresh_from_db()
    endpoint.old_secrets = [one | {"sealed": "nonsense"} for one in endpoint.old_secrets]
    assert endpoint.live_secrets() == [endpoint.secret]


def test_the_log_tells_every_attempt(endpoint, target):
    target.answers = [(500, {}), (200, {})]
    happen()
    send_all()
    send_all()
    log = list(Attempt.objects.order_by("number").values_list("number", "status", "error"))
    assert log == [(1, 500, "The endpoint answered HTTP 500."), (2, 200, "")]


@pytest.mark.parametrize(("days", "is_active"), [(4, True), (6, False)])
def test_an_endpoint_that_fails_for_days_is_switched_off(endpoint, target, days, is_active):
    target.answers = [(500, {})]
    Endpoint.objects.update(failing_since=timezone.now() - timedelta(days=days))
    happen()
    send_all()
    endpoint.refresh_from_db()
    assert endpoint.is_active == is_active
    reason = "" if is_active else "Every try of the last 5 days failed, at last so: The endpoint answered HTTP 500."
    assert endpoint.disabled_reason == reason
    assert Delivery.objects.get().state == "pending"  # it waits for the endpoint, and is not lost


def test_success_ends_a_time_of_failures(endpoint, target):
    target.answers = [(500, {}), (200, {})]
    happen()
    send_all()
    endpoint.refresh_from_db()
    assert endpoint.failing_since is not None
    send_all()
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None


def test_a_failing_endpoint_gets_one_try_at_a_time(endpoint):
    healthy = endpoints.create_endpoint(url=endpoint.url + "&healthy", events=["draft.finished"])
    Endpoint.objects.filter(pk=endpoint.pk).update(failing_since=timezone.now())
    for _ in range(3):
        happen()
    at_once = Delivery.objects.filter(pk__in=deliveries.dispatch_outbox())
    assert {delivery.endpoint_id for delivery in at_once} == {healthy.pk}
    due = Delivery.objects.filter(pk__in=deliveries.due_deliveries())
    assert sorted(delivery.endpoint_id for delivery in due) == [endpoint.pk, *[healthy.pk] * 3]
    deliveries._claim(due.get(endpoint=endpoint).pk)  # somebody is trying it now
    due = Delivery.objects.filter(pk__in=deliveries.due_deliveries())
    assert {delivery.endpoint_id for delivery in due} == {healthy.pk}


def test_all_that_was_given_up_can_be_sent_again(endpoint, target, queued):
    target.answers = [(410, {}), (200, {})]
    happen()
    happen()
    send_all()
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=True)
    assert endpoints.replay_failed(endpoint) == 1
    assert Delivery.objects.filter(state="pending").count() == 2


def test_a_range_includes_what_an_endpoint_missed_while_it_was_off(endpoint, target, queued):
    now = timezone.now()
    happen(created_at=now - timedelta(hours=5))
    sent = happen(created_at=now - timedelta(hours=2))
    send_all()
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=False)
    missed = happen(created_at=now - timedelta(hours=1))
    unwanted = OutboxEvent.objects.create(type="feedback.created", data={}, created_at=now - timedelta(hours=1))
    Endpoint.objects.update(events=["draft.finished"])
    deliveries.dispatch_outbox()
    endpoints.set_endpoint_active(Endpoint.objects.all(), is_active=True)
    endpoint.refresh_from_db()

    assert endpoints.replay_range(endpoint, since=now - timedelta(hours=3), until=now) == 2
    waiting = set(Delivery.objects.filter(state="pending").values_list("event_id", flat=True))
    assert waiting == {sent.pk, missed.pk}
    assert unwanted.pk not in waiting


def test_what_was_given_up_outlives_the_log(endpoint, target):
    target.answers = [(200, {}), (410, {})]
    happen()
    happen()
    send_all()
    long_ago = timezone.now() - timedelta(days=31)
    Delivery.objects.filter(state="delivered").update(delivered_at=long_ago)
    Attempt.objects.update(at=long_ago)
    housekeeping.tidy()
    assert [delivery.state for delivery in Delivery.objects.all()] == ["dead"]
    assert not Attempt.objects.exists()
