from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.descriptions.models import JobDescription
from tests.factories import (
    DepartmentFactory,
    JobDescriptionFactory,
    ProfileNameFactory,
    RevisionFactory,
    RoleProfileFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(api):
    client = api()

    def get(route, *args, **query):
        return client.get(reverse(f"api:{route}", args=args), query)

    return get


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def test_pages_hold_everything_once_whatever_comes_meanwhile(get, api):
    made = [JobDescriptionFactory().pk for _ in range(5)]
    seen, page = [], get("descriptions", limit=2)
    while True:
        seen += ids(page)
        JobDescriptionFactory()  # newer rows do not push others onto the next page
        if (url := page.json()["next"]) is None:
            break
        page = api().get(url)
    assert seen == made[::-1]
    assert ids(api().get(page.json()["previous"])) == seen[2:4]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "abc"),
        ({"status": "archived"}, "c"),
        ({"department": "nursing"}, "a"),
        ({"department": "Nowhere"}, ""),
        ({"q": "welder"}, "b"),
        ({"language": "en-US"}, "b"),
        ({"status": "draft", "q": "nurse"}, "a"),
    ],
)
def test_filters(get, query, expected):
    rows = {
        "a": JobDescriptionFactory(title="Staff nurse", department=DepartmentFactory(name="Nursing")),
        "b": JobDescriptionFactory(title="Welder", language="en-US"),
        "c": JobDescriptionFactory(title="Night nurse", status="archived"),
    }
    assert sorted(ids(get("descriptions", **query))) == [rows[name].pk for name in expected]


def test_what_has_changed_since(get):
    JobDescriptionFactory()
    new = JobDescriptionFactory()
    JobDescription.objects.exclude(pk=new.pk).update(updated_at=timezone.now() - timedelta(days=2))
    assert ids(get("descriptions", updated_since=(timezone.now() - timedelta(days=1)).isoformat())) == [new.pk]


def test_only_the_fields_that_were_asked_for(get):
    description = JobDescriptionFactory(title="Staff nurse")
    response = get("descriptions", fields="title,status")
    assert response.json()["results"] == [{"id": description.pk, "title": "Staff nurse", "status": "draft"}]


@pytest.mark.parametrize(
    ("route", "query", "words"),
    [
        ("descriptions", {"fields": "title,salary"}, "no fields salary"),
        ("descriptions", {"colour": "red"}, "Unknown: colour"),
        ("descriptions", {"status": "lost"}, "not a valid choice"),
        ("descriptions", {"limit": "0"}, "greater than or equal to 1"),
        ("descriptions", {"limit": "101"}, "less than or equal to 100"),
        ("descriptions", {"updated_since": "yesterday"}, "wrong format"),
        ("descriptions", {"q": "a\x00"}, "Null characters"),
        ("profiles", {}, "required"),
        ("profiles", {"q": "n"}, "at least 2"),
        ("deliveries", {"state": "lost"}, "not a valid choice"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_problem(get, route, query, words):
    JobDescriptionFactory()
    response = get(route, **query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert words in response.content.decode()


def test_a_cursor_that_is_none(get):
    assert get("descriptions", cursor="nonsense").status_code == 404


def test_versions(get):
    description = JobDescriptionFactory()
    for number in (1, 2):
        RevisionFactory(description=description, number=number, reason=f"Reason {number}")
    listed = get("revisions", description.pk, fields="number,reason").json()["results"]
    assert [(row["number"], row["reason"]) for row in listed] == [(2, "Reason 2"), (1, "Reason 1")]
    one = get("revision", description.pk, 1).json()
    assert (one["number"], one["sections"][0]["kind"]) == (1, "responsibilities")
    assert one["sections"][0]["lines"][0]["sources"] == [{"kind": "brief", "ref": ""}]
    assert get("revision", description.pk, 3).status_code == 404


def test_the_library(get):
    ProfileNameFactory(profile=RoleProfileFactory(slug="welder", title="Welder", field="trades"))
    found = get("profiles", q="weld").json()["results"]
    assert found == [{"profile": "welder", "title": "Welder", "alias": "Welder", "field": "trades"}]
    assert get("templates").status_code == 200


def test_lists_ask_the_database_a_fixed_number_of_times(get, django_assert_max_num_queries):
    for number in range(5):
        SectionFactory(description__department=DepartmentFactory(name=f"D{number}"))
    get("descriptions")
    with django_assert_max_num_queries(4):
        assert len(ids(get("descriptions"))) == 5
