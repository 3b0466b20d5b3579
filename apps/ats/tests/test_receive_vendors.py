from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from apps.ats import services, tasks
from apps.ats.models import InboundEvent, Requisition, Vendor
from apps.ats.signatures import SCHEMES, Message, sign
from apps.descriptions.models import GenerationRequest, JobDescription

pytestmark = pytest.mark.django_db
EXAMPLES = Path("/work/shared/data/ats-greenhouse")
JOB = {
    "id": 371417,
    "name": "Staff nurse",
    "requisition_id": "R-1",
    "notes": "<p>Night shifts</p>",
    "created_at": "2026-02-01T09:00:00Z",
    "departments": [{"id": 7, "name": "Nursing"}],
    "offices": [{"name": "Leeds", "location": "Leeds, United Kingdom"}],
    "hiring_team": {"recruiters": [{"user_id": 1, "name": "Jo Secret"}]},
    "openings": [],
    "custom_fields": {
        "employment_type": {"name": "Employment Type", "type": "single_select", "value": "Full-time"},
        "salary_range": {"value": {"unit": "GBP", "min_value": "30000.0", "max_value": "34000.0"}},
        "referred_by": {"name": "Referred by", "type": "short_text", "value": "Jo Secret"},
    },
}
OPENING = {
    "documentId": {"value": "R-1"},
    "positionProfiles": [
        {
            "positionTitle": "Staff nurse",
            "positionLocation": [{"address": {"city": "Leeds", "countryCode": "GB"}}],
            "positionScheduleTypeCodes": ["FullTime"],
            "positionFormattedDescriptions": [{"content": "<p>Night shifts</p>"}],
            "offeredRemunerationPackage": {
                "ranges": [
                    {"typeCode": "Min", "referenceAmount": {"value": 30000, "currency": "GBP"}, "intervalCode": "Year"},
                    {"typeCode": "Max", "referenceAmount": {"value": 34000, "currency": "GBP"}, "intervalCode": "Year"},
                ]
            },
            "contacts": [{"name": "Jo Secret"}],
        }
    ],
}
HIREHIVE_JOB = {
    "id": "job_1",
    "title": "Staff nurse",
    "location": "Leeds",
    "country": {"code": "GB"},
    "category": {"name": "Nursing"},
    "type": {"type": "FullTime"},
    "description": {"html": "<p>Night shifts</p>"},
    "owner": {"name": "Jo Secret"},
}
OURS = {
    "type": "requisition.created",
    "timestamp": "2026-03-01T09:00:00Z",
    "data": {"id": "R-1", "title": "Staff nurse", "candidates": [{"name": "Jo Secret"}]},
}
#: What each vendor sends of a requisition.
REQUISITIONS = {
    "standard": OURS,
    "github": OURS,
    "greenhouse": {"action": "job_created", "payload": {"job": JOB, "applications": [{"name": "Jo Secret"}]}},
    "ashby": {
        "action": "jobCreate",
        "data": {
            "job": {"id": "j1", "title": "Staff nurse", "departmentName": "Nursing", "locationName": "Leeds"},
            "hiringTeam": ["Jo Secret"],
        },
    },
    "jazzhr": {"event": "position.updated", "positionOpening": OPENING},
    "hirehive": {"type": "job.published", "timestamp": "2026-03-01T09:00:00Z", "data": HIREHIVE_JOB},
}


@pytest.fixture
def connect(recruiter):
    def connection(vendor, **fields):
        secret = "" if vendor in ("standard", "hirehive") else "the vendor's word"
        return services.create_connection(
            slug=vendor, name=vendor.title(), user=recruiter, vendor=vendor, secret=secret, **fields
        )

    return connection


def send(connection, content, *, event_id="evt_1", name="job.created", headers=None, secret=None):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    message = Message(body, event_id, datetime.now(tz=UTC), name)
    signed, body = sign(connection.vendor, [secret or connection.secret], message)
    url = reverse("hooks:receive", args=[connection.slug])
    return Client().post(url, body, content_type="application/json", headers=signed | (headers or {}))


def process_all():
    for event in InboundEvent.objects.filter(processed_at=None):
        tasks.process_inbound(str(event.pk))


def test_all_vendors_have_a_scheme_and_a_name():
    assert set(Vendor.values) == set(SCHEMES)


@pytest.mark.parametrize("vendor", REQUISITIONS)
def test_a_requisition_becomes_a_brief_and_a_copy_changes_nothing(connect, vendor):
    connection = connect(vendor)
    answers = [send(connection, REQUISITIONS[vendor]) for _ in range(3)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, b"")}
    process_all()
    event = InboundEvent.objects.get()
    assert (event.error, event.description) == ("", JobDescription.objects.get())
    assert event.description.title == "Staff nurse"
    assert "Secret" not in json.dumps(list(InboundEvent.objects.values()), default=str)
    assert "Secret" not in json.dumps(event.description.brief)


