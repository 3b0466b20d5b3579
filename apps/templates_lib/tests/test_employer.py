"""What the law asks about the employer: told once, for every draft."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.templates_lib import engine
from apps.templates_lib.employer_form import EmployerForm, form_of
from apps.templates_lib.models import CompanyProfile
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/library/voice/employer/"
FACTS = {
    "employees": "40",
    "employees_in": "Ontario: 30\nus-co = 4\nthe United Kingdom 6",
    "is_federal_contractor": "no",
    "screens_with_ai": "yes",
}


@pytest.fixture
def company():
    return CompanyProfile.objects.create(name="Northfield")


@pytest.fixture
def editor_client(client_of):
    return client_of(UserFactory(role="editor"))


def test_it_works(editor_client, company):
    response = editor_client.post(PAGE, FACTS, follow=True)
    assert "The facts are saved" in response.text
    company.refresh_from_db()
    assert company.employees_in == {"CA-ON": 30, "US-CO": 4, "GB": 6}
    assert (company.employees, company.is_federal_contractor, company.screens_with_ai) == (40, False, True)
    assert "Ontario: 30" in response.text
    employer = engine.stored_voice().employer
    assert employer == engine.employer_of(engine.stored_company())
    assert (employer.employees, dict(employer.employees_in)["CA-ON"]) == (40, 30)


def test_nothing_told_stays_nothing(editor_client, company):
    editor_client.post(PAGE, FACTS)
    editor_client.post(PAGE, {"employees": "", "employees_in": ""})
    company.refresh_from_db()
    assert (company.employees, company.employees_in, company.screens_with_ai) == (None, {}, None)


def test_recruiters_read_and_change_nothing(client_of, company):
    client = client_of(UserFactory())
    page = client.get(PAGE).text
    assert "Library editors and admins change these facts" in page
    assert "disabled" in page
    assert "Only library editors and admins" in client.post(PAGE, FACTS, follow=True).text
    company.refresh_from_db()
    assert company.employees is None


def test_a_company_without_a_name_is_sent_to_its_voice(editor_client):
    response = editor_client.post(PAGE, FACTS, follow=True)
    assert response.redirect_chain[0][0] == reverse("library:voice")
    assert "Give the company a name first" in response.text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("employees", "-1", "greater than or equal to 0"),
        ("employees", "many", "whole number"),
        ("employees_in", "Ontario", "is no place with a number"),
        ("employees_in", "30", "is no place with a number"),
        ("employees_in", "Ontaria: 3", "no rule is known for this place"),
        ("screens_with_ai", "perhaps", "Select a valid choice"),
    ],
)
def test_bad_input_is_told(editor_client, company, field, value, message):
    response = editor_client.post(PAGE, {**FACTS, field: value})
    assert response.status_code == 422
    assert message in response.text
    company.refresh_from_db()
    assert company.employees is None


def test_the_admin_takes_no_other_shape(company):
    for bad in ([1], {"CA-ON": "30"}, {"CA-ON": -1}, {"CA-ON": True}):
        company.employees_in = bad
        with pytest.raises(ValidationError):
            company.full_clean()


def test_a_form_reads_what_it_shows(company):
    company.employees_in = {"US-NYC": 3, "EU-PL": 2}
    shown = form_of(company).initial["employees_in"]
    form = EmployerForm({"employees_in": shown})
    assert form.is_valid(), form.errors
    assert form.facts()["employees_in"] == company.employees_in
