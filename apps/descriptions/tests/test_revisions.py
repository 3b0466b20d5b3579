"""The page of versions: list, compare, save one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions.lines import stored_line
from apps.descriptions.tests.editing import FRAGMENT, PEOPLE, person, written_section
from tests.factories import JobDescriptionFactory, RevisionFactory


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter)


def content(*texts, heading="What you will do"):
    lines = [stored_line(text, source="brief") for text in texts]
    return [{"kind": "responsibilities", "heading": heading, "lines": lines}]


@pytest.fixture
def _three_versions(description):
    RevisionFactory(
        description=description, number=1, content=content("Assess patients"), origin="engine", engine="local 1"
    )
    RevisionFactory(description=description, number=2, content=content("Assess every patient"), reason="Agreed")
    RevisionFactory(description=description, number=3, content=content("Assess every patient", "Plan discharge"))


def history(client, description, query="", **kwargs):
    return client.get(reverse("descriptions:revisions", args=[description.pk]) + query, **kwargs)


@pytest.mark.usefixtures("_three_versions")
def test_it_works(client_of, recruiter, description):
    html = history(client_of(recruiter), description).content.decode()
    assert "Agreed" in html
    assert f"local 1, asked by {recruiter}" in html
    assert "Version 2 to version 3" in html
    assert "<ins>Plan discharge</ins>" in html


@pytest.mark.usefixtures("_three_versions")
@pytest.mark.parametrize("query", ["?from=1&to=2", "?from=2&to=1"], ids=["in order", "the other way round"])
def test_any_two_are_compared_word_by_word(client_of, recruiter, description, query):
    html = history(client_of(recruiter), description, query).content.decode()
    assert "Version 1 to version 2" in html
    assert "<del>patients</del><ins>every patient</ins>" in html


@pytest.mark.usefixtures("_three_versions")
def test_htmx_gets_the_comparison_alone(client_of, recruiter, description):
    headers = FRAGMENT | {"HX-Target": "comparison"}
    html = history(client_of(recruiter), description, "?from=1&to=3", headers=headers).content.decode()
    assert "<html" not in html
    assert 'id="comparison"' in html


@pytest.mark.usefixtures("_three_versions")
@pytest.mark.parametrize("query", ["?from=1&to=9", "?from=x&to=2", "?from=2&to=2", "?page=99"])
def test_numbers_that_are_not_there(client_of, recruiter, description, query):
    assert history(client_of(recruiter), description, query).status_code == 200


def test_a_new_title_is_shown(client_of, recruiter, description):
    RevisionFactory(description=description, number=1, title="Nurse")
    RevisionFactory(description=description, number=2, title="Staff Nurse")
    html = history(client_of(recruiter), description).content.decode()
    assert "<ins>Staff </ins>Nurse" in html
    assert "No change in: What you will do." in html


def test_nothing_yet(client_of, recruiter, description):
    assert "There is no version yet." in history(client_of(recruiter), description).content.decode()


@pytest.mark.usefixtures("_three_versions")
def test_readers_see_it_but_restore_nothing(client_of, other_recruiter, description):
    html = history(client_of(other_recruiter), description).content.decode()
    assert "Agreed" in html
    assert "Restore version" not in html
    assert reverse("descriptions:save_version", args=[description.pk]) not in html


def test_many_versions_come_in_pages(client_of, recruiter, description, django_assert_max_num_queries):
    for number in range(1, 31):
        RevisionFactory(description=description, number=number)
    client = client_of(recruiter)
    with django_assert_max_num_queries(8):
        html = history(client, description).content.decode()
    assert "Page 1 of 2" in html
    assert "Restore version 5<" in history(client, description, "?page=2").content.decode()


def save(client, description, reason="Agreed with the ward"):
    return client.post(reverse("descriptions:save_version", args=[description.pk]), {"reason": reason}, follow=True)


def test_saving_a_version_keeps_its_reason(client_of, recruiter):
    description = written_section(recruiter, "Assess patients").description
    html = save(client_of(recruiter), description).content.decode()
    assert "Saved as version 1." in html
    assert description.revisions.get().reason == "Agreed with the ward"


def test_saving_what_is_saved_makes_no_second_one(client_of, recruiter):
    description = written_section(recruiter, "Assess patients").description
    client = client_of(recruiter)
    save(client, description, reason="")
    assert "Nothing has changed since version 1" in save(client, description, reason="").content.decode()
    assert description.revisions.count() == 1


def test_a_reason_of_ones_own_is_worth_a_version(client_of, recruiter):
    description = written_section(recruiter, "Assess patients").description
    client = client_of(recruiter)
    save(client, description, reason="")
    assert "Saved as version 2." in save(client, description, reason="As sent to the ward").content.decode()
    assert [revision.reason for revision in description.revisions.all()] == ["As sent to the ward", "Saved by hand"]


@PEOPLE
def test_who_may_save_one(client_of, who, may, recruiter):
    description = written_section(recruiter, "Assess patients").description
    save(client_of(person(who, description)), description)
    assert description.revisions.exists() is may
