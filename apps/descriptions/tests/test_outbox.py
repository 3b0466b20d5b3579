from __future__ import annotations

import pytest
from django.db import transaction

from apps.descriptions import outbox, revisions, services
from apps.descriptions.models import OutboxEvent
from apps.descriptions.outbox import EventType, emit
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
    emit(EventType.APPROVED, description, revision=3)
    data = {"description_id": description.pk, "title": "Staff nurse", "revision": 3}
    assert events() == [("description.approved", data)]


def test_what_did_not_happen_is_not_told(description):
    with transaction.atomic():
        emit(EventType.ARCHIVED, description)
        transaction.set_rollback(True)
    assert events() == []


def test_a_lost_broker_loses_nothing(description, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail(_):
        raise ConnectionError("no broker")

    monkeypatch.setattr(outbox.current_app, "send_task", fail)
    with django_capture_on_commit_callbacks(execute=True):
        emit(EventType.ARCHIVED, description)
    assert len(events()) == 1
    assert "webhooks wait for the schedule" in caplog.text


def test_the_first_version_is_no_update_and_an_equal_one_neither(description, recruiter):
    revisions.add_revision(description, by=recruiter, reason="First")
    revisions.add_revision(description, by=recruiter, reason="The same")
    assert events() == []
    revisions.add_revision(description, by=recruiter, reason="Looked at", even_if_same=True)
    data = {"description_id": description.pk, "title": "Staff nurse", "revision": 2}
    assert events() == [("description.updated", data)]


def test_archiving(description, recruiter):
    services.archive(by=recruiter, description=description)
    assert [type for type, _ in events()] == ["description.archived"]
