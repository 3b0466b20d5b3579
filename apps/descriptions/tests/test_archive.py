from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Status
from tests.factories import JobDescriptionFactory

FROM_THE_LIST = "/descriptions/?status=all"


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter)


def archive(client, description, **kwargs):
    return client.post(reverse("descriptions:archive", args=[description.pk]), **kwargs)


def test_it_works(client_of, recruiter, description):
    response = archive(client_of(recruiter), description, data={"next": FROM_THE_LIST})
    description.refresh_from_db()
    assert description.status == Status.ARCHIVED
    assert response["Location"] == FROM_THE_LIST


def test_htmx_gets_the_row_with_the_way_back(client_of, recruiter, description):
    headers = {"HX-Request": "true", "HX-Target": f"description-{description.pk}"}
    html = archive(client_of(recruiter), description, headers=headers).content.decode()
    assert reverse("descriptions:reopen", args=[description.pk]) in html
    assert "<html" not in html


def test_htmx_of_another_page_is_sent_on(client_of, recruiter, description):
    response = archive(client_of(recruiter), description, headers={"HX-Request": "true", "HX-Target": "editor"})
    assert response["HX-Redirect"] == description.get_absolute_url()


def test_others_may_not(client_of, other_recruiter, description):
    client = client_of(other_recruiter)
    archive(client, description)
    assert archive(client, description, headers={"HX-Request": "true"}).status_code == 403
    description.refresh_from_db()
    assert description.status == Status.DRAFT


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_it_leads_to_no_other_host(client_of, recruiter, description, address):
    response = archive(client_of(recruiter), description, data={"next": address})
    assert response["Location"] == description.get_absolute_url()


def test_what_is_archived_already_cannot_be(client_of, recruiter, description):
    client = client_of(recruiter)
    archive(client, description)
    assert archive(client, description, headers={"HX-Request": "true"}).status_code == 409


def test_a_link_archives_nothing(client_of, recruiter, description):
    assert client_of(recruiter).get(reverse("descriptions:archive", args=[description.pk])).status_code == 405


def test_what_is_not_there(client_of, recruiter):
    assert client_of(recruiter).post(reverse("descriptions:archive", args=[404])).status_code == 404
