from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Status
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, draft_request, open_line, person, written_section
from tests.factories import JobDescriptionFactory


def send(client, description, **kwargs):
    return client.post(reverse("descriptions:send", args=[description.pk]), **kwargs)


@pytest.fixture
def description(recruiter):
    return written_section(recruiter, "Assess patients").description


def test_it_works(client_of, recruiter, description):
    html = send(client_of(recruiter), description, follow=True).content.decode()
    description.refresh_from_db()
    assert description.status == Status.IN_REVIEW
    assert "Sent for review. It waits for the step “Review”." in html
    review = description.reviews.get()
    assert (review.text_hash, review.sent_by) == (description.text_hash, recruiter)
    assert review.revision == description.revisions.get()


def test_nothing_of_it_can_be_changed_then(client_of, recruiter, description):
    send(client_of(recruiter), description)
    html = client_of(recruiter).get(description.get_absolute_url()).content.decode()
    assert "data-edit" not in html
    assert reverse("descriptions:review", args=[description.pk]) in html


def test_while_it_is_being_written_it_cannot_be(client_of, recruiter, description):
    draft_request(description)
    response = send(client_of(recruiter), description, headers=FRAGMENT)
    description.refresh_from_db()
    assert response.status_code == 409
    assert description.status == Status.DRAFT


@PEOPLE
def test_who_may(client_of, description, who, may):
    response = send(client_of(person(who, description)), description, headers=FRAGMENT)
    description.refresh_from_db()
    assert response.status_code == (200 if may else 403)
    assert (description.status == Status.IN_REVIEW) is may


def test_a_line_that_nothing_supports_is_in_the_way(client_of, recruiter):
    description = written_section(recruiter, lines=[open_line("A BSc in nursing")]).description
    response = send(client_of(recruiter), description, headers=FRAGMENT)
    assert response.status_code == 409
    assert "A BSc in nursing" in response.content.decode()
    assert "A BSc in nursing" in send(client_of(recruiter), description, follow=True).content.decode()
    description.refresh_from_db()
    assert description.status == Status.DRAFT


def test_nothing_written_is_not_sent(client_of, recruiter):
    response = send(client_of(recruiter), JobDescriptionFactory(owner=recruiter), headers=FRAGMENT)
    assert response.status_code == 409


def test_twice(client_of, recruiter, description):
    client = client_of(recruiter)
    send(client, description)
    assert send(client, description, headers=FRAGMENT).status_code == 409
    assert description.reviews.count() == 1
