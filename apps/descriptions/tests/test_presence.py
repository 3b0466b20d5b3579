from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.descriptions.models import Presence
from apps.descriptions.presence import forget_absent
from apps.descriptions.tests.editing import FRAGMENT
from tests.factories import JobDescriptionFactory


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter)


def say_here(client, description, shown=""):
    address = reverse("descriptions:presence", args=[description.pk])
    return client.post(address, {"shown": shown}, headers=FRAGMENT)


def test_it_works(client_of, recruiter, other_recruiter, description):
    assert say_here(client_of(other_recruiter), description).status_code == 204
    said = say_here(client_of(recruiter), description).json()
    assert said["words"].startswith(f"Also here: {other_recruiter}. ")
    assert said["shown"] == str(other_recruiter.pk)


def test_what_is_shown_already_is_not_sent_again(client_of, recruiter, other_recruiter, description):
    say_here(client_of(other_recruiter), description)
    assert say_here(client_of(recruiter), description, shown=str(other_recruiter.pk)).status_code == 204


def test_who_leaves_is_no_longer_shown(client_of, recruiter, other_recruiter, description):
    say_here(client_of(other_recruiter), description)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    said = say_here(client_of(recruiter), description, shown=str(other_recruiter.pk)).json()
    assert said == {"shown": "", "words": ""}
    assert forget_absent() == 1


def test_it_costs_little(client_of, recruiter, other_recruiter, description, django_assert_max_num_queries):
    client = client_of(recruiter)
    say_here(client, description)
    say_here(client_of(other_recruiter), description)
    with django_assert_max_num_queries(5):  # session, user, description, and two for who is here
        say_here(client, description)
