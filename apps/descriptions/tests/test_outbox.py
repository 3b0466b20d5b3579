from __future__ import annotations

import pytest
from django.db import transaction

from apps.descriptions import outbox, reviewing
from apps.descriptions.models import OutboxEvent
from apps.descriptions.outbox import announce
from tests.factories import JobDescriptionFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(recruiter):
    description = JobDescriptionFactory(owner=recruiter, title="Staff nurse")
    SectionFactory(description=description)
    return description


def events():
    return [(event.type, event.data) for event in OutboxEvent.objects.all()]


def test_it_works(description):
    announce("description.approved", description, revision=3)
    data = {"description_id": description.pk, "title": "Staff nurse", "revision": 3}
    assert events() == [("description.approved", data)]


def test_what_did_not_happen_is_not_told(description):
    with transaction.atomic():
        announce("description.archived", description)
        transaction.set_rollback(True)
    assert events() == []


def test_a_lost_broker_loses_nothing(description, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail(_):
        raise ConnectionError("no broker")

    monkeypatch.setattr(outbox.current_app, "send_task", fail)
    with django_capture_on_commit_callbacks(execute=True):
        announce("description.archived", description)
    assert len(events()) == 1
    assert "webhooks wait for the schedule" in caplog.text


def test_what_nobody_can_listen_for_is_refused(description):
    with pytest.raises(ValueError, match="description.lost"):
        announce("description.lost", description)


def test_archiving(description, recruiter):
    reviewing.archive(by=recruiter, description=description)
    assert [type for type, _ in events()] == ["description.archived"]
