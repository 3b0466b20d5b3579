"""The rest of the sentence that somebody is typing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions import engine
from tests.factories import JobDescriptionFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED = {"typed": "Hand over at the bed", "above": "Carry out medication rounds"}


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """The model's place is taken: what it was asked, in order."""
    calls = []

    def complete_sentence(section, *, typed, above):
        calls.append((section.pk, typed, above))
        return "side every morning"

    monkeypatch.setattr(engine, "complete_sentence", complete_sentence)
    return calls


@pytest.fixture
def section(recruiter):
    return SectionFactory(description=JobDescriptionFactory(owner=recruiter))


def address(section):
    return reverse("descriptions:complete_sentence", args=[section.pk])


def ask(client, section, **changes):
    return client.post(address(section), TYPED | changes, headers={"Accept": "application/json"})


def test_it_works(client_of, recruiter, section, asked):
    answer = ask(client_of(recruiter), section)
    assert (answer.status_code, answer.json()) == (200, {"completion": "side every morning"})
    assert asked == [(section.pk, *TYPED.values())]


def test_nothing_to_suggest(client_of, recruiter, section, monkeypatch):
    monkeypatch.setattr(engine, "complete_sentence", lambda section, **typed: "")
    answer = ask(client_of(recruiter), section)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("changes", [{"typed": ""}, {"typed": "x" * 301}, {"above": "x" * 301}])
def test_bad_input(client_of, recruiter, section, asked, changes):
    answer = ask(client_of(recruiter), section, **changes)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert asked == []


def test_only_who_may_edit(client_of, section, asked):
    answer = ask(client_of(UserFactory()), section)
    assert answer.status_code == 403
    assert asked == []


def test_it_stores_nothing(client_of, recruiter, section):
    before = section.lines, section.version
    ask(client_of(recruiter), section)
    section.refresh_from_db()
    assert (section.lines, section.version) == before


class TestForm:
    """The page names the address only where an engine may write."""

    def form(self, client, section):
        page = client.get(reverse("descriptions:edit_section", args=[section.pk]), headers={"HX-Request": "true"})
        return page.content.decode()

    def test_it_works(self, client_of, recruiter, section):
        assert f'data-complete="{address(section)}"' in self.form(client_of(recruiter), section)

    @pytest.mark.parametrize("kind", ["about", "pay", "benefits", "equal_opportunity"])
    def test_company_and_legal_text_is_not_completed(self, client_of, recruiter, section, kind):
        section.kind = kind
        section.save(update_fields=["kind"])
        assert "data-complete" not in self.form(client_of(recruiter), section)
