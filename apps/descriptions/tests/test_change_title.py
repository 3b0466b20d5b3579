from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import JobDescription
from apps.descriptions.tests.editing import AUTOSAVE, PEOPLE, person, written_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(recruiter):
    return written_section(recruiter, "Plan discharge").description


def change(client, description, title="Ward sister", **options):
    return client.post(reverse("descriptions:title", args=[description.pk]), {"title": title}, **options)


def test_it_works(client_of, recruiter, description):
    before = description.title
    assert change(client_of(recruiter), description)["Location"] == description.get_absolute_url()
    description.refresh_from_db()
    assert (description.title, description.brief["title"]) == ("Ward sister", "Ward sister")
    assert "Ward sister" in description.search_text
    after, earlier = description.revisions.all()
    assert (after.title, after.reason) == ("Ward sister", f"Title changed, from “{before}”")
    assert (earlier.title, earlier.content) == (before, after.content)


def test_the_page_learns_the_title(client_of, recruiter, description):
    assert change(client_of(recruiter), description, headers=AUTOSAVE).json() == {"title": "Ward sister"}


def test_the_same_title_is_no_version(client_of, recruiter, description):
    change(client_of(recruiter), description, description.title)
    assert description.revisions.count() == 1


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_no_title(client_of, recruiter, description, title):
    answer = change(client_of(recruiter), description, title, headers=AUTOSAVE)
    assert answer.status_code == 422
    assert JobDescription.objects.get().title == description.title


def test_not_while_it_is_reviewed(client_of, recruiter, description):
    JobDescription.objects.update(status="in_review")
    assert change(client_of(recruiter), description, headers=AUTOSAVE).status_code == 409


@PEOPLE
def test_who_may(client_of, description, who, may):
    answer = change(client_of(person(who, description)), description, headers=AUTOSAVE)
    assert answer.status_code == (200 if may else 403)
    assert (JobDescription.objects.get().title == "Ward sister") is may
