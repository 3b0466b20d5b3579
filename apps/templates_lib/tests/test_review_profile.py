"""Review of a change by another editor, its history, and the product's newer file beside it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.templates_lib import editing, engine, services
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.errors import BadContent, NotAllowed, WrongState
from apps.templates_lib.models import ProfileDraft, ProfileVersion, RoleProfile
from apps.templates_lib.reviewing import add_version
from apps.templates_lib.tests.editors import change, load_profile, make_editor, publish, save
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
TOOLS = ["scissors", "bandages", "thermometers", "ward trolley"]


@pytest.fixture
def editor():
    return make_editor(first_name="Edith", last_name="Editor")


@pytest.fixture
def nurse():
    return load_profile()


@pytest.fixture
def waiting(editor, nurse):
    """A change of the editor's that waits for review; another editor is there to do it."""
    save(editor, nurse, change(nurse, tools=TOOLS), reason="New trolleys")
    PROFILES.send_for_review(by=editor, owner=nurse, seen=2)
    return nurse


def decide(client, user, profile, name, **fields):
    client.force_login(user)
    fields = {"seen": 2, "live_seen": 1, "accept_style": "on"} | fields
    return client.post(reverse(f"library:{name}", args=[profile.slug]), fields, follow=True)


def test_it_works(client, editor, waiting):
    otto = make_editor("otto", first_name="Otto", last_name="Other")
    client.force_login(otto)
    page = client.get(reverse("library:review", args=[waiting.slug])).content.decode()
    assert "New trolleys" in page
    assert "<ins>scissors</ins>" in page
    shown = decide(client, otto, waiting, "publish").content.decode()
    assert "Published as version 3" in shown
    assert "by Edith Editor, reviewed by Otto Other" in shown
    version = ProfileVersion.objects.get(kind="published")
    assert (version.author, version.reviewer, version.reason) == (editor, otto, "New trolleys")
    assert RoleProfile.objects.get().content["tools"] == TOOLS


def test_nobody_reviews_their_own_change_while_there_is_another_editor(client, editor, waiting):
    other = make_editor("otto")
    for name, fields in (("publish", {}), ("send_back", {"reason": "no"})):
        assert "You wrote at this change yourself" in decide(client, editor, waiting, name, **fields).content.decode()
    assert ProfileDraft.objects.get().state == "review"
    other.is_active = False
    other.save()
    assert "Published as version 3" in decide(client, editor, waiting, "publish").content.decode()


def test_who_only_helped_is_an_author_too(editor, nurse):
    otto = make_editor("otto")
    save(editor, nurse, change(nurse, tools=TOOLS))
    save(otto, nurse, change(nurse, tools=TOOLS[:3]))
    PROFILES.send_for_review(by=otto, owner=nurse, seen=3)
    make_editor("third")
    for author in (editor, otto):
        with pytest.raises(NotAllowed):
            PROFILES.publish(by=author, owner=nurse, seen=3, live_seen=1, accept_style=True)


def test_sent_back_with_a_reason(client, editor, waiting):
    otto = make_editor("otto", first_name="Otto", last_name="Other")
    assert "Say why" in decide(client, otto, waiting, "send_back", reason="  ").content.decode()
    decide(client, otto, waiting, "send_back", reason="Bandages are no tool")
    draft = ProfileDraft.objects.get()
    assert (draft.state, draft.answer, draft.answered_by) == ("returned", "Bandages are no tool", otto)
    client.force_login(editor)
    assert "Bandages are no tool" in client.get(reverse("library:edit", args=[waiting.slug])).content.decode()
    save(editor, waiting, change(waiting, tools=TOOLS[:1]))
    assert ProfileDraft.objects.get().state == "editing"


@pytest.mark.parametrize("fields", [{"seen": 1}, {"seen": "x"}, {"live_seen": 0}, {"live_seen": 2}])
def test_what_the_reviewer_did_not_see_is_not_published(client, waiting, fields):
    decide(client, make_editor("otto"), waiting, "publish", **fields)
    assert not ProfileVersion.objects.filter(kind="published").exists()


def test_of_two_reviewers_one_decides(waiting):
    otto, third = make_editor("otto"), make_editor("third")
    PROFILES.publish(by=otto, owner=waiting, seen=2, live_seen=1, accept_style=True)
    with pytest.raises(WrongState):
        PROFILES.send_back(by=third, owner=waiting, seen=2, reason="no")


