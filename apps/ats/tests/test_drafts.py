from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.ats.api import drafts
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription
from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db
BRIEF = {
    "title": "Pflegefachkraft – Intensivstation",
    "level": "senior",
    "locations": [{"city": "Köln", "country": "DE"}],
    "responsibilities": ["Assess patients on admission"],
    "pay": {"min": 40000, "max": 46000, "currency": "EUR", "period": "year"},
}


def send(client, brief, **options):
    return client.post(reverse("api:drafts"), brief, content_type="application/json", **options)


def test_it_works(api, recruiter):
    client = api()
    response = send(client, BRIEF)
    assert response.status_code == 202
    description = JobDescription.objects.get()
    draft = description.requests.get()
    body = response.json()
    assert body == {
        "id": draft.pk,
        "status": "queued",
        "status_url": f"http://testserver/api/v1/drafts/{draft.pk}/",
        "description_url": f"http://testserver/api/v1/descriptions/{description.pk}/",
    }
    assert response["Location"] == body["status_url"]
    assert (description.owner, description.title) == (recruiter, "Pflegefachkraft – Intensivstation")
    assert description.brief["locations"] == [{"country": "DE", "city": "Köln"}]
    assert client.get(body["status_url"]).status_code == 200


def test_the_department_of_the_key_wins(api):
    nursing, finance = DepartmentFactory(name="Nursing"), DepartmentFactory(name="Finance")
    send(api(), {"title": "Nurse", "department": "nursing"})
    send(api(department=finance), {"title": "Nurse", "department": "Nursing"})
    send(api(), {"title": "Nurse", "department": "Unheard of"})
    by_age = JobDescription.objects.order_by("pk")
    assert [description.department for description in by_age] == [nursing, finance, None]


@pytest.mark.parametrize(
    ("brief", "field"),
    [
        ({}, "title"),
        ({"title": "Nurse", "level": "boss"}, "level"),
        ({"title": "Nurse", "responsibilties": []}, "responsibilties"),
        ({"title": "Nurse", "pay": {"min": 9, "max": 5, "currency": "GBP"}}, "pay.max"),
        ({"title": "Nurse", "department": 7}, "department"),
    ],
)
def test_a_bad_brief_names_its_field(api, brief, field):
    response = send(api(), brief)
    assert response.status_code == 422
    problem = response.json()
    assert (problem["field"], problem["type"]) == (field, "urn:jdcopilot:problem:bad-brief")
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize("body", ["[]", '"Nurse"', "null", "{", "[" * 100_000, '{"title": NaN}'])
def test_not_an_object(api, body):
    response = api().post(reverse("api:drafts"), body, content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_status_tells_which_sections_are_written(api):
    outline = [{"kind": "summary", "heading": "In short"}, {"kind": "required", "heading": "You have"}]
    description = JobDescriptionFactory()
    draft = GenerationRequest.objects.create(
        description=description, requested_by=description.owner, outline=outline, error="", writer="composer 1"
    )
    GenerationEvent.objects.create(request=draft, number=1, section_kind="summary", data={})
    response = api().get(reverse("api:draft", args=[draft.pk]))
    body = response.json()
    assert [section["is_written"] for section in body["sections"]] == [True, False]
    assert (body["status"], body["writer"], body["error"]) == ("queued", "composer 1", "")
    assert body["page_url"].endswith(description.get_absolute_url())
    assert response["Cache-Control"] == "no-store"


def test_a_rewritten_section_is_not_a_draft(api):
    description = JobDescriptionFactory()
    kind = GenerationRequest.Kind.SECTION
    request = GenerationRequest.objects.create(description=description, requested_by=description.owner, kind=kind)
    assert api().get(reverse("api:draft", args=[request.pk])).status_code == 404


class TestWaiting:
    @pytest.fixture
    def sleeps(self, monkeypatch):
        """While somebody waits, a worker finishes the draft at the second look."""
        sleeps = []

        def sleep(seconds):
            sleeps.append(seconds)
            if len(sleeps) == 2:
                GenerationRequest.objects.update(state="finished", finished_at=timezone.now())

        monkeypatch.setattr(drafts.time, "sleep", sleep)
        return sleeps

    def post(self, client, prefer, **headers):
        headers = {"prefer": prefer, **headers}
        return client.post(reverse("api:drafts"), {"title": "Nurse"}, content_type="application/json", headers=headers)

    def test_the_answer_comes_with_the_end_of_the_draft(self, api, sleeps):
        response = self.post(api(), "respond-async, wait=20")
        assert (response.status_code, response["Preference-Applied"]) == (201, "wait")
        assert response.json()["status"] == "finished"
        assert response["Location"] == response.json()["status_url"]
        assert len(sleeps) == 2

    def test_a_repeated_request_waits_for_the_same_draft(self, api, sleeps):
        client = api()
        first = self.post(client, "wait=20", **{"idempotency-key": "one"})
        second = self.post(client, "wait=20", **{"idempotency-key": "one"})
        assert second.json() == first.json()
        assert GenerationRequest.objects.count() == 1

    @pytest.mark.parametrize("prefer", ["", "wait", "wait=soon", "wait=0", "nowait=5", "return=minimal"])
    def test_who_does_not_ask_does_not_wait(self, api, sleeps, prefer):
        assert self.post(api(), prefer).status_code == 202
        assert sleeps == []

    def test_nobody_waits_longer_than_twenty_seconds(self, api, monkeypatch):
        clock = iter(range(0, 1000, 4))
        monkeypatch.setattr(drafts.time, "monotonic", lambda: next(clock))
        monkeypatch.setattr(drafts.time, "sleep", lambda seconds: None)
        assert self.post(api(), "wait=9999").status_code == 202
        assert next(clock) <= 32

    def test_a_draft_can_be_waited_for_later(self, api, sleeps):
        client = api()
        url = self.post(client, "").json()["status_url"]
        assert client.get(url, headers={"prefer": "wait=5"}).json()["status"] == "finished"


def test_cancel(api):
    client = api()
    draft = client.post(reverse("api:drafts"), {"title": "Nurse"}, content_type="application/json").json()["id"]
    for _ in range(2):
        response = client.post(reverse("api:draft_cancel", args=[draft]))
        assert (response.status_code, response.json()["status"]) == (202, "stopped")


def test_the_list_of_drafts(api):
    client = api()
    for _ in range(2):
        client.post(reverse("api:drafts"), {"title": "Nurse"}, content_type="application/json")
    assert len(client.get(reverse("api:drafts"), {"status": "queued"}).json()["results"]) == 2
    assert client.get(reverse("api:drafts"), {"status": "finished"}).json()["results"] == []
