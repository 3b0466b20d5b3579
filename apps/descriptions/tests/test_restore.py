from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, written_section
from tests.factories import RevisionFactory


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Plan discharge")


@pytest.fixture
def revision(section):
    return RevisionFactory(description=section.description, number=1, title="Nurse")


def restore(client, revision, number=1, **kwargs):
    return client.post(reverse("descriptions:restore", args=[revision.description_id, number]), **kwargs)


def texts(description):
    return [section.text for section in description.sections.all()]


def test_it_works(client_of, recruiter, section, revision):
    html = restore(client_of(recruiter), revision, follow=True).content.decode()
    description = revision.description
    description.refresh_from_db()
    assert "Version 1 is back, as version 3." in html
    assert texts(description) == ["Assess patients on admission"]
    assert (description.title, description.brief["title"]) == ("Nurse", "Nurse")
    reasons = [one.reason for one in description.revisions.all()]
    assert reasons[:2] == ["Restored version 1", "Before restoring"]


@PEOPLE
def test_who_may(client_of, section, revision, who, may):
    response = restore(client_of(person(who, section.description)), revision, headers=FRAGMENT)
    assert response.status_code == (302 if may else 403)
    assert (texts(section.description) == ["Assess patients on admission"]) is may


def test_a_version_that_is_not_there(client_of, recruiter, revision):
    assert restore(client_of(recruiter), revision, number=9).status_code == 404


def test_a_version_of_another_description_is_not_reached(client_of, recruiter, revision):
    other = written_section(recruiter, "Cook")
    address = reverse("descriptions:restore", args=[other.description_id, 1])
    assert client_of(recruiter).post(address).status_code == 404


def test_what_is_in_review_is_not_changed(client_of, recruiter, section, revision):
    section.description.status = "in_review"
    section.description.save(update_fields=["status"])
    assert restore(client_of(recruiter), revision, headers=FRAGMENT).status_code == 409
    assert texts(section.description) == ["Plan discharge"]


def test_a_link_restores_nothing(client_of, recruiter, revision):
    address = reverse("descriptions:restore", args=[revision.description_id, 1])
    assert client_of(recruiter).get(address).status_code == 405
