"""Other wordings of the line at the caret: up to three with reason and origin, or a word that there is none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Section
from apps.descriptions.tests.editing import AUTOSAVE, PEOPLE, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(checked_section):
    return checked_section


def ask(client, section, line="Lead as a rockstar", **fields):
    address = reverse("descriptions:wordings", args=[section.pk])
    return client.post(address, {"line": line, "text": section.text} | fields, headers=AUTOSAVE)


def test_it_works(client_of, recruiter, section):
    html = ask(client_of(recruiter), section).content.decode()
    assert 'data-wording="Lead as a expert"' in html
    assert "Without “rockstar”." in html
    assert "By rule" in html


def test_nothing_better(client_of, recruiter, section):
    html = ask(client_of(recruiter), section, "Plan care").content.decode()
    assert "No better wording" in html
    assert "data-wording=" not in html


def test_it_stores_nothing(client_of, recruiter, section):
    ask(client_of(recruiter), section)
    assert Section.objects.get().version == 1


def test_company_and_legal_text_has_no_other_wordings(client_of, recruiter, section):
    Section.objects.update(kind="equal_opportunity")
    response = ask(client_of(recruiter), section)
    assert response.status_code == 409
    assert "no engine writes it" in response.json()["error"]


@PEOPLE
def test_who_may(client_of, section, who, may):
    assert ask(client_of(person(who, section.description)), section).status_code == (200 if may else 403)


@pytest.mark.parametrize("fields", [{"line": ""}, {"line": "x" * 1_001}, {"text": "x" * 20_001}])
def test_bad_input(client_of, recruiter, section, fields):
    assert ask(client_of(recruiter), section, **fields).status_code == 422