def test_given_up_it_leaves_the_library_and_the_history_as_they_are(client, editor, waiting):
    decide(client, editor, waiting, "discard")
    assert not ProfileDraft.objects.exists()
    assert ProfileVersion.objects.filter(kind="draft", content__tools=TOOLS).exists()
    assert RoleProfile.objects.get().content == waiting.content


class TestHistory:
    def test_any_two_versions_are_compared_and_drafts_are_for_editors(self, client, editor, waiting):
        publish_as = make_editor("otto")
        decide(client, publish_as, waiting, "publish")
        address = reverse("library:versions", args=[waiting.slug])
        client.force_login(editor)
        page = client.get(address, {"from": "3", "to": "1"})
        assert [version.number for version in page.context["page"]] == [3, 2, 1]
        assert [field.label for field in page.context["fields"]] == ["Tools"]
        client.force_login(UserFactory())
        page = client.get(address)
        assert [version.number for version in page.context["page"]] == [3, 1]
        assert client.get(address, {"from": "2", "to": "1"}).context["older"] is None
        assert b"Restore" not in page.content

    def test_restore_makes_a_new_version(self, client, editor, nurse):
        save(editor, nurse, change(nurse, tools=TOOLS))
        publish(editor, nurse)
        client.force_login(editor)
        client.post(reverse("library:restore", args=[nurse.slug, 1]))
        profile = RoleProfile.objects.get()
        assert (profile.content, profile.live.number, profile.live.reason) == (nurse.content, 4, "Version 1 restored")
        client.post(reverse("library:restore", args=[nurse.slug, 1]))
        assert ProfileVersion.objects.count() == 4
        client.post(reverse("library:restore", args=[nurse.slug, 2]))
        draft = ProfileDraft.objects.get()
        assert (draft.version.number, draft.version.content["tools"]) == (5, TOOLS)
        assert client.post(reverse("library:restore", args=[nurse.slug, 99])).status_code == 404

    def test_a_version_cannot_be_changed(self, editor, nurse):
        save(editor, nurse, change(nurse, tools=TOOLS))
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileVersion.objects.update(reason="nothing happened")

    @pytest.mark.parametrize(
        "fields",
        [{"kind": "else"}, {"kind": "draft"}, {"kind": "published"}, {"kind": "shipped", "number": 1}],
        ids=["kind", "draft without author", "published without reviewer", "number twice"],
    )
    def test_what_must_never_be(self, nurse, fields):
        add_version(nurse, kind="shipped", content={})
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileVersion.objects.create(**{"profile": nurse, "number": 2, "content": {}} | fields)

    def test_a_returned_draft_says_why(self, waiting):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileDraft.objects.update(state="returned")


