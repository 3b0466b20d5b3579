"""People for the @ in a comment: who is offered, in which order, to whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions import comments
from apps.descriptions.models import JobDescription
from tests.factories import DepartmentFactory, JobDescriptionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter, department=DepartmentFactory(name="Wards"))


def found(client, description, words=""):
    return client.get(reverse("descriptions:people", args=[description.pk]), {"q": words}).json()["found"]


def names(client, description, words=""):
    return [row["username"] for row in found(client, description, words)]


def test_it_works(client_of, other_recruiter, description):
    UserFactory(username="ann.cole", first_name="Ann", last_name="Cole", department=description.department)
    assert found(client_of(other_recruiter), description, "an") == [
        {"username": "ann.cole", "name": "Ann Cole", "about": "ann.cole · Wards"}
    ]


def test_nobody_who_is_gone_and_not_oneself(client_of, other_recruiter, description):
    UserFactory(username="gone", is_active=False)
    assert names(client_of(other_recruiter), description) == [description.owner.username]


def test_those_with_a_part_in_the_text_come_first(client_of, other_recruiter, description):
    UserFactory(username="a", first_name="Aaron")
    UserFactory(username="b", first_name="Bea", department=description.department)
    wrote = UserFactory(username="z", first_name="Zoe")
    comments.add_comment(by=wrote, description=description, text="Hello")
    first = {"z", description.owner.username}
    offered = names(client_of(other_recruiter), description)
    assert (set(offered[:2]), offered[2:]) == (first, ["b", "a"])


def test_without_a_department_nobody_is_nearer(client_of, other_recruiter, description):
    JobDescription.objects.update(department=None)
    UserFactory(username="b", first_name="Bea")
    UserFactory(username="a", first_name="Aaron", department=DepartmentFactory())
    assert names(client_of(other_recruiter), description)[1:] == ["a", "b"]


@pytest.mark.parametrize("words", ["ann", "Col", "ANN", "ann cole"])
def test_by_the_start_of_any_name(client_of, other_recruiter, description, words):
    UserFactory(username="x1", first_name="Ann", last_name="Cole")
    assert names(client_of(other_recruiter), description, words) == ["x1"]


def test_never_more_than_a_few(client_of, other_recruiter, description):
    UserFactory.create_batch(comments.MOST_OFFERED + 2)
    assert len(found(client_of(other_recruiter), description)) == comments.MOST_OFFERED


def test_only_for_people_who_are_signed_in(client, description):
    assert client.get(reverse("descriptions:people", args=[description.pk])).status_code == 302


@pytest.mark.parametrize("words", ["\x00", "%", "'", "x" * 500])
def test_odd_words(client_of, other_recruiter, description, words):
    found(client_of(other_recruiter), description, words)


def test_as_many_queries_for_many(client_of, other_recruiter, description, django_assert_max_num_queries):
    client = client_of(other_recruiter)
    UserFactory.create_batch(5, department=description.department)
    with django_assert_max_num_queries(5):
        found(client, description)
