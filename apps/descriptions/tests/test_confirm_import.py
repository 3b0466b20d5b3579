from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.descriptions import imports
from apps.descriptions.models import JobDescription, PendingImport
from tests.factories import UserFactory

POSTING = """Night Baker

Location: Leeds, UK
Pay: £13.40 an hour

WHAT YOU'LL DO
- Shape and bake the bread
- Clean the ovens

The odd bits:
- Free loaf each shift
"""


@pytest.fixture
def pending(recruiter):
    return imports.read_posting(by=recruiter, content=POSTING.encode(), format="text", source="baker.txt")


def address(pending):
    return reverse("descriptions:confirm_import", args=[pending.pk])


def fields(pending, **changes):
    """What the page posts when nothing is changed on it."""
    from apps.descriptions.confirm_form import ConfirmForm

    form = ConfirmForm(reading=pending.reading)
    bound = [(part[name].html_name, part[name].value()) for part in (form, *form.places, *form.sections)
             for name in part.fields]  # fmt: skip
    return {name: value for name, value in bound if value is not None} | changes


def test_it_works(client_of, recruiter, pending):
    page = client_of(recruiter).get(address(pending)).content.decode()
    for shown in ("Night Baker", "Shape and bake the bread", "£13.40", "Location: Leeds, UK", "Not recognised"):
        assert shown in page
    response = client_of(recruiter).post(address(pending), fields(pending))
    description = JobDescription.objects.get()
    assert response["Location"] == description.get_absolute_url()
    assert (description.title, description.owner, description.status) == ("Night Baker", recruiter, "draft")
    assert description.brief["pay"] == {"min": 13.4, "max": 13.4, "currency": "GBP", "period": "hour"}
    assert description.brief["locations"] == [{"city": "Leeds", "country": "GB"}]
    assert description.brief["responsibilities"] == ["Shape and bake the bread", "Clean the ovens"]
    assert [(section.kind, section.heading) for section in description.sections.all()] == [
        ("summary", "About the role"), ("responsibilities", "WHAT YOU'LL DO"), ("other", "The odd bits:"),
    ]  # fmt: skip


def test_what_a_person_changes_is_what_is_stored(client_of, recruiter, pending):
    changes = {"title": "Baker", "pay_min": "14", "pay_max": "15", "section_0-kind": "", "section_2-kind": "benefits",
               "section_2-heading": "What you get", "place_1-city": "York"}  # fmt: skip
    client_of(recruiter).post(address(pending), fields(pending, **changes))
    description = JobDescription.objects.get()
    assert description.title == "Baker"
    assert (description.brief["pay"]["min"], description.brief["locations"][0]["city"]) == (14, "York")
    assert [(section.kind, section.heading) for section in description.sections.all()] == [
        ("responsibilities", "WHAT YOU'LL DO"), ("benefits", "What you get"),
    ]  # fmt: skip


def test_pay_keeps_its_period_open(client_of, recruiter):
    text = b"Baker\n\nPay: 25,000 to 28,000 GBP"
    pending = imports.read_posting(by=recruiter, content=text, format="text", source="x")
    client_of(recruiter).post(address(pending), fields(pending))
    assert JobDescription.objects.get().brief["pay"] == {"min": 25000, "max": 28000, "currency": "GBP"}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": ""}, "Type the job title first"),
        ({"title": "12345"}, "has no letters"),
        ({"pay_currency": ""}, "Give the currency"),
        ({"section_0-kind": "poem"}, "Select a valid choice"),
        ({"section_0-heading": "x" * 121}, "at most 120 characters"),
        ({"place_1-country": "Atlantis"}, "is not a country"),
    ],
    ids=["no title", "bad title", "no currency", "kind", "heading", "country"],
)
def test_bad_input_comes_back_with_a_sentence(client_of, recruiter, pending, changes, complaint):
    response = client_of(recruiter).post(address(pending), fields(pending, **changes))
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert not JobDescription.objects.exists()


def test_it_survives_a_reload_and_ends_after_a_day(client_of, recruiter, pending):
    client = client_of(recruiter)
    assert client.get(address(pending)).status_code == client.get(address(pending)).status_code == 200
    PendingImport.objects.update(created_at=timezone.now() - imports.KEPT - timedelta(minutes=1))
    assert client.get(address(pending)).status_code == 404
    assert client.post(address(pending), fields(pending)).status_code == 404
    assert imports.drop_expired() == 1


def test_nobody_else_sees_it(client_of, pending):
    for person in (UserFactory(), UserFactory(role="admin", is_superuser=True, is_staff=True)):
        assert client_of(person).get(address(pending)).status_code == 404
        assert client_of(person).post(address(pending), fields(pending)).status_code == 404
    assert not JobDescription.objects.exists()


def test_a_second_press_leads_to_the_same_description(client_of, recruiter, pending):
    client, sent = client_of(recruiter), fields(pending)
    places = {client.post(address(pending), sent)["Location"] for _ in range(2)}
    assert places == {JobDescription.objects.get().get_absolute_url()}
    again = imports.confirm_import(by=recruiter, pending=pending, brief={"title": "x"}, sections=[])
    assert again == JobDescription.objects.get()


def test_what_is_confirmed_is_not_kept_twice(client_of, recruiter, pending):
    client_of(recruiter).post(address(pending), fields(pending))
    assert PendingImport.objects.get().reading == {}


def test_discard(client_of, recruiter, pending):
    response = client_of(recruiter).post(address(pending), {"then": "discard"})
    assert response["Location"] == reverse("descriptions:import")
    assert not PendingImport.objects.exists()
    assert not JobDescription.objects.exists()


def test_a_person_holds_a_few_at_a_time(recruiter, db):
    for number in range(imports.MOST_PENDING + 3):
        imports.read_posting(by=recruiter, content=b"Baker", format="text", source=str(number))
    assert PendingImport.objects.count() == imports.MOST_PENDING


def test_many_headings_lose_no_text(client_of, recruiter):
    text = "Baker\n\n" + "\n\n".join(f"## Part {number}\n\nline {number}" for number in range(100))
    pending = imports.read_posting(by=recruiter, content=text.encode(), format="markdown", source="x")
    assert len(pending.reading["sections"]) == imports.MOST_SECTIONS
    assert pending.reading["sections"][-1]["lines"][-1] == "line 99"
    assert client_of(recruiter).get(address(pending)).status_code == 200


def test_a_long_heading_is_kept_as_text(recruiter, db):
    text = f"# Baker\n\n## {'long ' * 60}\n\nx\n\n## Duties\n\ny"
    pending = imports.read_posting(by=recruiter, content=text.encode(), format="markdown", source="x")
    first = pending.reading["sections"][0]
    assert len(first["heading"]) == imports.LONGEST_HEADING
    assert first["lines"][0] == ("long " * 60).strip()