@pytest.mark.parametrize("vendor", ["greenhouse", "jazzhr", "hirehive"])
def test_facts_of_a_job(connect, vendor):
    send(connect(vendor), REQUISITIONS[vendor])
    process_all()
    brief = JobDescription.objects.get().brief
    place = brief["locations"][0]
    assert (place["city"], place["country"], brief["employment_type"]) == ("Leeds", "GB", "full_time")
    assert brief["notes"] == "Night shifts"
    if vendor != "hirehive":
        assert (brief["pay"]["min"], brief["pay"]["max"], brief["pay"]["currency"]) == (30000, 34000, "GBP")
    if vendor != "jazzhr":
        assert brief["department"] == "Nursing"


@pytest.mark.parametrize("vendor", Vendor.values)
def test_a_wrong_secret_opens_no_door(connect, vendor):
    connection = connect(vendor)
    wrong = "whsec_" + "QUJD" * 8 if vendor in ("standard", "hirehive") else "wrong"
    assert send(connection, {"a": 1}, secret=wrong).status_code == 401
    assert not InboundEvent.objects.exists()


@pytest.mark.parametrize("vendor", Vendor.values)
@pytest.mark.parametrize("body", [b"nonsense", b"[]", b"{}", b'{"data": 5, "payload": [], "type": 5, "action": {}}'])
def test_nonsense_that_is_signed_is_taken_and_has_no_effect(connect, vendor, body):
    if vendor == "lever" and body in (b"nonsense", b"[]"):
        body = b"{}"  # the signature is part of Lever's body, so that it is always an object
    assert send(connect(vendor), body).status_code == 200
    process_all()
    assert InboundEvent.objects.get().processed_at is not None
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize(
    ("vendor", "content"),
    [
        ("greenhouse", {"action": "ping", "payload": {}}),
        ("ashby", {"action": "ping", "data": {}}),
        ("workable", {"event_type": "candidate_created", "data": {"name": "Jo Secret"}}),
        ("lever", {"event": "candidateHired", "data": {"name": "Jo Secret"}}),
        ("greenhouse", {"action": "candidate_hired", "payload": {"candidate": {"name": "Jo Secret"}}}),
    ],
)
def test_pings_and_events_of_people_get_200_and_leave_only_their_type(connect, vendor, content, queued):
    assert send(connect(vendor), content).status_code == 200
    event = InboundEvent.objects.get()
    assert event.type in content.values()
    assert (event.kind, event.fields, event.error, queued) == ("other", {}, "", [])


@pytest.mark.parametrize(
    ("vendor", "content", "fields"),
    [
        (
            "greenhouse",
            {"action": "job_post_updated", "payload": {"id": 5, "job_id": 7, "content": "<p>Hi</p>"}},
            {"id": "7", "posting_id": "5"},
        ),
        (
            "ashby",
            {"action": "jobPostingUpdate", "data": {"jobPosting": {"id": "p", "jobId": "j", "title": "Nurse"}}},
            {"id": "j", "posting_id": "p"},
        ),
        ("smartrecruiters", {"job_id": "j"}, {"id": "j", "posting_id": "j"}),
    ],
)
def test_events_of_postings_name_the_posting(connect, vendor, content, fields):
    send(connect(vendor), content, name="job.ad.updated")
    event = InboundEvent.objects.get()
    assert (event.kind, event.fields) == ("posting", fields)


def test_ashby_tells_of_one_action_in_several_events(connect):
    connection = connect("ashby")
    for action in ("jobPostingPublish", "jobPostingUpdate"):
        send(connection, {"action": action, "data": {"webhookActionId": "a1", "jobPosting": {"id": "p"}}})
    assert InboundEvent.objects.count() == 1


def test_a_thin_event_says_what_to_do(connect):
    send(connect("smartrecruiters"), {"job_id": "j"})
    assert InboundEvent.objects.get().error.endswith("Import the job from the connection.")


def test_smartrecruiters_shakes_hands(connect):
    url = reverse("hooks:receive", args=[connect("smartrecruiters").slug])
    answer = Client().post(url, headers={"X-Hook-Secret": "s3cret-word"})
    assert (answer.status_code, answer["X-Hook-Secret"]) == (200, "s3cret-word")
    assert Client().post(url, headers={"X-Hook-Secret": "x" * 201}).status_code == 400
    assert not InboundEvent.objects.exists()


