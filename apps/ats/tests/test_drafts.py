from __future__ import annotations

import pytest
from django.urls import reverse

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
