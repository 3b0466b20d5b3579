from __future__ import annotations

import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.templates_lib import engine, services
from apps.templates_lib.models import Embedding, ProfileName, RoleProfile
from ml.grounding.tests.fake_encoder import FakeEncoder
from ml.library import Library, ProfileError, default_library
from tests.factories import ProfileNameFactory

pytestmark = pytest.mark.django_db


#: Enough to see everything; the whole library would take seconds each time.
SOME = Library(
    default_library()[name]
    for name in ("accountant", "chef", "cleaner", "hgv-driver", "receptionist", "registered-nurse")
)


@pytest.fixture(autouse=True)
def _some_profiles(monkeypatch, request):
    if request.node.name != "test_the_whole_library":
        monkeypatch.setattr("ml.load_library", lambda: SOME)


@pytest.fixture(autouse=True)
def encoder(monkeypatch):
    made = FakeEncoder()
    monkeypatch.setattr(engine, "encoder", lambda: made)
    monkeypatch.setattr(engine, "_matcher", None)
    return made


def load(*arguments):
    out = StringIO()
    call_command("load_library", *arguments, stdout=out)
    return out.getvalue().strip()


def test_it_works(encoder):
    count = len(SOME)
    assert load() == f"12 job templates, 12 new or changed\n{count} role profiles, {count} new or changed"
    assert set(RoleProfile.objects.values_list("slug", flat=True)) == set(SOME)
    nurse = RoleProfile.objects.get(slug="registered-nurse")
    assert (nurse.title, nurse.field, nurse.is_published) == ("Registered Nurse", "health", True)
    assert nurse.content["isco"] == "2221"
    assert Embedding.objects.count() == len(encoder.encoded) == len(engine.matcher().library_texts)


def test_the_whole_library():
    count = len(default_library())
    assert load("--skip-embeddings").endswith(f"{count} role profiles, {count} new or changed")
    assert RoleProfile.objects.count() == count


def test_again_it_changes_nothing_and_is_quick(encoder, django_assert_max_num_queries):
    load()
    encoded = len(encoder.encoded)
    changed_at = dict(RoleProfile.objects.values_list("slug", "updated_at"))
    begun = time.perf_counter()
    with django_assert_max_num_queries(5):
        assert load().endswith("role profiles, 0 new or changed")
    seconds = time.perf_counter() - begun
    assert seconds < 5
    assert len(encoder.encoded) == encoded
    assert dict(RoleProfile.objects.values_list("slug", "updated_at")) == changed_at


def test_a_changed_profile_is_brought_up_to_date(encoder):
    load()
    chef = RoleProfile.objects.get(slug="chef")
    RoleProfile.objects.filter(slug="chef").update(content_hash="old", title="Kitchen hand", content={})
    ProfileName.objects.filter(profile=chef, is_title=False).delete()
    ProfileNameFactory(profile=chef, name="pan juggler", is_title=False)
    encoded = len(encoder.encoded)
    assert load().endswith("role profiles, 1 new or changed")
    chef.refresh_from_db()
    assert chef.title == "Chef"
    names = set(chef.names.values_list("name", flat=True))
    assert "pan juggler" not in names
    assert "Chef" in names
    assert len(encoder.encoded) == encoded  # its texts are those of before


def test_what_people_changed_here_stays():
    load()
    content = RoleProfile.objects.get(slug="chef").content | {"tools": ["one very good knife"]}
    RoleProfile.objects.filter(slug="chef").update(content=content, is_published=False)
    assert load().endswith("role profiles, 0 new or changed")
    chef = RoleProfile.objects.get(slug="chef")
    assert (chef.content["tools"], chef.is_published) == (["one very good knife"], False)


def test_a_new_library_text_alone_is_embedded(encoder):
    load()
    row = RoleProfile.objects.get(slug="chef")
    row.content["aliases"] = [*row.content["aliases"], "pan juggler"]
    row.save(update_fields=["content", "updated_at"])
    encoded = len(encoder.encoded)
    engine.store_embeddings()
    assert encoder.encoded[encoded:] == ["pan juggler"]


def test_a_second_process_finds_the_vectors(encoder, monkeypatch):
    load()
    fresh = FakeEncoder()
    monkeypatch.setattr(engine, "encoder", lambda: fresh)
    monkeypatch.setattr(engine, "_matcher", None)
    engine.store_embeddings()
    assert fresh.encoded == []


def test_the_encoder_need_not_be_loaded(encoder):
    load("--skip-embeddings")
    assert encoder.encoded == []
    assert not Embedding.objects.exists()


def test_names_name_one_role():
    load()
    rows = list(ProfileName.objects.values_list("normalised", "profile_id"))
    assert len({normalised for normalised, _ in rows}) == len(rows)
    titles = ProfileName.objects.filter(is_title=True)
    assert titles.count() == len(SOME)
    assert all(row.name == row.profile.title for row in titles.select_related("profile"))


def test_a_library_that_cannot_be_read_changes_nothing(monkeypatch):
    def broken():
        raise ProfileError("chef.toml: the field 'soc' is missing")

    monkeypatch.setattr(engine, "library_contents", broken)
    with pytest.raises(CommandError, match=r"^chef\.toml: the field 'soc' is missing$"):
        load()
    assert not RoleProfile.objects.exists()


class TestMatcher:
    def test_it_is_kept_until_a_profile_changes(self):
        load("--skip-embeddings")
        first = engine.matcher()
        assert engine.matcher() is first
        RoleProfile.objects.get(slug="chef").save(update_fields=["updated_at"])
        assert engine.matcher() is not first

    def test_what_is_taken_out_of_use_is_not_matched(self):
        load("--skip-embeddings")
        assert engine.matcher().match("Chef").profile == "chef"
        chef = RoleProfile.objects.get(slug="chef")
        chef.is_published = False
        chef.save(update_fields=["is_published", "updated_at"])
        assert engine.matcher().match("Chef").profile != "chef"

    def test_it_is_the_library_of_the_files(self):
        load("--skip-embeddings")
        assert {**engine.matcher().library} == {**SOME}
        assert services.load_library().changed == 0
