from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Status
from tests.factories import DepartmentFactory, JobDescriptionFactory

BRIEF = {
    "title": "Staff nurse",
    "responsibilities": ["assess patients", "give medicines"],
    "locations": [{"city": "Leeds", "country": "GB"}, {"city": "York"}],
    "pay": {"min": 32000.0, "currency": "GBP", "period": "year"},
    "answers": [{"question": "Which shifts?", "answer": "Nights"}],
}


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter, title="Staff nurse", brief=BRIEF, department=DepartmentFactory())


def address(description):
    return reverse("descriptions:brief", args=[description.pk])


def posted_again(response):
    """What a browser posts when nobody changes anything."""
    form = response.context["form"]
    fields = {field.html_name: field.value() for part in (form, *form.places) for field in part}
    for number, row in enumerate(response.context["answers"], start=1):
        fields |= {f"answer_question_{number}": row["question"], f"answer_text_{number}": row["answer"]}
    return {name: "" if value is None else value for name, value in fields.items()}


def test_it_works(client_of, recruiter, description):
    client = client_of(recruiter)
    response = client.post(address(description), {"title": "Ward nurse", "notes": "Twelve beds.", "then": "write"})
    description.refresh_from_db()
    assert response["Location"] == description.get_absolute_url()
    assert (description.title, description.brief["notes"]) == ("Ward nurse", "Twelve beds.")
    assert description.requests.count() == 1


def test_the_page_holds_the_brief_and_gives_it_back_unchanged(client_of, recruiter, description):
    client = client_of(recruiter)
    response = client.get(address(description))
    html = response.content.decode()
    assert "assess patients\ngive medicines" in html
    assert 'value="Nights"' in html
    client.post(address(description), posted_again(response) | {"then": "save"})
    kept = {"department": description.department.name}
    locations = [{"country": "GB", "city": "Leeds"}, {"city": "York"}]
    description.refresh_from_db()
    assert description.brief == BRIEF | kept | {"locations": locations}


def test_saving_asks_for_no_writing(client_of, recruiter, description):
    client_of(recruiter).post(address(description), {"title": "Ward nurse", "then": "save"})
    assert not description.requests.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_not(method, client_of, other_recruiter, description):
    client = client_of(other_recruiter)
    response = getattr(client, method)(address(description), {"title": "Taken over"})
    assert response["Location"] == description.get_absolute_url()
    description.refresh_from_db()
    assert description.title == "Staff nurse"


def test_people_of_the_department_may(client_of, other_recruiter, description):
    other_recruiter.department = description.department
    other_recruiter.save(update_fields=["department"])
    assert client_of(other_recruiter).get(address(description)).status_code == 200


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.ARCHIVED])
def test_only_drafts_change(client_of, recruiter, description, status):
    type(description).objects.update(status=status)
    client = client_of(recruiter)
    assert client.post(address(description), {"title": "Other"})["Location"] == description.get_absolute_url()
    response = client.post(address(description), {"title": "Other"}, headers={"HX-Request": "true"})
    assert response.status_code == 409
    description.refresh_from_db()
    assert description.title == "Staff nurse"


def test_bad_input_stays_on_the_page(client_of, recruiter, description):
    headers = {"HX-Request": "true", "HX-Target": "brief-form"}
    for typed in ({"title": ""}, {"title": "Nurse", "place_1-country": "Narnia"}):
        response = client_of(recruiter).post(address(description), typed, headers=headers)
        assert response.status_code == 422
        assert "<html" not in response.content.decode()
    description.refresh_from_db()
    assert description.brief == BRIEF


def test_what_is_not_there(client_of, recruiter):
    assert client_of(recruiter).get(reverse("descriptions:brief", args=[404])).status_code == 404
