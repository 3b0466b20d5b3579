"""Confirming and removing lines that nothing supports."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.lines import stored_line
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, open_line, person, written_section

LINE = "A BSc in nursing"


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, lines=[stored_line("Assess patients", source="brief"), open_line(LINE)])


def answer(client, section, verb="confirm", text=LINE, version=1, **kwargs):
    address = reverse(f"descriptions:{verb}_line", args=[section.pk])
    return client.post(address, {"text": text, "version": version}, **kwargs)


def test_it_works(client_of, recruiter, section):
    response = answer(client_of(recruiter), section)
    section.refresh_from_db()
    assert response.status_code == 302
    assert section.open_lines == []
    assert section.lines[1]["sources"][-1] == {"kind": "person", "ref": recruiter.username}


def test_removing_works(client_of, recruiter, section):
    answer(client_of(recruiter), section, "remove")
    section.refresh_from_db()
    assert section.text == "Assess patients"


def test_htmx_gets_the_section_anew(client_of, recruiter, section):
    response = answer(client_of(recruiter), section, headers=FRAGMENT)
    html = response.content.decode()
    assert "Confirmed by a person" in html
    assert "Nothing supports this line." not in html
    assert response["HX-Trigger-After-Swap"] == "section-changed"


@PEOPLE
@pytest.mark.parametrize("verb", ["confirm", "remove"])
def test_who_may(client_of, section, who, may, verb):
    response = answer(client_of(person(who, section.description)), section, verb, headers=FRAGMENT)
    section.refresh_from_db()
    assert response.status_code == (200 if may else 403)
    assert (section.open_lines == []) is may


def test_a_line_is_marked_in_words_with_its_reason_and_both_answers(client_of, recruiter, section):
    html = client_of(recruiter).get(section.description.get_absolute_url()).content.decode()
    assert "Nothing supports this line." in html
    assert "“BSc” is not in the brief." in html
    for verb in ("confirm", "remove"):
        assert reverse(f"descriptions:{verb}_line", args=[section.pk]) in html


@pytest.mark.parametrize("verb", ["confirm", "remove"])
@pytest.mark.parametrize(("text", "version"), [(LINE, 9), ("Never written", 1)], ids=["older version", "unknown line"])
def test_what_changed_meanwhile_is_not_touched(client_of, recruiter, section, verb, text, version):
    response = answer(client_of(recruiter), section, verb, text, version, headers=FRAGMENT)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#toasts"
    assert "Show the newest text" in response.content.decode()
    section.refresh_from_db()
    assert section.version == 1


def test_bad_input(client_of, recruiter, section):
    assert answer(client_of(recruiter), section, text="", headers=FRAGMENT).status_code == 422
