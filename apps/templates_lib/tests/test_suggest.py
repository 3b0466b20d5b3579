from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import ProfileNameFactory, RoleProfileFactory

ADDRESS = "/library/suggest/"


@pytest.fixture
def nurse(db):
    profile = RoleProfileFactory(slug="registered-nurse", title="Registered Nurse", field="human_resources")
    ProfileNameFactory(profile=profile, name="Registered Nurse")
    ProfileNameFactory(profile=profile, name="staff nurse", is_title=False)
    return profile


def test_it_works(client_of, recruiter, nurse):
    html = client_of(recruiter).get(ADDRESS, {"title": "staff nu"}).content.decode()
    assert 'role="listbox"' in html
    assert 'role="option"' in html
    assert "also staff nurse" in html
    assert "human resources" in html
    assert reverse("library:offers", args=["registered-nurse"]) in html


def test_strangers_are_sent_to_sign_in(client, nurse):
    assert client.get(ADDRESS, {"title": "nurse"}).status_code == 302


@pytest.mark.parametrize("title", ["", "n", "  ", "xqzv wkpt"])
def test_nothing_fits(client_of, recruiter, nurse, title):
    assert "listbox" not in client_of(recruiter).get(ADDRESS, {"title": title}).content.decode()


def test_what_is_taken_out_of_use_is_not_suggested(client_of, recruiter, nurse):
    nurse.is_published = False
    nurse.save(update_fields=["is_published"])
    assert "listbox" not in client_of(recruiter).get(ADDRESS, {"title": "registered nurse"}).content.decode()


def test_names_are_text_and_not_markup(client_of, recruiter):
    profile = RoleProfileFactory(title="<b>Nurse</b>")
    ProfileNameFactory(profile=profile, name="nurse")
    assert "<b>" not in client_of(recruiter).get(ADDRESS, {"title": "nurse"}).content.decode()
