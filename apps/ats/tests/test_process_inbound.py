from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from apps.ats import inbox, services, tasks
from apps.ats.models import Connection, InboundEvent, Requisition
from apps.descriptions.models import GenerationRequest, JobDescription, Status
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def receive(connection):
    """`receive(title="Nurse")` stores an event of requisition R-1 and processes it."""
    numbers = iter(range(1, 100))

    def received(type="requisition.created", at=NINE, **fields) -> InboundEvent:
        event = InboundEvent.objects.create(
            connection=connection,
            event_id=f"evt_{next(numbers)}",
            body_sha256="0" * 64,
            type=type,
            happened_at=at,
            fields={"id": "R-1", "title": "Nurse"} | fields,
        )
        tasks.process_inbound(str(event.pk))
        event.refresh_from_db()
        return event

    return received


def test_it_works(receive, connection, recruiter):
    event = receive(locations=["Köln"], salary={"min": 40000, "currency": "EUR", "period": "yearly"})
    description = JobDescription.objects.get()
    assert (event.error, event.description) == ("", description)
    assert (description.owner, description.title) == (recruiter, "Nurse")
    assert description.brief["locations"] == [{"city": "Köln"}]
    assert description.brief["pay"] == {"min": 40000, "currency": "EUR", "period": "year"}
    assert Requisition.objects.get().description == description
    assert not GenerationRequest.objects.exists()


def test_a_draft_is_started_once_where_the_connection_says_so(receive):
    Connection.objects.update(start_draft=True)
    receive()
    receive("requisition.updated", at=NINE + timedelta(hours=1), title="Senior nurse")
    assert GenerationRequest.objects.count() == 1


def test_departments(receive):
    nursing, finance = DepartmentFactory(name="Nursing"), DepartmentFactory(name="Finance")
    receive(id="R-1", department="nursing")
    receive(id="R-2", department={"name": "Unheard of"})
    Connection.objects.update(department=finance)
    receive(id="R-3", department="Nursing")
    assert [one.department for one in JobDescription.objects.order_by("pk")] == [nursing, None, finance]


def test_twice_has_one_effect(receive):
    event = receive()
    tasks.process_inbound(str(event.pk))
    receive()  # the same requisition under another event id
    assert JobDescription.objects.count() == 1


def test_an_update_changes_the_brief_and_keeps_what_people_added(receive):
    receive(skills=["Triage"])
    description = JobDescription.objects.get()
    JobDescription.objects.update(brief=description.brief | {"tone": "friendly"})
    receive("requisition.updated", at=NINE + timedelta(hours=1), title="Senior nurse")
    description.refresh_from_db()
    assert description.title == "Senior nurse"
    assert (description.brief["tone"], description.brief["required_skills"]) == ("friendly", ["Triage"])


def test_order_does_not_matter(receive):
    receive("requisition.updated", at=NINE + timedelta(hours=1), title="New title")
    event = receive("requisition.created", at=NINE, title="Old title")
    description = JobDescription.objects.get()
    assert (description.title, event.description, event.error) == ("New title", description, "")


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.ARCHIVED])
def test_a_text_that_is_in_review_is_left_alone(receive, status):
    receive()
    JobDescription.objects.update(status=status)
    event = receive("requisition.updated", at=NINE + timedelta(hours=1), title="Other")
    assert JobDescription.objects.get().title == "Nurse"
    assert "nothing was changed" in event.error


def test_requisitions_of_two_systems_are_two(receive, recruiter):
    event = receive()
    other = services.create_connection(slug="other", name="Other", user=recruiter)
    InboundEvent.objects.filter(pk=event.pk).update(connection=other, processed_at=None)
    tasks.process_inbound(str(event.pk))
    assert JobDescription.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": ""}, "title: is required"),
        ({"title": None}, "title: is required"),
        ({"id": ""}, "data.id: is required"),
        ({"employment_type": "zero hours"}, "employment_type: 'zero_hours' is not known"),
        ({"locations": "Köln"}, "locations: must be a list"),
        ({"salary": {"min": 9, "max": 5, "currency": "GBP"}}, "pay.max: 5 is less"),
        ({"responsibilities": ["x" * 9000]}, "brief: has 9,0"),
    ],
    ids=str,
)
def test_a_bad_payload_is_kept_with_its_error(receive, fields, error):
    event = receive(**fields)
    assert event.error.startswith(error)
    assert event.processed_at is not None
    assert not JobDescription.objects.exists()
    assert not Requisition.objects.exists()


def test_the_unexpected_is_logged_and_kept(receive, monkeypatch, caplog):
    def fail(_):
        raise RuntimeError("hunter2")

    monkeypatch.setattr(inbox, "brief_of", fail)
    event = receive()
    assert event.error.startswith("Something went wrong on our side")
    assert "hunter2" in caplog.text


def test_a_failing_database_is_tried_again(receive, monkeypatch):
    def fail(_):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "brief_of", fail)
        with pytest.raises(OperationalError):
            receive()
    event = InboundEvent.objects.get()
    assert (event.processed_at, event.error) == (None, "")
    tasks.process_inbound(str(event.pk))
    assert JobDescription.objects.count() == 1


def test_process_again(receive, queued, django_capture_on_commit_callbacks):
    event = receive(employment_type="zero hours")
    InboundEvent.objects.update(fields=event.fields | {"employment_type": "Part-time"})
    with django_capture_on_commit_callbacks(execute=True):
        assert services.process_again(InboundEvent.objects.all()) == 1
    assert queued == [("ats.process_inbound", str(event.pk))]
    tasks.process_inbound(str(event.pk))
    event.refresh_from_db()
    assert (event.error, JobDescription.objects.get().brief["employment_type"]) == ("", "part_time")


def test_the_sweep_finds_what_the_broker_lost(receive, queued):
    event = receive()
    old = timezone.now() - timedelta(seconds=20)
    InboundEvent.objects.update(processed_at=None, received_at=timezone.now())
    tasks.deliver_due()
    assert queued == []
    InboundEvent.objects.update(received_at=old)
    tasks.deliver_due()
    assert queued == [("ats.process_inbound", str(event.pk))]
