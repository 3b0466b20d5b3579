"""Findings of the text that is being typed: as a fragment for the page, with nothing stored."""

from __future__ import annotations

import re
from functools import partial

import pytest
from django.urls import reverse

from apps.descriptions.checking import check_description
from apps.descriptions.models import GenerationRequest
from apps.descriptions.tests.checked import LINES
from apps.descriptions.tests.editing import AUTOSAVE, FRAGMENT, PEOPLE, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(checked_section):
    return checked_section


def check(client, section, text=None, state="", **headers):
    address = reverse("descriptions:check", args=[section.description_id])
    fields = {"state": state} | ({} if text is None else {f"text-{section.pk}": text})
    return client.post(address, fields, headers=AUTOSAVE | headers)


def state_of(answer):
    return re.search(r'data-state="(\w+)"', answer.content.decode())[1]


def test_it_works(client_of, recruiter, section):
    html = check(client_of(recruiter), section, "One ninja").content.decode()
    assert html.count('data-finding="') == 1
    assert f'data-in="{section.pk}" data-start="4" data-end="9" data-text="ninja"' in html
    assert f'data-hashes="{section.pk}:' in html
    assert "<html" not in html


def test_nothing_is_stored(client_of, recruiter, section):
    check(client_of(recruiter), section, "One ninja")
    section.refresh_from_db()
    assert (section.text, section.version) == ("\n".join(LINES), 1)


class TestTheListOfThePageStillHolds:
    def test_only_the_places_are_told(self, client_of, recruiter, section):
        client = client_of(recruiter)
        before = check(client, section, "One ninja")
        after = check(client, section, "No ninja, but one ninja", state_of(before))
        assert after["Content-Type"].startswith("text/html")
        moved = check(client, section, "No ninjas, but one ninja", state_of(before)).json()
        assert list(moved["places"].values()) == [[19, 24]]
        assert moved["hashes"] != before.content.decode()
        assert moved["hashes"].startswith(f"{section.pk}:")

    def test_what_is_new_gone_or_dismissed_is_told_in_full(self, client_of, recruiter, section):
        client = client_of(recruiter)
        state = state_of(check(client, section))
        hide = partial(section.description.dismissals.create, scope="here", rule="test_jargon", person=recruiter)
        hide(mark="another")
        assert check(client, section, state=state)["Content-Type"] == "application/json"
        for changed in ("Lead as a rockstar", "\n".join((*LINES, "A youngster")), ""):
            assert 'id="findings"' in check(client, section, changed, state).content.decode()
        hide(mark=check_description(section.description).found[-1].mark)
        assert 'id="findings"' in check(client, section, state=state).content.decode()

    def test_a_page_that_wants_the_list_gets_it(self, client_of, recruiter, section):
        client = client_of(recruiter)
        state = state_of(check(client, section))
        assert 'id="findings"' in check(client, section, state=state, accept="text/html").content.decode()


def test_what_a_finding_says(client_of, recruiter, section):
    html = check(client_of(recruiter), section, "One rockstar").content.decode()
    for said in (
        "Few readers take this word as it is meant.",
        "Worth a change",
        "Mixed evidence: studies disagree",
        'href="https://example.com/study"',
        'value="expert"',
        'value="specialist"',
    ):
        assert said in html


def test_the_weightiest_come_first(client_of, recruiter, section):
    html = check(client_of(recruiter), section, "A rockstar, a ninja and a youngster").content.decode()
    assert html.index("Test age") < html.index("Test jargon") < html.index("Test length")


def test_text_is_never_markup(client_of, recruiter, section):
    html = check(client_of(recruiter), section, '<img src=x onerror="alert(1)"> ninja').content.decode()
    assert "<img src=x" not in html


@PEOPLE
def test_who_may(client_of, section, who, may):
    assert check(client_of(person(who, section.description)), section).status_code == (200 if may else 403)


def test_too_much(client_of, recruiter, section):
    response = check(client_of(recruiter), section, "x" * 20_001)
    assert (response.status_code, response.json()["error"]) == (422, "A section holds 20,000 characters at most.")


class TestPage:
    def page(self, client, section, **headers):
        return client.get(section.description.get_absolute_url(), headers=headers).content.decode()

    def test_it_works(self, client_of, recruiter, section):
        html = self.page(client_of(recruiter), section)
        assert "4 things to look at" in html
        assert html.count('name="replacement"') == 5

    def test_the_list_alone(self, client_of, recruiter, section):
        html = self.page(client_of(recruiter), section, **FRAGMENT, **{"HX-Target": "findings"})
        assert "<html" not in html
        assert 'id="findings"' in html
        assert 'class="document"' not in html

    def test_readers_accept_nothing(self, client_of, other_recruiter, section):
        html = self.page(client_of(other_recruiter), section)
        assert "4 things to look at" in html
        assert 'name="replacement"' not in html
        assert 'value="here"' not in html
        assert 'value="me"' in html

    def test_a_finished_text_is_not_changed(self, client_of, recruiter, section):
        section.description.status = "archived"
        section.description.save(update_fields=["status"])
        assert 'name="replacement"' not in self.page(client_of(recruiter), section)

    def test_none_while_it_is_written(self, client_of, recruiter, section):
        GenerationRequest.objects.create(description=section.description, requested_by=recruiter)
        assert 'id="findings"' not in self.page(client_of(recruiter), section)

    def test_what_is_not_measured_is_said(self, client_of, recruiter, section):
        html = self.page(client_of(recruiter), section)
        assert "Not measured: the text is too short to be a posting." in html

    def test_laws_with_their_source(self, client_of, recruiter, section):
        assert "Help, not legal advice." not in self.page(client_of(recruiter), section)
        section.description.brief["locations"] = [{"country": "US", "region": "CO", "city": "Denver"}]
        section.description.save(update_fields=["brief"])
        html = self.page(client_of(recruiter), section)
        assert "Help, not legal advice." in html
        assert "US-CO" in html
