"""The library as everybody reads it: found by title and field, readable, with a way to start from it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.templates_lib.models import Boilerplate, RoleProfile
from apps.templates_lib.tests.editors import load_profile, make_editor
from tests.factories import JobDescriptionFactory, ProfileNameFactory, RoleProfileFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}"


@pytest.fixture
def nurse():
    return load_profile()


@pytest.fixture
def signed_in(client):
    client.force_login(UserFactory())
    return client


def titles(response):
    return [row["profile"].title for row in response.context["rows"]]


def test_it_works(signed_in, nurse):
    page = signed_in.get(reverse("library:list"))
    assert titles(page) == ["Registered Nurse"]
    assert page.context["fields"] == [{"key": "health", "name": "Health", "count": 1}]
    text = signed_in.get(nurse.get_absolute_url()).content.decode()
    assert "You will look after a group of patients" in text
    assert "Assess patients on admission and at each change in their condition." in text
    assert "current registration with the Nursing and Midwifery Council (NMC)" in text.replace("Current", "current")
    assert f'href="{reverse("descriptions:new")}?role=registered-nurse"' in text
    assert "{" not in text.split('class="with-aside"')[1].split("</main>")[0]
    assert "shipped with the product" in text


def test_starting_from_a_profile(signed_in, nurse):
    page = signed_in.get(reverse("descriptions:new"), {"role": nurse.slug})
    assert page.context["form"]["title"].value() == "Registered Nurse"
    assert page.context["offers"].slug == nurse.slug
    assert b'name="role" value="registered-nurse"' in page.content
    for role in ("no-such-role", "\x00", "<b>"):
        assert signed_in.get(reverse("descriptions:new"), {"role": role}).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "regist"}, ["Registered Nurse"]),
        ({"q": "ward nurse"}, ["Registered Nurse"]),
        ({"q": "REGISTERED NURSE"}, ["Registered Nurse"]),
        ({"q": "plumber"}, []),
        ({"q": "!!!"}, []),
        ({"q": "\x00"}, ["Chef", "Registered Nurse"]),
        ({"field": "\x00"}, ["Chef", "Registered Nurse"]),
        ({"field": "hospitality"}, ["Chef"]),
        ({"field": "nonsense"}, []),
        ({"q": "chef", "field": "health"}, []),
        ({"page": "99"}, []),
        ({"page": "x"}, ["Chef", "Registered Nurse"]),
    ],
)
def test_search(signed_in, nurse, query, found):
    load_profile("chef")
    page = signed_in.get(reverse("library:list"), query)
    assert titles(page) == found
    fragment = signed_in.get(reverse("library:list"), query, headers={"HX-Request": "true", "HX-Target": "results"})
    assert b"<html" not in fragment.content
    assert fragment.content.count(b'class="role"') == len(found)


def test_what_is_not_in_use_is_for_editors(client, nurse):
    RoleProfile.objects.update(is_published=False)
    client.force_login(UserFactory())
    assert titles(client.get(reverse("library:list"))) == []
    assert client.get(nurse.get_absolute_url()).status_code == 404
    client.force_login(make_editor())
    assert titles(client.get(reverse("library:list"))) == ["Registered Nurse"]
    assert client.get(nurse.get_absolute_url()).status_code == 200


def test_usage_is_counted(signed_in, nurse):
    JobDescriptionFactory.create_batch(2, match={"profile": nurse.slug, "score": 1.0})
    JobDescriptionFactory(match={"profile": None, "score": 0.0})
    JobDescriptionFactory()
    cache.clear()
    assert "2 job descriptions" in signed_in.get(nurse.get_absolute_url()).content.decode()
    assert "used 2 times" in signed_in.get(reverse("library:list")).content.decode()


def test_a_long_library_takes_no_more_queries(client, nurse, django_assert_max_num_queries):
    for profile in RoleProfileFactory.create_batch(60):
        ProfileNameFactory(profile=profile)
    client.force_login(make_editor())
    with django_assert_max_num_queries(9):
        page = client.get(reverse("library:list"))
    assert len(page.context["rows"]) == 24
    assert page.context["page"].has_next


def test_hostile_text_stays_text(client, nurse):
    content = nurse.content | {"title": HOSTILE, "aliases": [HOSTILE], "summaries": [HOSTILE], "tools": [HOSTILE]}
    duties = [{"cue": HOSTILE, "statements": [HOSTILE], "levels": []}]
    RoleProfile.objects.update(title=HOSTILE, field=HOSTILE[:30], content=content | {"responsibilities": duties})
    Boilerplate.objects.create(kind="about", text=HOSTILE)
    client.force_login(make_editor())
    for name in ("profile", "edit", "versions", "review", "list", "boilerplate"):
        page = client.get(reverse(f"library:{name}", args=[] if name in ("list", "boilerplate") else [nurse.slug]))
        assert page.status_code == 200, name
        assert b"<script>alert" not in page.content, name
        assert b"14" not in page.content.split(b"alert(1)")[-1][:60], name


class TestWays:
    def test_the_empty_list_and_the_new_page_offer_them(self, client):
        user = UserFactory()
        client.force_login(user)
        empty = client.get(reverse("descriptions:list")).content.decode()
        mine = JobDescriptionFactory(title="Shepherd", owner=user)
        new = client.get(reverse("descriptions:new")).content.decode()
        for page in (empty, new):
            for address in (reverse("library:list"), reverse("descriptions:import") + "#id_text"):
                assert f'href="{address}"' in page
        assert reverse("descriptions:duplicate", args=[mine.pk]) in new
        assert reverse("descriptions:duplicate", args=[mine.pk]) not in empty


class TestBoilerplate:
    def test_an_editor_changes_a_text(self, client):
        text = Boilerplate.objects.create(kind="about", text="We care.\nA lot.")
        client.force_login(make_editor())
        address = reverse("library:edit_boilerplate", args=[text.pk])
        assert b"We care." in client.get(address).content
        fields = {"kind": "about", "department": "", "country": "gb", "text": "We do care.", "seen": "0"}
        assert client.post(address, fields)["Location"] == reverse("library:review_boilerplate", args=[text.pk])
        assert b"We do care." in client.get(address).content
        stale = client.post(address, fields | {"text": "Mine"})
        assert stale.status_code == 409
        assert b"Mine" in stale.content
        text.refresh_from_db()
        assert (text.text, text.draft.version.content["country"]) == ("We care.\nA lot.", "GB")

    @pytest.mark.parametrize("changes", [{"country": "GBR"}, {"country": "1x"}, {"text": ""}, {"kind": "else"}])
    def test_bad_input(self, client, changes):
        client.force_login(make_editor())
        fields = {"kind": "about", "department": "", "country": "", "text": "We care.", "seen": ""}
        assert client.post(reverse("library:new_boilerplate"), fields | changes).status_code == 422
        assert not Boilerplate.objects.exists()

    def test_a_second_text_for_the_same_place_is_refused(self, client):
        Boilerplate.objects.create(kind="about", text="We care.")
        client.force_login(make_editor())
        fields = {"kind": "about", "department": "", "country": "", "text": "Again", "seen": ""}
        assert client.post(reverse("library:new_boilerplate"), fields).status_code == 422