def test_others_do_not_echo_what_nobody_has_signed(connect):
    url = reverse("hooks:receive", args=[connect("greenhouse").slug])
    answer = Client().post(url, headers={"X-Hook-Secret": "s3cret-word"})
    assert answer.status_code == 401
    assert "X-Hook-Secret" not in answer


@pytest.mark.parametrize(("vendor", "header"), [("greenhouse", "greenhouse-event-id"), ("github", "x-github-delivery")])
def test_an_id_that_nobody_signs_makes_no_old_message_new(connect, vendor, header):
    connection = connect(vendor)
    for number in range(3):
        assert send(connection, REQUISITIONS[vendor], headers={header: f"evt_{number}"}).status_code == 200
    assert InboundEvent.objects.count() == 1


def test_levers_message_cannot_be_sent_again_with_other_words(connect):
    connection = connect("lever")
    message = Message(b'{"event": "candidateHired"}', "tok", datetime.now(tz=UTC))
    _, body = sign("lever", [connection.secret], message)
    url = reverse("hooks:receive", args=[connection.slug])
    for one in (body, body.replace(b"Hired", b"Fired")):
        assert Client().post(url, one, content_type="application/json").status_code == 200
    assert InboundEvent.objects.get().type == "candidateHired"


def test_a_replaced_secret_is_good_for_a_day(connect):
    connection = connect("greenhouse")
    services.replace_connection_secret(connection, "a new word")
    for secret, content in (("the vendor's word", {"action": "ping"}), ("a new word", {"action": "ping", "n": 2})):
        assert send(connection, content, secret=secret).status_code == 200
    connection.refresh_from_db()
    connection.old_secrets = []
    connection.save()
    assert send(connection, {"action": "ping", "n": 3}, secret="the vendor's word").status_code == 401


def test_a_secret_that_cannot_be_opened_lets_the_sender_try_again(connect, settings):
    connection = connect("greenhouse")
    secret = connection.secret
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", []
    assert send(connection, {"action": "ping"}, secret=secret).status_code == 503


def test_a_draft_waits_for_its_recruiter(connect, recruiter):
    connection = connect("greenhouse", start_draft=True)
    send(connection, REQUISITIONS["greenhouse"])
    process_all()
    request = GenerationRequest.objects.get()
    assert (request.requested_by, request.description.owner) == (recruiter, recruiter)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_every_order_ends_the_same(connect, order):
    """A creation that comes late undoes no update; two updates count by their own times."""
    connection = connect("standard")
    events = [
        {"type": type, "timestamp": f"2026-03-01T{hour:02}:00:00Z", "data": {"id": "R-1", "title": title}}
        for type, hour, title in (
            ("requisition.created", 9, "Nurse"),
            ("requisition.updated", 10, "Staff nurse"),
            ("requisition.updated", 11, "Senior nurse"),
        )
    ]
    for number in order:
        send(connection, events[number], event_id=f"evt_{number}")
        process_all()
    assert [one.title for one in JobDescription.objects.all()] == ["Senior nurse"]


@pytest.mark.parametrize("is_late", [False, True])
def test_greenhouses_creation_may_come_late(connect, is_late):
    connection = connect("greenhouse")
    events = [
        {"action": "job_created", "payload": {"job": JOB}},
        {"action": "job_updated", "payload": {"job": JOB | {"name": "Senior nurse"}}},
    ]
    for event in reversed(events) if is_late else events:
        send(connection, event)
        process_all()
    assert [one.title for one in JobDescription.objects.all()] == ["Senior nurse"]
    assert Requisition.objects.get().external_id == "371417"


@pytest.mark.skipif(not EXAMPLES.exists(), reason="Greenhouse's documentation is not here")
def test_greenhouses_own_examples(connect):
    connection = connect("greenhouse")
    files = sorted(EXAMPLES.glob("webhooks*.json"))
    assert files
    for file in files:
        assert send(connection, file.read_bytes()).status_code == 200, file.name
    process_all()
    assert not InboundEvent.objects.exclude(error="").exists()
    titles = set(JobDescription.objects.values_list("title", flat=True))
    assert titles == {"Software Engineer", "Assistant Store Manager, NYC"}
    assert InboundEvent.objects.filter(kind="posting").count() == 3


def test_the_answer_needs_no_engine(connect, queued, django_assert_max_num_queries):
    """The door stores and returns: what it asks of the database is all that takes time."""
    connection = connect("greenhouse")
    with django_assert_max_num_queries(8):
        send(connection, REQUISITIONS["greenhouse"])
