"""Following a run by polling, and stopping it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, draft_request, person, section_request, written_section
from tests.factories import JobDescriptionFactory


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter)


def follow(client, request, **kwargs):
    return client.get(reverse("descriptions:run", args=[request.pk]), headers=FRAGMENT, **kwargs)


def stop(client, request, **kwargs):
    return client.post(reverse("descriptions:stop", args=[request.pk]), **kwargs)


def test_it_works(client_of, recruiter, description):
    html = follow(client_of(recruiter), draft_request(description, written=1)).content.decode()
    assert "1 of 3 sections" in html
    assert "composer" in html
    assert "Line of summary" in html
    assert html.index("The role") < html.index("What you will do") < html.index("What you need")
    assert html.count('data-state="writing"') == 1
    assert html.count('data-state="waiting"') == 1
    assert 'hx-trigger="every 1s"' in html


def test_the_page_follows_while_a_run_is_open(client_of, recruiter, description):
    request = draft_request(description, written=2)
    html = client_of(recruiter).get(description.get_absolute_url()).content.decode()
    assert reverse("descriptions:run", args=[request.pk]) in html
    assert "<noscript><meta http-equiv=" in html
    assert "2 of 3 sections" in html


@pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
def test_when_it_is_over_the_editor_takes_its_place(client_of, recruiter, description, state):
    html = follow(client_of(recruiter), draft_request(description, state=state, written=3)).content.decode()
    assert "every 1s" not in html
    assert f'hx-get="{description.get_absolute_url()}"' in html
    assert 'hx-target="#editor"' in html


def test_sections_that_the_outline_did_not_foresee_are_shown(client_of, recruiter, description):
    request = draft_request(description, written=2)
    request.outline = request.outline[:1]
    request.save(update_fields=["outline"])
    assert "Line of responsibilities" in follow(client_of(recruiter), request).content.decode()


def test_without_htmx_it_is_the_page(client_of, recruiter, description):
    address = reverse("descriptions:run", args=[draft_request(description).pk])
    assert client_of(recruiter).get(address)["Location"] == description.get_absolute_url()


def test_readers_follow_but_do_not_stop(client_of, other_recruiter, description):
    request = draft_request(description)
    client = client_of(other_recruiter)
    assert reverse("descriptions:stop", args=[request.pk]) not in follow(client, request).content.decode()
    assert stop(client, request, headers=FRAGMENT).status_code == 403


def test_stop_reaches_the_worker(client_of, recruiter, description):
    request = draft_request(description, written=1)
    html = stop(client_of(recruiter), request, headers=FRAGMENT).content.decode()
    request.refresh_from_db()
    assert request.stop_requested
    assert "Stopping. 1 of 3 sections are written." in html


def test_a_waiting_run_stops_at_once(client_of, recruiter, description):
    request = draft_request(description, state="queued")
    response = stop(client_of(recruiter), request)
    request.refresh_from_db()
    assert response["Location"] == description.get_absolute_url()
    assert request.state == "stopped"


def test_stopping_what_is_over_changes_nothing(client_of, recruiter, description):
    request = draft_request(description, state="finished")
    assert stop(client_of(recruiter), request, headers=FRAGMENT).status_code == 200
    request.refresh_from_db()
    assert request.state == "finished"


@PEOPLE
def test_who_may_stop(client_of, description, who, may):
    request = draft_request(description)
    stop(client_of(person(who, description)), request)
    request.refresh_from_db()
    assert request.stop_requested is may


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("running", "Writing this section again"),
        ("failed", "Your text is unchanged."),
        ("stopped", "Stopped. Your text is unchanged."),
        ("finished", "Proposal for this section"),
    ],
)
def test_a_section_is_followed_in_its_place(client_of, recruiter, state, said):
    section = written_section(recruiter, "Assess patients")
    request = section_request(section, "Assess every patient", state="queued" if state == "running" else state)
    html = follow(client_of(recruiter), request).content.decode()
    assert said in html
    assert f'id="proposal-{section.pk}"' in html
    assert ('hx-trigger="every 1s"' in html) is (state == "running")


def test_a_section_that_is_gone_leaves_nothing_to_follow(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    request = section_request(section, state="queued")
    section.delete()
    assert follow(client_of(recruiter), request).content == b""
