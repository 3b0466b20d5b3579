"""Statements that were changed here are compared by meaning too: by a worker or a command, never by a page."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.templates_lib import engine, likeness
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.models import ProfileDraft, RoleProfile
from apps.templates_lib.tests.editors import change, load_profile, make_editor, publish, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
NEW = "{feed} the otters in the bath of the east ward"


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def two(editor, monkeypatch):
    """A nurse and a chef, whose first duties are changed to be one and the same; the nurse's is published."""
    monkeypatch.setattr(engine, "review_beside", lambda profile, neighbours: [])
    nurse, chef = load_profile(), load_profile("chef")
    for profile in (nurse, chef):
        first, *others = profile.content["responsibilities"]
        first = first | {"cue": "otters", "statements": [NEW, f"{NEW} daily"]}
        save(editor, profile, change(profile, responsibilities=[first, *others]))
    publish(editor, nurse)
    return nurse, chef


def test_it_works(client, editor, two):
    _, chef = two
    client.force_login(editor)
    address = reverse("library:review", args=["chef"])
    assert "not compared with those of other roles by meaning yet" in client.get(address).text
    assert likeness.compare_drafts() == 1
    assert likeness.compare_drafts() == 0
    page = client.get(address).text
    assert "says what registered-nurse: responsibilities/0 says" in page
    assert "by meaning yet" not in page
    save(editor, chef, change(chef, tools=["a net"]))
    assert ProfileDraft.objects.get().likeness is None
    likeness.compare_drafts()
    assert ProfileDraft.objects.get().likeness == []


def test_a_reviewer_has_to_accept_it(editor, two):
    likeness.compare_drafts()
    chef = RoleProfile.objects.select_related("live").get(slug="chef")
    content = PROFILES.find_draft(chef).version.content
    assert "registered-nurse" in [remark.reason for remark in PROFILES.refuse_errors(content, chef)][-1]


def test_pages_load_no_encoder(client, editor, two, monkeypatch):
    def refuse(*args):
        raise AssertionError("a page has encoded something")

    monkeypatch.setattr(engine.encoder(), "encode", refuse, raising=False)
    client.force_login(editor)
    for name in ("review", "edit", "profile", "versions"):
        assert client.get(reverse(f"library:{name}", args=["chef"])).status_code == 200


def test_the_command_names_the_pairs(editor, two, capsys):
    call_command("lint_library")
    assert "0 statements say what another role says; 1 drafts compared" in capsys.readouterr().out
    publish(editor, two[1])
    with pytest.raises(CommandError, match="Change one statement of each pair"):
        call_command("lint_library")
    assert "says what" in capsys.readouterr().out


def test_without_the_encoder_drafts_wait(editor, two, monkeypatch):
    def refuse(contents):
        raise engine.EncoderError("no weights")

    monkeypatch.setattr(engine, "compare_by_meaning", refuse)
    assert likeness.compare_drafts() == 0
    assert ProfileDraft.objects.get().likeness is None
    with pytest.raises(CommandError, match="no weights"):
        call_command("lint_library")
