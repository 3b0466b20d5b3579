from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.models import GenerationRequest
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, written_section


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients")


def rewrite(client, section, data=None, **kwargs):
    return client.post(
        reverse("descriptions:rewrite_section", args=[section.pk]), data or {"length": "shorter"}, **kwargs
    )


def test_it_works(client_of, recruiter, section):
    response = rewrite(client_of(recruiter), section)
    request = GenerationRequest.objects.get()
    page = section.description.get_absolute_url()
    assert response["Location"] == f"{page}?proposal={request.pk}#section-{section.pk}"
    assert request.change == {"length": "shorter"}
    assert request.section == section


def test_htmx_gets_the_progress_with_stop(client_of, recruiter, section):
    html = rewrite(client_of(recruiter), section, headers=FRAGMENT).content.decode()
    request = GenerationRequest.objects.get()
    assert "Writing this section again" in html
    assert reverse("descriptions:stop", args=[request.pk]) in html
    assert reverse("descriptions:run", args=[request.pk]) in html


@pytest.mark.parametrize(
    ("data", "change"),
    [
        ({"length": "longer"}, {"length": "longer"}),
        ({"tone": "friendly"}, {"tone": "friendly"}),
        ({"point": " Plans the rota "}, {"point": "Plans the rota"}),
        ({"tone": "formal", "length": "", "point": "", "other": "x"}, {"tone": "formal"}),
    ],
    ids=["length", "tone", "point", "nothing but what is filled in"],
)
def test_what_can_be_asked(client_of, recruiter, section, data, change):
    rewrite(client_of(recruiter), section, data)
    assert GenerationRequest.objects.get().change == change


@PEOPLE
def test_who_may(client_of, section, who, may):
    response = rewrite(client_of(person(who, section.description)), section, headers=FRAGMENT)
    assert response.status_code == (200 if may else 403)
    assert GenerationRequest.objects.exists() is may


@pytest.mark.parametrize(
    "data", [{"length": "tiny"}, {"tone": "sarcastic"}, {"point": "x" * 501}], ids=["length", "tone", "point"]
)
def test_bad_input(client_of, recruiter, section, data):
    response = rewrite(client_of(recruiter), section, data, headers=FRAGMENT)
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#toasts"
    assert not GenerationRequest.objects.exists()


def test_fixed_text_is_refused(client_of, recruiter):
    section = written_section(recruiter, "£31,000", kind="pay", heading="Pay")
    response = rewrite(client_of(recruiter), section, headers=FRAGMENT)
    assert response.status_code == 409
    assert "no engine writes it" in response.content.decode()


def test_a_refusal_without_javascript_is_a_message(client_of, recruiter):
    section = written_section(recruiter, "£31,000", kind="pay", heading="Pay")
    response = rewrite(client_of(recruiter), section, follow=True)
    assert response.redirect_chain == [(section.description.get_absolute_url(), 302)]
    assert "no engine writes it" in response.content.decode()


def test_a_section_being_written_shows_so_after_a_reload(client_of, recruiter, section):
    client = client_of(recruiter)
    rewrite(client, section)
    assert "Writing this section again" in client.get(section.description.get_absolute_url()).content.decode()
