"""Other wordings of the line at the caret: up to three with reason and origin, or a word that there is none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Section
from apps.descriptions.tests.editing import AUTOSAVE, FRAGMENT, PEOPLE, person

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


def take(client, section, text="Lead as a rockstar", **fields):
    posted = {"text": text, "wording": "Lead  as an expert", "version": 1, "why": "Without “rockstar”."} | fields
    return client.post(reverse("descriptions:take_wording", args=[section.pk]), posted, headers=FRAGMENT)


class TestTaking:
    def test_it_works(self, client_of, recruiter, section):
        html = take(client_of(recruiter), section).content.decode()
        section.refresh_from_db()
        assert section.text.startswith("Lead as an expert\n")
        assert [source["kind"] for source in section.lines[0]["sources"]] == ["brief", "person"]
        assert "data-undo-group" in html
        assert "Lead as an expert" in html

    def test_one_version_that_undo_takes_back(self, client_of, recruiter, section):
        before = section.text
        take(client_of(recruiter), section)
        after, earlier = section.description.revisions.all()
        assert after.reason == "Another wording in What you will do: Without “rockstar”."
        client_of(recruiter).post(reverse("descriptions:restore", args=[section.description_id, earlier.number]))
        section.refresh_from_db()
        assert section.text == before

    def test_a_line_that_has_changed_meanwhile(self, client_of, recruiter, section):
        assert take(client_of(recruiter), section, "Lead as a star").status_code == 409
        assert take(client_of(recruiter), section, version=7).status_code == 409

    def test_fixed_text_stays(self, client_of, recruiter, section):
        Section.objects.update(kind="equal_opportunity")
        assert take(client_of(recruiter), section).status_code == 409

    @PEOPLE
    def test_who_may(self, client_of, section, who, may):
        assert take(client_of(person(who, section.description)), section).status_code == (200 if may else 403)


def test_of_a_line_that_is_read_on_a_page_of_its_own(client_of, recruiter, section):
    address = reverse("descriptions:wordings", args=[section.pk])
    html = client_of(recruiter).post(address, {"line": "Lead as a rockstar"}).content.decode()
    assert "<html" in html
    assert 'name="wording" value="Lead as a expert"' in html
    assert reverse("descriptions:take_wording", args=[section.pk]) in html


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