class TestShipped:
    @pytest.fixture
    def ship(self, monkeypatch, nurse):
        """Load a library whose nurse has these fields."""

        def load(**fields):
            content = nurse.content | fields
            monkeypatch.setattr(engine, "library_contents", lambda: {nurse.slug: content})
            return services.load_library()

        return load

    def test_a_profile_changed_here_keeps_its_text_and_shows_both(self, client, editor, nurse, ship):
        save(editor, nurse, change(nurse, tools=TOOLS))
        publish(editor, nurse)
        assert ship(tools=["stethoscope"]).changed == 1
        profile = RoleProfile.objects.get()
        assert (profile.content["tools"], profile.shipped["tools"]) == (TOOLS, ["stethoscope"])
        assert ship(tools=["stethoscope"]).changed == 0
        client.force_login(editor)
        assert b"The shipped profile has changed too" in client.get(profile.get_absolute_url()).content
        address = reverse("library:shipped", args=[nurse.slug])
        assert b"<ins>stethoscope</ins>" in client.get(address).content
        client.post(address, {"decide": "take"})
        assert ProfileDraft.objects.get().version.content["tools"] == ["stethoscope"]
        assert RoleProfile.objects.get().shipped is None
        client.force_login(UserFactory())
        assert b"shipped profile has changed" not in client.get(profile.get_absolute_url()).content

    def test_ours_may_stay_and_is_kept_next_time_too(self, client, editor, nurse, ship):
        save(editor, nurse, change(nurse, tools=TOOLS))
        publish(editor, nurse)
        ship(tools=["stethoscope"])
        client.force_login(editor)
        client.post(reverse("library:shipped", args=[nurse.slug]), {"decide": "keep"})
        ship(tools=["otoscope"])
        profile = RoleProfile.objects.get()
        assert (profile.content["tools"], profile.shipped["tools"]) == (TOOLS, ["otoscope"])

    def test_restored_to_what_was_shipped_it_follows_the_files_again(self, editor, nurse, ship):
        save(editor, nurse, change(nurse, tools=TOOLS))
        publish(editor, nurse)
        PROFILES.restore_version(by=editor, version=nurse.versions.get(number=1))
        ship(tools=["stethoscope"])
        profile = RoleProfile.objects.get()
        assert (profile.content["tools"], profile.shipped) == (["stethoscope"], None)
        assert (profile.live.kind, profile.live.number) == ("shipped", 5)

    def test_an_open_change_of_an_unchanged_profile_survives_the_files(self, editor, nurse, ship):
        save(editor, nurse, change(nurse, tools=TOOLS))
        ship(title="Ward Nurse")
        assert RoleProfile.objects.get().title == "Ward Nurse"
        draft = ProfileDraft.objects.get()
        assert draft.version.content["tools"] == TOOLS
        PROFILES.send_for_review(by=editor, owner=nurse, seen=2)
        with pytest.raises(WrongState, match="Another version was published meanwhile"):
            PROFILES.publish(by=editor, owner=nurse, seen=2, live_seen=1, accept_style=True)

    def test_a_shipped_role_of_the_same_address_meets_a_draft_of_ours(self, editor, nurse, monkeypatch):
        editing.create_profile(by=editor, title="Chef", field="hospitality")
        chef = engine._as_content(engine.ml.load_library()["chef"])
        monkeypatch.setattr(engine, "library_contents", lambda: {"chef": chef})
        services.load_library()
        profile = RoleProfile.objects.get(slug="chef")
        assert (profile.is_published, profile.content) == (True, chef)
        assert ProfileDraft.objects.filter(profile=profile).exists()


class TestPermissions:
    PAGES = {
        "list": (200, 200, 200),
        "profile": (200, 200, 200),
        "versions": (200, 200, 200),
        "boilerplate": (200, 200, 200),
        "new": (403, 200, 200),
        "edit": (403, 200, 200),
        "review": (403, 200, 200),
        "shipped": (403, 200, 200),
        "new_boilerplate": (403, 200, 200),
        "send": (403, 302, 302),
        "publish": (403, 302, 302),
        "send_back": (403, 302, 302),
        "discard": (403, 302, 302),
        "restore": (403, 302, 302),
    }
    POSTS = {"send", "publish", "send_back", "discard", "restore"}
    STATES = {"send": "editing"}

    @pytest.mark.parametrize(("name", "statuses"), PAGES.items())
    @pytest.mark.parametrize("place", range(3), ids=["recruiter", "editor", "admin"])
    def test_the_table(self, client, nurse, name, statuses, place):
        save(make_editor("author"), nurse, change(nurse, tools=TOOLS))
        ProfileDraft.objects.update(state=self.STATES.get(name, "review"))
        before = list(ProfileDraft.objects.values()), ProfileVersion.objects.count()
        client.force_login(UserFactory(role=("recruiter", "editor", "admin")[place]))
        kind = {"list", "boilerplate", "new", "new_boilerplate"}
        arguments = [] if name in kind else [nurse.slug, 2] if name == "restore" else [nurse.slug]
        fields = {"seen": 2, "live_seen": 1, "accept_style": "on", "reason": "why"}
        method = client.post if name in self.POSTS else client.get
        response = method(reverse(f"library:{name}", args=arguments), fields, headers={"HX-Request": "true"})
        assert response.status_code == statuses[place], response.content[:200]
        if statuses[place] == 403:
            assert (list(ProfileDraft.objects.values()), ProfileVersion.objects.count()) == before

    def test_services_ask_too(self, nurse):
        recruiter = UserFactory()
        with pytest.raises(NotAllowed):
            save(recruiter, nurse, change(nurse, tools=TOOLS))
        with pytest.raises(NotAllowed):
            editing.create_profile(by=recruiter, title="Zookeeper", field="health")
        with pytest.raises(BadContent):
            editing.create_profile(by=make_editor(), title="", field="health")
