from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Status
from tests.factories import JobDescriptionFactory


def reopen(client, description, **kwargs):
    return client.post(reverse("descriptions:reopen", args=[description.pk]), **kwargs)


@pytest.mark.parametrize("state", [{"status": Status.ARCHIVED}, {"approved": True}], ids=["archived", "approved"])
def test_it_works(client_of, recruiter, state):
    description = JobDescriptionFactory(owner=recruiter, **state)
    response = reopen(client_of(recruiter), description)
    description.refresh_from_db()
    assert description.status == Status.DRAFT
    assert response["Location"] == description.get_absolute_url()


def test_htmx_gets_the_row(client_of, recruiter):
    description = JobDescriptionFactory(owner=recruiter, status=Status.ARCHIVED)
    headers = {"HX-Request": "true", "HX-Target": f"description-{description.pk}"}
    html = reopen(client_of(recruiter), description, headers=headers).content.decode()
    assert reverse("descriptions:archive", args=[description.pk]) in html


def test_others_may_not(client_of, other_recruiter, recruiter):
    description = JobDescriptionFactory(owner=recruiter, status=Status.ARCHIVED)
    reopen(client_of(other_recruiter), description)
    description.refresh_from_db()
    assert description.status == Status.ARCHIVED


def test_a_draft_is_open_already(client_of, recruiter):
    description = JobDescriptionFactory(owner=recruiter)
    assert reopen(client_of(recruiter), description, headers={"HX-Request": "true"}).status_code == 409
