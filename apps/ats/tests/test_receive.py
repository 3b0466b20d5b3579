from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

import pytest
from django.test import Client
from django.urls import reverse

from apps.ats import endpoints, services
from apps.ats.models import Connection, InboundEvent

pytestmark = pytest.mark.django_db
EVENT = {
    "type": "requisition.created",
    "timestamp": "2026-03-01T09:00:00Z",
    "data": {"id": "R-1", "title": "Krankenpfleger 护士 🏥", "candidates": [{"name": "Jo Secret"}]},
}


def signed(secret, body, *, event_id="evt_1", at=None, **changes):
    """Signed by hand, not by the library that checks it."""
    moment = str(int(time.time() if at is None else at))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{event_id}.{moment}.".encode() + body, hashlib.sha256).digest()
    headers = {
        "webhook-id": event_id,
        "webhook-timestamp": moment,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }
    return headers | changes


def send(connection, event=EVENT, *, body=None, headers=None, **options):
    body = json.dumps(event, ensure_ascii=False).encode() if body is None else body
    headers = signed(connection.secret, body, **options) if headers is None else headers
    url = reverse("hooks:receive", args=[connection.slug])
    client = Client(enforce_csrf_checks=True)
    return client.post(url, body, content_type="application/json", headers=headers)


def test_it_works(connection, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(connection)
    assert response.status_code == 200
    event = InboundEvent.objects.get()
    assert (event.event_id, event.type, event.processed_at) == ("evt_1", "requisition.created", None)
    assert event.happened_at.isoformat() == "2026-03-01T09:00:00+00:00"
    assert event.fields == {"id": "R-1", "title": "Krankenpfleger 护士 🏥"}
    assert event.body_sha256 == hashlib.sha256(json.dumps(EVENT, ensure_ascii=False).encode()).hexdigest()
    assert queued == [("ats.process_inbound", str(event.pk))]


def test_people_of_the_event_are_never_stored(connection):
    send(connection)
    assert "Secret" not in json.dumps(list(InboundEvent.objects.values()), default=str)


def test_a_duplicate_looks_the_same_and_changes_nothing(connection, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answers = [send(connection) for _ in range(3)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, b"")}
    assert InboundEvent.objects.count() == 1
    assert len(queued) == 1


def test_two_connections_may_use_the_same_event_id(connection, recruiter):
    other = services.create_connection(slug="other", name="Other", user=recruiter)
    assert {send(connection).status_code, send(other).status_code} == {200}
    assert InboundEvent.objects.count() == 2


BODY = b'{"type": "requisition.created"}'


@pytest.mark.parametrize(
    "changes",
    [
        {"at": -301},
        {"at": 302},
        {"webhook-id": "evt_2"},
        {"webhook-id": ""},
        {"webhook-timestamp": ""},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "nan"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1"},
        {"webhook-signature": "v1,not base64!"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,ä"},
    ],
    ids=str,
)
def test_bad_signatures(connection, changes):
    at = time.time() + changes.pop("at", 0)
    response = send(connection, body=BODY, headers=signed(connection.secret, BODY, at=at, **changes))
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert not InboundEvent.objects.exists()


@pytest.mark.parametrize("seconds", [-290, 290])
def test_clocks_may_differ_by_some_minutes(connection, seconds):
    assert send(connection, at=time.time() + seconds).status_code == 200


def test_a_changed_bit_a_foreign_secret_and_another_version(connection):
    good = signed(connection.secret, BODY)
    changed = BODY.replace(b"created", b"creatfd")
    assert send(connection, body=changed, headers=good).status_code == 401
    assert send(connection, body=BODY, headers=signed(endpoints.new_secret(), BODY)).status_code == 401
    v2 = {**good, "webhook-signature": good["webhook-signature"].replace("v1,", "v2,")}
    assert send(connection, body=BODY, headers=v2).status_code == 401
    several = {**good, "webhook-signature": f"v2,AAAA v1,AAAA {good['webhook-signature']}"}
    assert send(connection, body=BODY, headers=several).status_code == 200


def test_bytes_that_are_no_text(connection):
    assert send(connection, body=b"\xff\xfe").status_code == 401


def test_unknown_and_switched_off_connections(connection):
    Connection.objects.update(is_active=False)
    assert send(connection).status_code == 404
    connection.slug = "nobody"
    assert send(connection).status_code == 404


@pytest.mark.parametrize(("size", "status"), [(1_048_576, 200), (1_048_577, 413)])
def test_size(connection, size, status):
    body = json.dumps(EVENT).encode().ljust(size)
    assert send(connection, body=body).status_code == status


def test_only_post(connection):
    response = Client().get(reverse("hooks:receive", args=[connection.slug]))
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_an_event_id_has_a_bound(connection):
    assert send(connection, event_id="e" * 255).status_code == 200
    assert send(connection, event_id="e" * 256).status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"[]", b"{}", b'{"type": 5}', b"[" * 100_000, b'{"type": "a", "data": NaN}'],
    ids=lambda body: repr(body[:10]),
)
def test_a_bad_payload_is_kept_with_its_error(connection, body, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send(connection, body=body).status_code == 200
    event = InboundEvent.objects.get()
    assert event.error == "The body is not a JSON object with a type."
    assert event.processed_at is not None
    assert queued == []


def test_other_events_are_kept_with_their_reason(connection, queued):
    assert send(connection, {"type": "candidate.created", "data": {"name": "Jo Secret"}}).status_code == 200
    event = InboundEvent.objects.get()
    assert event.error == "Events of the type 'candidate.created' are not used."
    assert event.fields == {}
    assert queued == []


def test_a_lost_broker_loses_nothing(connection, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail(_):
        raise ConnectionError("no broker")

    monkeypatch.setattr(services.tasks.process_inbound, "delay", fail)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(connection).status_code == 200
    assert InboundEvent.objects.get().processed_at is None
