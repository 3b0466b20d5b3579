from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, written_section


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients", "Plan discharge")


def edit(client, section, **kwargs):
    return client.get(reverse("descriptions:edit_section", args=[section.pk]), **kwargs)


def test_it_works(client_of, recruiter, section):
    html = edit(client_of(recruiter), section).content.decode()
    assert "<html" in html
    assert "Assess patients\nPlan discharge</textarea>" in html


def test_htmx_gets_the_section_alone(client_of, recruiter, section):
    html = edit(client_of(recruiter), section, headers=FRAGMENT).content.decode()
    assert "<html" not in html
    assert "Assess patients\nPlan discharge</textarea>" in html


@PEOPLE
def test_who_may(client_of, section, who, may):
    response = edit(client_of(person(who, section.description)), section, headers=FRAGMENT)
    assert response.status_code == (200 if may else 403)


def test_others_are_sent_back_to_the_text(client_of, other_recruiter, section):
    response = edit(client_of(other_recruiter), section)
    assert response["Location"] == section.description.get_absolute_url()


def test_what_is_in_review_is_shown_instead(client_of, recruiter, section):
    section.description.status = "in_review"
    section.description.save(update_fields=["status"])
    assert edit(client_of(recruiter), section).status_code == 302


def test_a_section_is_shown_again_when_editing_ends(client_of, recruiter, section):
    address = reverse("descriptions:section", args=[section.pk])
    client = client_of(recruiter)
    html = client.get(address, headers=FRAGMENT).content.decode()
    assert "<textarea" not in html.partition("<template")[0]  # which holds the form that opens without the server
    assert f'id="section-{section.pk}"' in html
    assert client.get(address)["Location"].endswith(f"#section-{section.pk}")
