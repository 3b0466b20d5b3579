from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Status
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, draft_request, open_line, person, written_section
from tests.factories import JobDescriptionFactory


def finish(client, description, **kwargs):
    return client.post(reverse("descriptions:finish", args=[description.pk]), **kwargs)


@pytest.fixture
def description(recruiter):
    return written_section(recruiter, "Assess patients").description


def test_it_works(client_of, recruiter, description):
    html = finish(client_of(recruiter), description, follow=True).content.decode()
    description.refresh_from_db()
    assert description.status == Status.FINISHED
    assert "Finished. Export it" in html
    assert description.revisions.get().reason == "Finished"


def test_htmx_gets_the_editor_without_controls(client_of, recruiter, description):
    html = finish(client_of(recruiter), description, headers=FRAGMENT).content.decode()
    assert "<html" not in html
    assert reverse("descriptions:reopen", args=[description.pk]) in html
    assert "data-edit" not in html


def test_while_it_is_being_written_it_cannot_be(client_of, recruiter, description):
    draft_request(description)
    response = finish(client_of(recruiter), description, headers=FRAGMENT)
    description.refresh_from_db()
    assert response.status_code == 409
    assert description.status == Status.DRAFT


@PEOPLE
def test_who_may(client_of, description, who, may):
    response = finish(client_of(person(who, description)), description, headers=FRAGMENT)
    description.refresh_from_db()
    assert response.status_code == (200 if may else 403)
    assert (description.status == Status.FINISHED) is may


def test_a_line_that_nothing_supports_is_in_the_way(client_of, recruiter):
    description = written_section(recruiter, lines=[open_line("A BSc in nursing")]).description
    response = finish(client_of(recruiter), description, headers=FRAGMENT)
    assert response.status_code == 409
    assert "A BSc in nursing" in response.content.decode()
    assert "A BSc in nursing" in finish(client_of(recruiter), description, follow=True).content.decode()
    description.refresh_from_db()
    assert description.status == Status.DRAFT


def test_nothing_written_is_not_finished(client_of, recruiter):
    response = finish(client_of(recruiter), JobDescriptionFactory(owner=recruiter), headers=FRAGMENT)
    assert response.status_code == 409


def test_twice(client_of, recruiter, description):
    client = client_of(recruiter)
    finish(client, description)
    assert finish(client, description, headers=FRAGMENT).status_code == 409
