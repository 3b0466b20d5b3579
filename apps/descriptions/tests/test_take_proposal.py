from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.lines import stored_line
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, section_request, written_section


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients", "Plan discharge", "Keep records")


@pytest.fixture
def proposal(section):
    return section_request(section, "Assess every patient", "Plan discharge", "Write records")


def take(client, proposal, rows=(0,), what="selected", version=1, **kwargs):
    data = {"row": list(rows), "take": what, "version": version}
    return client.post(reverse("descriptions:take_proposal", args=[proposal.pk]), data, **kwargs)


def test_it_works(client_of, recruiter, section, proposal):
    response = take(client_of(recruiter), proposal)
    assert response["Location"].endswith(f"#section-{section.pk}")
    section.refresh_from_db()
    assert section.text == "Assess every patient\nPlan discharge\nKeep records"
    reasons = [revision.reason for revision in section.description.revisions.all()]
    assert reasons == ["Took 1 of 3 proposed lines in What you will do", "Before taking a proposal"]


def test_all_of_it(client_of, recruiter, section, proposal):
    take(client_of(recruiter), proposal, rows=(), what="all")
    section.refresh_from_db()
    assert section.text == "Assess every patient\nPlan discharge\nWrite records"


def test_it_is_shown_row_by_row_with_the_words_that_differ(client_of, recruiter, section, proposal):
    html = client_of(recruiter).get(reverse("descriptions:run", args=[proposal.pk]), headers=FRAGMENT).content.decode()
    assert "2 of 3 lines would change, proposed by local 1." in html
    assert "<del>Keep</del>" in html
    assert "<ins>Write</ins>" in html
    assert html.count('type="checkbox"') == 2
    assert html.count(" checked ") == 2


def test_what_a_person_wrote_is_not_removed_unasked(client_of, recruiter):
    own = stored_line("Plan the rota", source="person", ref=recruiter.username)
    section = written_section(recruiter, lines=[stored_line("Assess patients", source="brief"), own])
    proposal = section_request(section, "Assess patients")
    html = client_of(recruiter).get(reverse("descriptions:run", args=[proposal.pk]), headers=FRAGMENT).content.decode()
    assert "though a person wrote it" in html
    assert " checked " not in html


def test_htmx_gets_the_section_anew(client_of, recruiter, proposal):
    response = take(client_of(recruiter), proposal, headers=FRAGMENT)
    assert "Assess every patient" in response.content.decode()
    assert response["HX-Trigger-After-Swap"] == "section-changed"


@PEOPLE
def test_who_may(client_of, section, proposal, who, may):
    response = take(client_of(person(who, section.description)), proposal, headers=FRAGMENT)
    section.refresh_from_db()
    assert response.status_code == (200 if may else 403)
    assert (section.version == 2) is may


@pytest.mark.parametrize(
    ("rows", "what"),
    [((), "selected"), ((0,), "some"), (("x",), "selected")],
    ids=["none", "unknown verb", "no number"],
)
def test_bad_input(client_of, recruiter, section, proposal, rows, what):
    assert take(client_of(recruiter), proposal, rows, what, headers=FRAGMENT).status_code == 422
    section.refresh_from_db()
    assert section.version == 1


def test_a_text_that_changed_meanwhile_is_not_overwritten(client_of, recruiter, section, proposal):
    response = take(client_of(recruiter), proposal, version=7, headers=FRAGMENT)
    assert response.status_code == 409
    assert not section.description.revisions.exists()


@pytest.mark.parametrize("state", ["queued", "stopped", "failed"])
def test_what_is_no_proposal_is_not_taken(client_of, recruiter, section, state):
    request = section_request(section, "Assess every patient", state=state)
    assert take(client_of(recruiter), request, headers=FRAGMENT).status_code == 409


def test_a_section_that_is_gone(client_of, recruiter, section, proposal):
    section.delete()
    assert take(client_of(recruiter), proposal, headers=FRAGMENT).status_code == 409
