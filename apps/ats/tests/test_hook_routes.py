from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.ats import deliveries
from apps.ats.models import Delivery, Endpoint, IdempotentAnswer
from apps.descriptions.models import OutboxEvent
from tests.factories import RevisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(api):
    client = api()

    def ask(method, route, *args, body=None, **headers):
        url = reverse(f"api:{route}", args=args)
        return getattr(client, method)(url, body, content_type="application/json", headers=headers)

    return ask


def test_an_endpoint_is_made_changed_and_forgotten(ask, target):
    made = ask("post", "endpoints", body={"url": target.url, "events": ["draft.finished"]})
    assert made.status_code == 201
    endpoint = Endpoint.objects.get()
    assert made.json()["secret"] == endpoint.secret
    assert "secret" not in ask("get", "endpoint", endpoint.pk).json()
    changed = ask("patch", "endpoint", endpoint.pk, body={"is_active": False})
    assert (changed.status_code, changed.json()["is_active"], changed.json()["url"]) == (200, False, target.url)
    assert ask("delete", "endpoint", endpoint.pk).status_code == 204
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"url": "https://10.0.0.1/hook", "events": ["draft.finished"]}, 422),
        ({"url": "http://example.com/hook", "events": ["draft.finished"]}, 422),
        ({"url": "https://example.com/hook", "events": []}, 400),
        ({"url": "https://example.com/hook", "events": ["everything"]}, 400),
        ({"events": ["draft.finished"]}, 400),
    ],
)
def test_bad_endpoints(ask, body, status):
    answer = ask("post", "endpoints", body=body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not Endpoint.objects.exists()


def test_an_address_is_there_once(ask, endpoint):
    assert ask("post", "endpoints", body={"url": endpoint.url, "events": ["draft.finished"]}).status_code == 409


def test_a_repeated_request_shows_the_secret_again_and_it_lies_sealed(ask, target):
    body = {"url": target.url, "events": ["draft.finished"]}
    first, second = (ask("post", "endpoints", body=body, **{"idempotency-key": "one"}) for _ in range(2))
    assert first.json() == second.json()
    assert first.json()["secret"] not in str(IdempotentAnswer.objects.values().get())


def test_ping_log_and_replay(ask, endpoint, target, queued):
    target.answers = [(500, {}), (200, {})]
    pinged = ask("post", "endpoint_ping", endpoint.pk).json()
    deliveries.deliver(pinged["delivery_id"])
    read = ask("get", "delivery", pinged["delivery_id"]).json()
    assert (read["state"], read["event_id"], read["last_status"]) == ("pending", pinged["event_id"], 500)
    assert [(one["number"], one["status"]) for one in read["log"]] == [(1, 500)]
    Delivery.objects.update(state="dead", next_attempt_at=None)
    assert ask("post", "delivery_replay", pinged["delivery_id"]).json() == {"count": 1}
    deliveries.deliver(pinged["delivery_id"])
    assert ask("get", "deliveries").json()["results"][0]["state"] == "delivered"
    first, second = (headers["webhook-id"] for headers, _ in target.received)
    assert first == second == pinged["event_id"]


def test_a_switched_off_endpoint_is_not_pinged(ask, endpoint):
    Endpoint.objects.update(is_active=False)
    assert ask("post", "endpoint_ping", endpoint.pk).status_code == 409


def test_a_new_secret_is_shown_once(ask, endpoint):
    secret = ask("post", "endpoint_secret", endpoint.pk).json()["secret"]
    assert Endpoint.objects.get().live_secrets() == [secret, endpoint.secret]


def test_a_range_and_all_that_failed(ask, endpoint, queued):
    OutboxEvent.objects.create(type="draft.finished", data={})
    deliveries.dispatch_outbox()
    Delivery.objects.update(state="dead", next_attempt_at=None)
    assert ask("post", "endpoint_replay", endpoint.pk, body={}).json() == {"count": 1}
    Delivery.objects.update(state="delivered", next_attempt_at=None)
    now = timezone.now()
    times = {"since": now - timedelta(hours=1), "until": now + timedelta(hours=1)}
    assert ask("post", "endpoint_replay", endpoint.pk, body=times).json() == {"count": 1}
    assert ask("post", "endpoint_replay", endpoint.pk, body={"since": now}).status_code == 400


def test_ratings(ask, api, recruiter):
    revision = RevisionFactory(number=1)
    args = ("ratings", revision.description_id)
    made = ask("post", *args, body={"stars": 2, "reasons": ["tone"], "comment": "Stiff"})
    assert (made.status_code, made.json()["stars"], made.json()["revision"]) == (201, 2, 1)
    assert ask("get", *args).json()["results"] == [made.json()]
    assert OutboxEvent.objects.get().type == "feedback.created"
    for body in ({"stars": 6}, {"stars": 2, "reasons": ["colour"]}, {}):
        assert ask("post", *args, body=body).status_code == 400
    assert ask("post", *args, body={"stars": 2, "section_kind": "nowhere"}).status_code == 409
