from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import GenerationRequest
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, written_section
from tests.factories import JobDescriptionFactory


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter, brief={"title": "Staff Nurse"})


def write(client, description, **kwargs):
    return client.post(reverse("descriptions:write", args=[description.pk]), **kwargs)


def test_it_works(client_of, recruiter, description):
    response = write(client_of(recruiter), description)
    assert response["Location"] == description.get_absolute_url()
    assert description.requests.get().state == "queued"


def test_the_structure_is_there_at_once(client_of, recruiter, description):
    html = write(client_of(recruiter), description, headers=FRAGMENT).content.decode()
    for item in description.requests.get().outline:
        assert item["heading"] in html
    assert "Waiting for a writer." in html
    assert reverse("descriptions:stop", args=[description.requests.get().pk]) in html


@PEOPLE
def test_who_may(client_of, description, who, may):
    response = write(client_of(person(who, description)), description, headers=FRAGMENT)
    assert response.status_code == (200 if may else 403)
    assert description.requests.exists() is may


def test_twice_is_one_request(client_of, recruiter, description):
    client = client_of(recruiter)
    write(client, description)
    write(client, description)
    assert GenerationRequest.objects.count() == 1


def test_todays_text_stays_as_a_version(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    write(client_of(recruiter), section.description)
    assert section.description.revisions.get().reason == "Before writing again"


def test_what_is_archived_is_not_written(client_of, recruiter, description):
    description.status = "archived"
    description.save(update_fields=["status"])
    response = write(client_of(recruiter), description, headers=FRAGMENT)
    assert response.status_code == 409
    assert "Reopen it" in response.content.decode()
