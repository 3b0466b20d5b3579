"""From an event of an ATS to a written draft and back to the ATS."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from apps.ats import deliveries, tasks
from apps.ats.models import Connection, Delivery, InboundEvent
from apps.ats.tests.test_receive import send
from apps.descriptions import runs
from apps.descriptions.models import GenerationRequest
from apps.templates_lib import engine as library
from apps.templates_lib.models import RoleProfile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _a_library_of_one_profile(db):
    content = library.library_contents()["registered-nurse"]
    RoleProfile.objects.create(slug="registered-nurse", title=content["title"], field="health", content=content)


def test_it_works(api, connection, endpoint, target, queued):
    Connection.objects.update(start_draft=True)
    data = {"id": "R-1", "title": "Staff nurse", "responsibilities": ["Assess patients on admission"]}
    send(connection, {"type": "requisition.created", "timestamp": "2026-03-01T09:00:00Z", "data": data})
    tasks.process_inbound(str(InboundEvent.objects.get().pk))
    draft = GenerationRequest.objects.get()
    runs.perform_request(draft.pk)
    tasks.deliver_due()
    deliveries.deliver(Delivery.objects.get().pk)

    event = json.loads(target.received[0][1])
    assert (event["type"], event["data"]["request_id"]) == ("draft.finished", draft.pk)
    client = api()
    status = client.get(reverse("api:draft", args=[event["data"]["request_id"]])).json()
    assert status["status"] == "finished"
    assert all(section["is_written"] for section in status["sections"])
    text = client.get(status["description_url"]).json()
    lines = [line for section in text["sections"] for line in section["lines"]]
    assert any("patients on admission" in line["text"] for line in lines)
    assert all(line["sources"] for line in lines)
