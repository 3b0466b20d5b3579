"""An editor changes a profile on the page; it is a draft, then a version, then what the next text says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.templates_lib import engine
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.errors import BadContent, ChangedMeanwhile
from apps.templates_lib.models import ProfileDraft, ProfileName, ProfileVersion, RoleProfile
from apps.templates_lib.profile_form import LINES, ROWS, TEXTS
from apps.templates_lib.tests.editors import change, load_profile, make_editor, publish, save
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
FRAGMENT = {"HX-Request": "true", "HX-Target": "profile-form"}


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def nurse():
    return load_profile()


def posted(content, **extra):
    """The form's fields as a browser sends them."""
    fields = {name: content[name] for name in TEXTS} | {name: "\n".join(content[name]) for name in LINES}
    fields["levels"] = content["levels"]
    fields |= {f"level_statements-{level}": "\n".join(texts) for level, texts in content["level_statements"].items()}
    for name, keys in ROWS.items():
        for number, row in enumerate(content[name]):
            fields |= {f"{name}-{number}-{key}": row[key] for key in keys if key != "statements"}
            if "statements" in row:
                fields[f"{name}-{number}-statements"] = "\n".join(row["statements"])
    return fields | extra


def post(client, user, profile, content, headers=None, **extra):
    client.force_login(user)
    return client.post(reverse("library:edit", args=[profile.slug]), posted(content, **extra), headers=headers or {})


def with_first_duty(content, *wordings):
    first, *others = content["responsibilities"]
    return content | {"responsibilities": [first | {"statements": list(wordings)}, *others]}


def test_it_works(client, editor, nurse):
    """The page as it comes back from the browser unchanged changes nothing; a changed wording is a draft."""
    client.force_login(editor)
    page = client.get(reverse("library:edit", args=[nurse.slug]))
    assert page.context["content"] == nurse.content
    assert post(client, editor, nurse, nurse.content, seen=0, do="save").status_code == 302
    assert not ProfileVersion.objects.exists()
    changed = with_first_duty(nurse.content, "{assess} zebras on admission to the ward")
    assert post(client, editor, nurse, changed, seen=0, do="save", reason="Zebras too").status_code == 302
    shipped, draft = ProfileVersion.objects.order_by("number")
    assert (shipped.kind, draft.kind, draft.author, draft.reason) == ("shipped", "draft", editor, "Zebras too")
    nurse.refresh_from_db()
    assert nurse.content == shipped.content
    assert draft.content == changed


def test_names_follow(editor, nurse):
    save(editor, nurse, change(nurse, title="Ward Nurse", aliases=["sister of mercy", "RN"]))
    assert ProfileName.objects.filter(name="Registered Nurse").exists()
    publish(editor, nurse)
    assert set(ProfileName.objects.values_list("name", flat=True)) == {"Ward Nurse", "sister of mercy", "RN"}
    assert RoleProfile.objects.get().title == "Ward Nurse"


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("questions:1:up", [1, 0, 2]),
        ("questions:0:down", [1, 0, 2]),
        ("questions:0:up", [0, 1, 2]),
        ("questions:2:down", [0, 1, 2]),
        ("questions:1:remove", [0, 2]),
        ("questions:9:remove", [0, 1, 2]),
        ("nonsense:0:up", [0, 1, 2]),
        ("questions:-1:up", [0, 1, 2]),
    ],
)
def test_rows_move_without_being_saved(client, editor, nurse, do, order):
    for headers in ({}, FRAGMENT):
        page = post(client, editor, nurse, nurse.content, headers, seen=0, do=do)
        assert page.status_code == 200
        assert page.context["content"]["questions"] == [nurse.content["questions"][n] for n in order]
        assert (b"<html" in page.content) is (headers == {})
    assert not ProfileVersion.objects.exists()


def test_an_added_row_is_empty_and_is_dropped_when_it_stays_so(client, editor, nurse):
    page = post(client, editor, nurse, nurse.content, seen=0, do="skills:0:add")
    assert page.context["content"]["skills"][-1] == {"name": "", "kind": "essential", "level": "working"}
    assert b'id="skills-13-name"' in page.content
    post(client, editor, nurse, page.context["content"], seen=0, do="save")
    assert not ProfileVersion.objects.exists()


def test_findings_stand_beside_their_field(client, editor, nurse):
    client.force_login(editor)
    save(editor, nurse, with_first_duty(nurse.content, "patients are looked after by a team player"))
    page = client.get(reverse("library:edit", args=[nurse.slug]))
    remarks = page.context["groups"]["responsibilities"].rows[0].remarks
    assert {remark.is_error for remark in remarks} == {True, False}
    assert b"does not begin with a marked verb" in page.content


