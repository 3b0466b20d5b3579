from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.lines import stored_line
from apps.descriptions.models import GenerationRequest
from apps.descriptions.tests.editing import FRAGMENT, draft_request, open_line, section_request, written_section
from tests.factories import JobDescriptionFactory, SectionFactory


def page_of(client, description, query="", **kwargs):
    return client.get(description.get_absolute_url() + query, **kwargs)


def test_it_works(client_of, recruiter):
    section = written_section(recruiter, "Assess patients", "Plan discharge")
    response = page_of(client_of(recruiter), section.description)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Assess patients" in html
    assert reverse("descriptions:edit_section", args=[section.pk]) in html
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_htmx_gets_the_editor_alone(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    html = page_of(
        client_of(recruiter), section.description, headers=FRAGMENT | {"HX-Target": "editor"}
    ).content.decode()
    assert "<html" not in html
    assert 'id="editor"' in html
    assert "Assess patients" in html


def test_htmx_gets_the_state_beside_the_text(client_of, recruiter):
    section = written_section(recruiter, lines=[open_line("BSc in nursing")])
    html = page_of(
        client_of(recruiter), section.description, headers=FRAGMENT | {"HX-Target": "standing"}
    ).content.decode()
    assert "1 line to check" in html
    assert 'id="editor"' not in html


def test_nobody_without_an_account(client, recruiter):
    response = page_of(client, JobDescriptionFactory(owner=recruiter))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_readers_see_text_and_exports_but_no_controls(client_of, recruiter, other_recruiter):
    section = written_section(recruiter, lines=[stored_line("Assess patients", source="brief"), open_line("BSc")])
    html = page_of(client_of(other_recruiter), section.description).content.decode()
    for name in ("edit_section", "rewrite_section", "confirm_line"):
        assert reverse(f"descriptions:{name}", args=[section.pk]) not in html
    for name in ("send", "write", "brief", "archive"):
        assert reverse(f"descriptions:{name}", args=[section.description_id]) not in html
    assert reverse("descriptions:export", args=[section.description_id, "docx"]) in html
    assert reverse("descriptions:revisions", args=[section.description_id]) in html
    assert "Nothing supports this line." in html


def test_what_is_archived_shows_no_controls_but_the_way_back(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    section.description.status = "archived"
    section.description.save(update_fields=["status"])
    html = page_of(client_of(recruiter), section.description).content.decode()
    assert reverse("descriptions:edit_section", args=[section.pk]) not in html
    assert reverse("descriptions:reopen", args=[section.description_id]) in html


def test_what_is_not_there(client_of, recruiter):
    assert client_of(recruiter).get(reverse("descriptions:edit", args=[4711])).status_code == 404


def test_text_is_never_markup(client_of, recruiter):
    section = written_section(recruiter, "<img src=x onerror=alert(1)>", heading="<b>Bold</b>")
    html = page_of(client_of(recruiter), section.description).content.decode()
    assert "<img src=x" not in html
    assert "<b>Bold</b>" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.parametrize(
    ("match", "said"),
    [
        (
            {"profile": "registered-nurse", "title": "Registered Nurse", "score": 0.97},
            "Based on the role profile Registered Nurse (close match).",
        ),
        ({"profile": "registered-nurse", "title": "Registered Nurse", "score": 0.5}, "(loose match"),
        (
            {"profile": None, "title": "Registered Nurse", "score": 0.3},
            "No role profile fits this title closely; nearest: Registered Nurse.",
        ),
        ({"profile": None, "title": "", "score": 0.0}, "No role profile fits this title closely."),
    ],
    ids=["close", "loose", "nearest", "none"],
)
def test_it_says_how_close_the_match_is(client_of, recruiter, match, said):
    section = written_section(recruiter, "Assess patients")
    section.description.match = match
    section.description.save(update_fields=["match"])
    assert said in page_of(client_of(recruiter), section.description).content.decode()


@pytest.mark.parametrize(
    ("writer", "said"),
    [
        ("composer", "Written on this server by composer, not by AI."),
        ("local", "Written on this server by a language model"),
        ("sagemaker", "Amazon SageMaker endpoint"),
        ("openai", "a service outside this server"),
    ],
)
def test_it_says_where_the_text_was_written(client_of, recruiter, writer, said):
    section = written_section(recruiter, lines=[stored_line("Assess patients", source="brief") | {"writer": writer}])
    assert said in page_of(client_of(recruiter), section.description).content.decode()


def test_fixed_text_carries_a_lock_and_is_not_written_again(client_of, recruiter):
    section = written_section(recruiter, "£31,000 a year", kind="pay", heading="Pay")
    html = page_of(client_of(recruiter), section.description).content.decode()
    assert "Fixed text" in html
    assert reverse("descriptions:rewrite_section", args=[section.pk]) not in html
    assert reverse("descriptions:edit_section", args=[section.pk]) in html


def test_all_sources_can_be_shown_without_javascript(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    assert (
        '<details class="origin" open>'
        in page_of(client_of(recruiter), section.description, "?sources=all").content.decode()
    )


def test_a_title_that_means_nothing_is_asked_about(client_of, recruiter):
    description = JobDescriptionFactory(
        owner=recruiter, questions=[{"text": "What is done all day?", "say": ""}], notices=["That title says little."]
    )
    draft_request(description, state="finished")
    html = page_of(client_of(recruiter), description).content.decode()
    assert "What is done all day?" in html
    assert "That title says little." in html
    assert reverse("descriptions:brief", args=[description.pk]) in html


def test_nothing_written_yet_offers_to_write(client_of, recruiter):
    description = JobDescriptionFactory(owner=recruiter)
    html = page_of(client_of(recruiter), description).content.decode()
    assert "Nothing is written yet" in html
    assert reverse("descriptions:write", args=[description.pk]) in html


def test_a_failed_draft_says_why_and_offers_to_try_again(client_of, recruiter):
    description = JobDescriptionFactory(owner=recruiter)
    request = draft_request(description, state="failed")
    GenerationRequest.objects.filter(pk=request.pk).update(error="The engine is away.")
    html = page_of(client_of(recruiter), description).content.decode()
    assert "The engine is away." in html
    assert "Try again" in html


def test_a_stopped_draft_keeps_what_was_written(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    draft_request(section.description, state="stopped")
    html = page_of(client_of(recruiter), section.description).content.decode()
    assert "Not written: The role, What you need." in html
    assert "Assess patients" in html


def test_a_proposal_that_the_address_names_is_shown(client_of, recruiter):
    section = written_section(recruiter, "Assess patients")
    proposal = section_request(section, "Assess every patient")
    html = page_of(client_of(recruiter), section.description, f"?proposal={proposal.pk}").content.decode()
    assert "<ins>every patient</ins>" in html
    other = written_section(recruiter, "Cook")
    assert (
        "every patient"
        not in page_of(client_of(recruiter), other.description, f"?proposal={proposal.pk}").content.decode()
    )


def test_many_sections_cost_no_more_queries(client_of, recruiter, django_assert_max_num_queries):
    section = written_section(recruiter, "Assess patients")
    for _ in range(12):
        SectionFactory(description=section.description)
    client = client_of(recruiter)
    with django_assert_max_num_queries(12):
        page_of(client, section.description)
