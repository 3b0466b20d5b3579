from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.descriptions.models import Status
from tests.factories import DepartmentFactory, JobDescriptionFactory

ADDRESS = "/descriptions/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "results"}


def titles(response):
    return [row["description"].title for row in response.context["rows"]]


def test_it_works(client_of, recruiter):
    now = timezone.now()
    JobDescriptionFactory(title="Older", owner=recruiter, updated_at=now - timedelta(days=1))
    JobDescriptionFactory(title="Newer", owner=recruiter, updated_at=now)
    response = client_of(recruiter).get(ADDRESS)
    assert titles(response) == ["Newer", "Older"]
    assert "<html" in response.content.decode()


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get(ADDRESS).status_code == 302


def test_htmx_gets_the_results_alone(client_of, recruiter):
    JobDescriptionFactory(title="Chef")
    response = client_of(recruiter).get(ADDRESS, headers=FRAGMENT)
    html = response.content.decode()
    assert "Chef" in html
    assert "<html" not in html
    assert 'id="results"' in html
    assert "HX-Target" in response["Vary"]


def test_an_empty_list_shows_how_to_begin(client_of, recruiter):
    html = client_of(recruiter).get(ADDRESS).content.decode()
    assert "Write your first job description" in html
    assert html.count(reverse("descriptions:import")) == 3


def test_nothing_found_is_not_an_empty_list(client_of, recruiter):
    html = client_of(recruiter).get(ADDRESS, {"q": "zzz"}).content.decode()
    assert "Nothing found" in html
    assert "Write your first" not in html


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, {"Nurse", "Chef"}),
        ({"q": "nurse"}, {"Nurse"}),
        ({"q": "NURSE"}, {"Nurse"}),
        ({"status": "draft"}, {"Nurse"}),
        ({"status": "in_review"}, {"Chef"}),
        ({"status": "archived"}, {"Welder"}),
        ({"status": "all"}, {"Nurse", "Chef", "Welder"}),
        ({"status": "nonsense"}, {"Nurse", "Chef"}),
        ({"owner": "999999"}, {"Nurse", "Chef"}),
        ({"owner": "x", "page": "x"}, {"Nurse", "Chef"}),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),  # the same in every process
)
def test_it_narrows(client_of, recruiter, chosen, expected):
    JobDescriptionFactory(title="Nurse")
    JobDescriptionFactory(title="Chef", status=Status.IN_REVIEW)
    JobDescriptionFactory(title="Welder", status=Status.ARCHIVED)
    assert set(titles(client_of(recruiter).get(ADDRESS, chosen))) == expected


def test_it_narrows_by_owner_and_department(client_of, recruiter):
    kitchen = DepartmentFactory()
    JobDescriptionFactory(title="Mine", owner=recruiter, department=kitchen)
    JobDescriptionFactory(title="Theirs")
    client = client_of(recruiter)
    assert titles(client.get(ADDRESS, {"owner": recruiter.pk})) == ["Mine"]
    assert titles(client.get(ADDRESS, {"department": kitchen.pk})) == ["Mine"]


def test_pages_keep_what_was_chosen(client_of, recruiter):
    JobDescriptionFactory.create_batch(26)
    response = client_of(recruiter).get(ADDRESS, {"status": "draft"})
    assert len(titles(response)) == 25
    assert "?status=draft&amp;page=2" in response.content.decode()
    assert len(titles(client_of(recruiter).get(ADDRESS, {"status": "draft", "page": 2}))) == 1


def test_few_and_many_rows_take_as_many_queries_and_none_counts(client_of, recruiter):
    client = client_of(recruiter)
    JobDescriptionFactory.create_batch(2)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    for _ in range(30):
        JobDescriptionFactory(department=DepartmentFactory())
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)
    assert len(many) == len(few)
    assert not [query["sql"] for query in many if "COUNT(" in query["sql"].upper()]


def test_only_who_may_change_a_row_is_offered_to(client_of, recruiter):
    mine = JobDescriptionFactory(owner=recruiter)
    theirs = JobDescriptionFactory()
    html = client_of(recruiter).get(ADDRESS).content.decode()
    assert reverse("descriptions:archive", args=[mine.pk]) in html
    assert reverse("descriptions:archive", args=[theirs.pk]) not in html
    assert reverse("descriptions:duplicate", args=[theirs.pk]) in html


def test_titles_are_text_and_not_markup(client_of, recruiter):
    JobDescriptionFactory(title="<script>alert(1)</script>")
    assert "<script>alert" not in client_of(recruiter).get(ADDRESS).content.decode()
