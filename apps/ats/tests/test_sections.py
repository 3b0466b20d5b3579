from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import JobDescription
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(recruiter):
    return SectionFactory(description__owner=recruiter)


def url_of(section):
    return reverse("api:section", args=[section.description_id, section.pk])


def change(client, section, *, text="Assess patients\nTeach students", etag='"1"', **fields):
    headers = {"if-match": etag} if etag else {}
    return client.patch(url_of(section), {"text": text, **fields}, content_type="application/json", headers=headers)


def test_it_works(api, section):
    client = api()
    read = client.get(url_of(section))
    response = change(client, section, etag=read["ETag"], heading="Your work")
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    body = response.json()
    assert (body["text"], body["heading"], body["version"]) == ("Assess patients\nTeach students", "Your work", 2)
    assert body["lines"][1]["sources"] == [{"kind": "person", "ref": ""}]
    assert client.get(url_of(section)).json() == body


@pytest.mark.parametrize(
    ("etag", "status"), [(None, 428), ('"7"', 412), ("nonsense", 412), ('"9", "1"', 200), ("*", 200)]
)
def test_nobody_overwrites_what_is_newer(api, section, etag, status):
    response = change(api(), section, etag=etag)
    assert response.status_code == status
    section.refresh_from_db()
    assert section.version == (2 if status == 200 else 1)


@pytest.mark.parametrize(
    ("fields", "status"), [({"text": None}, 400), ({"text": 5 * ["x"]}, 400), ({"text": "x" * 20_001}, 400)]
)
def test_bad_input(api, section, fields, status):
    response = change(api(), section, **fields)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_a_text_that_is_no_draft_stays(api, section):
    JobDescription.objects.update(status="archived")
    assert change(api(), section).json()["type"] == "urn:jdcopilot:problem:wrong-state"


def test_the_keys_account_must_be_allowed_to_edit(api, section):
    assert change(api(user=UserFactory()), section).json()["type"] == "urn:jdcopilot:problem:not-allowed"


def test_a_section_of_another_text_is_not_there(api, section, recruiter):
    other = SectionFactory(description__owner=recruiter)
    url = reverse("api:section", args=[other.description_id, section.pk])
    assert api().get(url).status_code == 404