def test_an_error_of_structure_is_not_sent_for_review_and_nothing_typed_is_lost(client, editor, nurse):
    broken = with_first_duty(nurse.content, "{assess} the {patient on admission to the ward")
    page = post(client, editor, nurse, broken, seen=0, do="review")
    assert page.status_code == 422
    assert b"a brace that marks no word" in page.content
    draft = ProfileDraft.objects.get()
    assert (draft.state, draft.version.content) == ("editing", broken)
    assert page.context["seen"] == draft.version.number


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "A role needs a title."),
        ({"title": "x" * 121}, "longer than 120 characters"),
        ({"tools": [f"tool {n}" for n in range(61)]}, "tools: more than 60 entries."),
        ({"aliases": ["y" * 200]}, "aliases: “yyyy"),
    ],
)
def test_what_no_table_holds_is_refused_with_the_form(client, editor, nurse, fields, sentence):
    page = post(client, editor, nurse, change(nurse, **fields), seen=0, do="save")
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ProfileVersion.objects.exists()


def test_style_needs_a_tick(editor, nurse):
    save(editor, nurse, change(nurse, tools=["one"]))
    PROFILES.send_for_review(by=editor, owner=nurse, seen=2)
    with pytest.raises(BadContent, match="remarks on style"):
        PROFILES.publish(by=editor, owner=nurse, seen=2, live_seen=1, accept_style=False)
    assert PROFILES.publish(by=editor, owner=nurse, seen=2, live_seen=1, accept_style=True).number == 3


def test_a_title_of_another_role_is_an_error(editor, nurse):
    chef = load_profile("chef")
    save(editor, nurse, change(nurse, aliases=[*nurse.content["aliases"], chef.title]))
    with pytest.raises(BadContent, match="'Chef' already names Chef"):
        publish(editor, nurse)


class TestTwoEditors:
    def test_the_second_gets_a_choice_and_nothing_is_lost(self, client, editor, nurse):
        other = make_editor("otto", first_name="Otto", last_name="Other")
        save(other, nurse, change(nurse, tools=["theirs", "a", "b", "c"]), seen=0)
        mine = change(nurse, tools=["mine", "a", "b", "c"])
        for headers in ({}, FRAGMENT):
            page = post(client, editor, nurse, mine, headers, seen=0, do="save")
            assert page.status_code == 409
            assert "Otto Other saved this profile" in page.content.decode()
            assert "<del>theirs</del><ins>mine</ins>" in page.content.decode()
            assert page.context["content"]["tools"][0] == "mine"
        assert ProfileVersion.objects.count() == 2
        assert post(client, editor, nurse, mine, seen=page.context["seen"], do="save").status_code == 302
        assert [row.content["tools"][0] for row in ProfileVersion.objects.order_by("number")[1:]] == ["theirs", "mine"]

    def test_a_publication_meanwhile_is_a_conflict_too(self, editor, nurse):
        save(editor, nurse, change(nurse, tools=["theirs", "a", "b", "c"]))
        publish(editor, nurse)
        with pytest.raises(ChangedMeanwhile):
            save(editor, nurse, change(nurse, tools=["mine"]), seen=0)


class TestNewProfile:
    def fields(self, **changes):
        return {"title": "Zookeeper", "field": "health"} | changes

    def test_from_scratch(self, client, editor, nurse):
        client.force_login(editor)
        response = client.post(reverse("library:new"), self.fields())
        assert response["Location"] == reverse("library:edit", args=["zookeeper"])
        profile = RoleProfile.objects.get(slug="zookeeper")
        assert (profile.is_published, profile.is_own, profile.content["title"]) == (False, True, "Zookeeper")
        assert client.get(response["Location"]).status_code == 200
        client.force_login(UserFactory())
        assert client.get(profile.get_absolute_url()).status_code == 404

    def test_as_a_copy_it_can_be_published_and_matched(self, client, editor, nurse):
        client.force_login(editor)
        client.post(reverse("library:new"), self.fields(copy_of=nurse.slug))
        profile = RoleProfile.objects.get(slug="zookeeper")
        assert profile.content["skills"] == nurse.content["skills"]
        assert profile.content["aliases"] == []
        assert publish(editor, profile).number == 2
        assert engine.matcher().match("Zookeeper").profile == "zookeeper"

    @pytest.mark.parametrize("title", ["", "Registered Nurse", "!!!", "new", "Suggest"])
    def test_titles_that_cannot_be(self, client, editor, nurse, title):
        client.force_login(editor)
        assert client.post(reverse("library:new"), self.fields(title=title)).status_code == 422
        assert RoleProfile.objects.count() == 1

    def test_given_up_it_is_gone(self, client, editor, nurse):
        client.force_login(editor)
        client.post(reverse("library:new"), self.fields())
        assert client.post(reverse("library:discard", args=["zookeeper"]), {"seen": 1}).status_code == 302
        assert not RoleProfile.objects.filter(slug="zookeeper").exists()
