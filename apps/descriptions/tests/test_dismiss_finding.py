"""Findings that somebody does not want to see again: here, in none of theirs, or nobody in any."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.accounts.models import User
from apps.descriptions.check_models import Dismissal
from apps.descriptions.models import Section
from apps.descriptions.tests.checked import keys
from apps.descriptions.tests.editing import AUTOSAVE, FRAGMENT, person
from tests.factories import DismissalFactory, JobDescriptionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(checked_section):
    return checked_section


def dismiss(client, section, scope="here", reason="", *, number=1, headers=FRAGMENT, **typed):
    fields = {"key": keys(section.description)[number], "scope": scope, "reason": reason, **typed}
    return client.post(reverse("descriptions:dismiss", args=[section.description_id]), fields, headers=headers)


def take_back(client, dismissal, **headers):
    return client.post(reverse("descriptions:take_back_dismissal", args=[dismissal.pk]), headers=headers)


def shown(client, description):
    html = client.get(description.get_absolute_url()).content.decode()
    return html.count('data-text="ninja"')


def test_it_works(client_of, recruiter, section):
    html = dismiss(client_of(recruiter), section).content.decode()
    assert 'data-text="ninja"' not in html
    assert "1 dismissed" in html
    row = Dismissal.objects.get()
    assert (row.scope, row.rule, row.text, row.person) == ("here", "test_jargon", "ninja", recruiter)


def test_it_stays_dismissed_when_the_text_changes_elsewhere(client_of, recruiter, section):
    client = client_of(recruiter)
    dismiss(client, section)
    Section.objects.update(lines=[{"text": "Something new", "sources": []}, *section.lines])
    assert shown(client, section.description) == 0


def test_without_htmx_back_to_the_list(client_of, recruiter, section):
    response = dismiss(client_of(recruiter), section, headers={})
    assert response["Location"].endswith("#findings")


def test_what_is_only_typed_can_be_dismissed(client_of, recruiter, section):
    Section.objects.update(lines=[])
    typed = {section.pk: "A ninja"}
    (key,) = keys(section.description, typed=typed)
    address = reverse("descriptions:dismiss", args=[section.description_id])
    fields = {"key": key, "scope": "here", f"text-{section.pk}": "A ninja"}
    assert client_of(recruiter).post(address, fields, headers=FRAGMENT).status_code == 200
    assert Dismissal.objects.count() == 1


def test_how_far_it_reaches(client_of, recruiter, other_recruiter, section):
    twin = JobDescriptionFactory(title="Twin", owner=other_recruiter)
    Section.objects.create(description=twin, kind="other", heading="Other", position=1, lines=section.lines)
    mine, theirs = client_of(recruiter), client_of(other_recruiter)
    for scope, seen in (("here", (0, 1, 0, 1)), ("me", (0, 0, 1, 1)), ("all", (0, 0, 0, 0))):
        Dismissal.objects.all().delete()
        User.objects.filter(pk=recruiter.pk).update(role="editor")
        dismiss(mine, section, scope, "Our word for it")
        found = tuple(shown(client, text) for client in (mine, theirs) for text in (section.description, twin))
        assert found == seen, scope


#: Who may dismiss, by scope: (here, for me, for all).
RIGHTS = {
    "owner": (True, True, False),
    "colleague": (True, True, False),
    "admin": (True, True, True),
    "editor": (False, True, True),
    "stranger": (False, True, False),
}


@pytest.mark.parametrize("who", RIGHTS)
def test_who_may(client_of, section, who):
    client = client_of(person(who, section.description))
    for scope, may in zip(("here", "me", "all"), RIGHTS[who], strict=True):
        response = dismiss(client, section, scope, "Our word for it")
        assert response.status_code == (200 if may else 403), scope
        assert Dismissal.objects.filter(scope=scope).exists() is may
        Dismissal.objects.all().delete()


def test_for_all_needs_a_reason(client_of, admin_user_, section):
    response = dismiss(client_of(admin_user_), section, "all", "  ", headers=AUTOSAVE)
    assert response.status_code == 422
    assert "everybody will read it" in response.json()["error"]
    assert Dismissal.objects.count() == 0


def test_twice_is_once(client_of, recruiter, section):
    client = client_of(recruiter)
    key = keys(section.description)[1]
    address = reverse("descriptions:dismiss", args=[section.description_id])
    for _ in range(2):
        assert client.post(address, {"key": key, "scope": "me"}, headers=FRAGMENT).status_code == 200
    assert Dismissal.objects.count() == 1


class TestTakeBack:
    def test_it_works(self, client_of, recruiter, section):
        client = client_of(recruiter)
        dismiss(client, section)
        assert take_back(client, Dismissal.objects.get(), **AUTOSAVE).json() == {"shown": "ninja"}
        assert shown(client, section.description) == 1

    def test_back_to_where_it_was_pressed(self, client_of, recruiter):
        row = DismissalFactory(person=recruiter)
        address = reverse("descriptions:take_back_dismissal", args=[row.pk])
        response = client_of(recruiter).post(address, {"next": "//evil.example/"})
        assert response["Location"] == reverse("descriptions:dismissals")

    @pytest.mark.parametrize(
        ("scope", "role", "is_mine", "may"),
        [
            ("me", "recruiter", True, True),
            ("me", "recruiter", False, False),
            ("me", "admin", False, False),
            ("all", "recruiter", True, False),
            ("all", "recruiter", False, False),
            ("all", "editor", False, True),
            ("all", "admin", False, True),
        ],
    )
    def test_who_may(self, client_of, scope, role, is_mine, may):
        user = UserFactory(role=role)
        row = DismissalFactory(scope=scope, reason="Ours", person=user if is_mine else UserFactory())
        assert take_back(client_of(user), row, **AUTOSAVE).status_code == (200 if may else 403)
        assert Dismissal.objects.exists() is not may


def test_the_list_shows_mine_and_those_for_all(client_of, recruiter):
    DismissalFactory(person=recruiter, text="mine")
    DismissalFactory(scope="all", reason="House word", text="house")
    DismissalFactory(text="theirs")
    html = client_of(recruiter).get(reverse("descriptions:dismissals")).content.decode()
    assert "mine" in html
    assert "House word" in html
    assert "theirs" not in html
    assert html.count("Show again") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"scope": "here"},
        {"scope": "all", "reason": ""},
        {"scope": "ever"},
    ],
    ids=["here without a text", "for all without a reason", "unknown scope"],
)
def test_what_the_database_refuses(recruiter, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        DismissalFactory(person=recruiter, **fields)
