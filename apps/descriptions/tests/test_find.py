"""Job descriptions by a few words, for the palette."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db


def find(client, words=""):
    return client.get(reverse("descriptions:find"), {"q": words}).json()["found"]


def test_it_works(client_of, recruiter):
    nurse = JobDescriptionFactory(title="Ward nurse", department=DepartmentFactory(name="Wards"))
    JobDescriptionFactory(title="Cook")
    assert find(client_of(recruiter), "nurse") == [
        {"title": "Ward nurse", "about": "Draft · Wards", "address": nurse.get_absolute_url()}
    ]


def test_without_words_the_newest(client_of, recruiter):
    for number in range(8):
        JobDescriptionFactory(title=f"Cook {number}")
    assert [row["title"] for row in find(client_of(recruiter))] == [f"Cook {number}" for number in range(7, 1, -1)]


def test_what_is_archived_is_not_offered(client_of, recruiter):
    JobDescriptionFactory(title="Cook", status="archived")
    assert find(client_of(recruiter), "cook") == []


@pytest.mark.parametrize("words", ["\x00", "%", "'", "x" * 500])
def test_odd_words(client_of, recruiter, words):
    find(client_of(recruiter), words)


def test_only_for_who_is_signed_in(client):
    assert client.get(reverse("descriptions:find")).status_code == 302
