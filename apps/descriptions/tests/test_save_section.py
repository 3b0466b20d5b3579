from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import Section
from apps.descriptions.tests.editing import AUTOSAVE, FRAGMENT, PEOPLE, open_line, person, written_section


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients", "Plan discharge")


def save(client, section, text="Assess every patient\nPlan discharge", version=1, **kwargs):
    address = reverse("descriptions:save_section", args=[section.pk])
    return client.post(address, {"text": text, "version": version}, **kwargs)


def test_it_works(client_of, recruiter, section):
    response = save(client_of(recruiter), section)
    assert response["Location"] == f"{section.description.get_absolute_url()}#section-{section.pk}"
    section.refresh_from_db()
    assert section.text == "Assess every patient\nPlan discharge"
    assert section.version == 2


def test_the_autosave_gets_the_next_version(client_of, recruiter, section):
    client = client_of(recruiter)
    assert save(client, section, headers=AUTOSAVE).json() == {"version": 2}
    assert save(client, section, "Assess them", 2, headers=AUTOSAVE).json() == {"version": 3}


def test_htmx_gets_the_section_anew(client_of, recruiter, section):
    response = save(client_of(recruiter), section, headers=FRAGMENT)
    assert "Assess every patient" in response.content.decode()
    assert response["HX-Trigger-After-Swap"] == "section-changed"


@PEOPLE
def test_who_may(client_of, section, who, may):
    response = save(client_of(person(who, section.description)), section, headers=AUTOSAVE)
    section.refresh_from_db()
    assert response.status_code == (200 if may else 403)
    assert (section.version == 2) is may


def test_an_ended_session_is_told_so(client, section):
    response = save(client, section, headers=AUTOSAVE)
    assert response.status_code == 401
    assert response["X-Sign-In"].startswith("/sign-in/")


def test_an_older_version_gets_a_choice_of_three(client_of, recruiter, section):
    client = client_of(recruiter)
    save(client, section, "Theirs\nPlan discharge")
    response = save(client, section, "Mine\nPlan discharge", headers=AUTOSAVE)
    html = response.content.decode()
    assert response.status_code == 409
    assert 'data-version="2"' in html
    assert "<del>Theirs</del><ins>Mine</ins>" in html
    assert "Theirs\nPlan discharge</textarea>" in html
    section.refresh_from_db()
    assert section.text == "Theirs\nPlan discharge"


def test_without_javascript_the_typed_text_stays_in_the_form(client_of, recruiter, section):
    client = client_of(recruiter)
    save(client, section, "Theirs")
    response = save(client, section, "Mine")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mine</textarea>" in html
    assert 'name="version" value="2"' in html
    save(client, section, "Mine", version=2)
    section.refresh_from_db()
    assert section.text == "Mine"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "x" * 20_001, "version": 1}, "Text"),
        ({"text": "x", "version": "one"}, "Version"),
        ({"text": "x"}, "Version"),
        ({"text": "x", "version": 1, "heading": "h" * 121}, "Heading"),
    ],
    ids=["too long", "version is a word", "no version", "heading too long"],
)
def test_what_cannot_be_saved(client_of, recruiter, section, data, field):
    address = reverse("descriptions:save_section", args=[section.pk])
    response = client_of(recruiter).post(address, data, headers=AUTOSAVE)
    assert response.status_code == 422
    assert response.json()["error"].startswith(field)


def test_what_is_in_review_is_not_changed(client_of, recruiter, section):
    section.description.status = "in_review"
    section.description.save(update_fields=["status"])
    response = save(client_of(recruiter), section, headers=AUTOSAVE)
    assert response.status_code == 409
    assert "Withdraw it from review" in response.json()["error"]


def test_a_section_that_is_gone(client_of, recruiter, section):
    client = client_of(recruiter)
    Section.objects.filter(pk=section.pk).delete()
    assert save(client, section, headers=AUTOSAVE).status_code == 404


def test_the_heading_can_be_changed(client_of, recruiter, section):
    address = reverse("descriptions:save_section", args=[section.pk])
    data = {"text": section.text, "heading": "Your days", "version": 1}
    client_of(recruiter).post(address, data)
    section.refresh_from_db()
    assert section.heading == "Your days"


def test_editing_a_line_answers_for_it(client_of, recruiter):
    section = written_section(recruiter, lines=[open_line("A BSc in nursing is needed")])
    save(client_of(recruiter), section, "A BSc in nursing is welcome")
    section.refresh_from_db()
    assert section.open_lines == []
    assert {source["kind"] for source in section.lines[0]["sources"]} == {"model", "person"}


def test_a_link_saves_nothing(client_of, recruiter, section):
    assert client_of(recruiter).get(reverse("descriptions:save_section", args=[section.pk])).status_code == 405
