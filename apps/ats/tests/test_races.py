"""Many workers at once; needs a database with more than one writer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection as database
from django.urls import reverse

from apps.ats import deliveries, endpoints, inbox, services, tasks
from apps.ats.hooks_in.reading import Received
from apps.ats.models import Delivery, InboundEvent, Requisition
from apps.ats.rates import count_request
from apps.descriptions.models import JobDescription, OutboxEvent
from apps.descriptions.outbox import EventType

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("database.vendor != 'postgresql'", reason="SQLite has one writer"),
]
WORKERS = 8


def at_once(work, *arguments):
    def run(argument):
        try:
            return work(argument)
        finally:
            database.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, arguments))


def test_each_delivery_is_made_and_sent_once(target):
    endpoints.create_endpoint(url=target.url, events=EventType.values)
    for number in range(5):
        OutboxEvent.objects.create(type="draft.finished", data={"number": number})
    at_once(lambda _: deliveries.dispatch_outbox(), *range(WORKERS))
    assert Delivery.objects.count() == 5
    at_once(deliveries.deliver, *list(Delivery.objects.values_list("pk", flat=True)) * WORKERS)
    assert len(target.received) == 5
    assert set(Delivery.objects.values_list("state", "attempts")) == {("delivered", 1)}


def test_one_requisition_becomes_one_description(recruiter):
    connection = services.create_connection(slug="acme", name="Acme ATS", user=recruiter)
    start = datetime(2026, 3, 1, tzinfo=UTC)
    events = [
        InboundEvent.objects.create(
            connection=connection,
            event_id=f"evt_{number}",
            body_sha256="0" * 64,
            type="requisition.updated",
            happened_at=start + timedelta(minutes=number),
            fields={"id": "R-1", "title": f"Nurse grade {number}"},
        )
        for number in range(WORKERS)
    ]
    at_once(tasks.process_inbound, *[str(event.pk) for event in events] * 2)
    assert JobDescription.objects.get().title == f"Nurse grade {WORKERS - 1}"
    assert Requisition.objects.count() == 1
    assert set(InboundEvent.objects.values_list("error", flat=True)) == {""}


def test_twenty_copies_of_a_request_have_one_effect(api):
    client = api()

    def post(_):
        answer = client.post(
            reverse("api:drafts"),
            {"title": "Staff nurse"},
            content_type="application/json",
            headers={"idempotency-key": "one"},
        )
        return answer.status_code, answer.json().get("id")

    answers = at_once(post, *range(20))
    assert JobDescription.objects.count() == 1
    assert {status for status, _ in answers} <= {202, 409}
    assert len({draft for status, draft in answers if status == 202}) == 1


def test_no_two_requests_count_as_one(settings):
    allowed = at_once(lambda _: count_request("key:1", limit=15, seconds=60, now=90.0)[0], *range(20))
    assert sum(allowed) == 15


def test_the_copies_of_an_event_are_stored_once(recruiter):
    connection = services.create_connection(slug="acme", name="Acme ATS", user=recruiter)
    received = Received("evt_1", "requisition.created", fields={"id": "R-1", "title": "Nurse"})
    stored = at_once(lambda _: inbox.store_event(connection, received, b"{}")[1], *range(20))
    assert sum(stored) == 1
