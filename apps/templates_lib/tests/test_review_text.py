"""A company text under review: the same steps as a profile, and never two texts for one day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.accounts.models import User
from apps.templates_lib.company_texts import TEXTS, create_text
from apps.templates_lib.errors import BadContent, NotAllowed
from apps.templates_lib.models import Boilerplate, BoilerplateDraft, BoilerplateVersion
from apps.templates_lib.tests.editors import make_editor
from tests.factories import DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db
FIELDS = {"kind": "about", "department": "", "country": "", "text": "We do care.", "seen": "0", "do": "review"}


@pytest.fixture
def editor():
    return make_editor(first_name="Edith", last_name="Editor")


@pytest.fixture
def text():
    return Boilerplate.objects.create(kind="about", text="We care.")


@pytest.fixture
def waiting(editor, text):
    """A change of the editor's that waits for review."""
    content = TEXTS.content_of(text) | {"text": "We do care."}
    draft = TEXTS.save_draft(by=editor, owner=text, content=content, seen=0, reason="Say it louder")
    TEXTS.send_for_review(by=editor, owner=text, seen=draft.version.number)
    return text


def decide(client, user, text, action, **fields):
    client.force_login(user)
    fields = {"seen": 2, "live_seen": 1, "reason": "why"} | fields
    return client.post(reverse(f"library:{action}_boilerplate", args=[text.pk]), fields, follow=True)


def test_it_works(client, editor, text):
    client.force_login(editor)
    client.post(reverse("library:edit_boilerplate", args=[text.pk]), FIELDS | {"reason": "Say it louder"})
    text.refresh_from_db()
    assert text.text == "We care."
    otto = make_editor("otto", first_name="Otto", last_name="Other")
    client.force_login(otto)
    page = client.get(reverse("library:review_boilerplate", args=[text.pk])).text
    assert "Say it louder" in page
    assert re.search(r"<ins> ?do ?</ins>", page)
    shown = decide(client, otto, text, "publish").text
    assert "Published as version 3" in shown
    assert "by Edith Editor" in shown
    assert "reviewed by Otto Other" in shown
    text.refresh_from_db()
    assert (text.text, text.live.number, BoilerplateDraft.objects.count()) == ("We do care.", 3, 0)
    assert list(text.versions.values_list("number", "kind")) == [(3, "published"), (2, "draft"), (1, "shipped")]


def test_nobody_publishes_their_own_text_while_there_is_another_editor(client, editor, waiting):
    make_editor("otto")
    assert "You wrote at this change yourself" in decide(client, editor, waiting, "publish").text
    waiting.refresh_from_db()
    assert waiting.text == "We care."


def test_a_new_text_is_nowhere_before_it_is_published(client, editor):
    client.force_login(editor)
    client.post(reverse("library:new_boilerplate"), FIELDS)
    text = Boilerplate.objects.get()
    found = {"department_id": None, "country": "", "language": "", "on": date(2027, 1, 1)}
    assert (text.is_published, list(Boilerplate.objects.for_description(**found))) == (False, [])
    client.force_login(UserFactory())
    assert "We do care." not in client.get(reverse("library:boilerplate")).text
    assert client.get(reverse("library:versions_boilerplate", args=[text.pk])).status_code == 404
    decide(client, make_editor("otto"), text, "publish", seen=1, live_seen=0)
    assert list(Boilerplate.objects.for_description(**found)) == [text]


def test_given_up_a_new_text_goes_and_an_old_one_stays(client, editor, waiting):
    new = create_text(by=editor, content=TEXTS.content_of(waiting) | {"kind": "benefits"})
    assert "The new text is given up" in decide(client, editor, new, "discard", seen=1).text
    assert "The change is given up" in decide(client, editor, waiting, "discard").text
    assert list(Boilerplate.objects.values_list("text", flat=True)) == ["We care."]


def test_of_two_new_texts_for_the_same_day_one_is_published(client, editor):
    content = {"kind": "about", "text": "One", "country": "", "language": "", "department": None}
    content |= {"effective_from": "", "effective_until": ""}
    one, two = (create_text(by=editor, content=content | {"text": text}) for text in ("One", "Two"))
    for text in (one, two):
        TEXTS.send_for_review(by=editor, owner=text, seen=1)
    TEXTS.publish(by=editor, owner=one, seen=1, live_seen=0, accept_style=False)
    with pytest.raises(BadContent, match="End that one the day before"):
        TEXTS.publish(by=editor, owner=two, seen=1, live_seen=0, accept_style=False)
    assert "since ever without end" in decide(client, editor, two, "publish", seen=1, live_seen=0).text
    assert [text.text for text in Boilerplate.objects.published()] == ["One"]


def test_versions_are_compared_and_restored(client, editor, waiting):
    decide(client, make_editor("otto"), waiting, "publish")
    address = reverse("library:versions_boilerplate", args=[waiting.pk])
    page = client.get(address)
    assert [field.label for field in page.context["fields"]] == ["Text"]
    assert "Before the first change" in page.text
    client.post(reverse("library:restore_boilerplate", args=[waiting.pk, 1]))
    waiting.refresh_from_db()
    assert (waiting.text, waiting.live.number, waiting.live.reason) == ("We care.", 4, "Version 1 restored")


def test_an_old_version_comes_back_only_where_its_days_are_free(editor, waiting):
    content = TEXTS.content_of(waiting) | {"effective_until": "2026-12-31"}
    TEXTS.save_draft(by=editor, owner=waiting, content=content, seen=2)
    TEXTS.send_for_review(by=editor, owner=waiting, seen=3)
    TEXTS.publish(by=editor, owner=waiting, seen=3, live_seen=1, accept_style=False)
    Boilerplate.objects.create(kind="about", text="New", effective_from=date(2027, 1, 1))
    with pytest.raises(BadContent, match="from 01 January 2027 without end"):
        TEXTS.restore_version(by=editor, version=waiting.versions.get(number=1))


def test_a_text_of_a_department_that_is_gone_is_refused_with_a_sentence(editor):
    night = DepartmentFactory()
    content = {"kind": "about", "text": "We.", "country": "", "language": "", "department": night.pk}
    text = create_text(by=editor, content=content | {"effective_from": "", "effective_until": ""})
    general = TEXTS.content_of(text) | {"department": None}
    TEXTS.save_draft(by=editor, owner=text, content=general, seen=1)
    night_draft = text.versions.get(number=1)
    Boilerplate.objects.update(department=None)
    night.delete()
    with pytest.raises(BadContent, match="department of this text is gone"):
        TEXTS.restore_version(by=editor, version=night_draft)


def test_a_version_cannot_be_changed(waiting):
    with pytest.raises(IntegrityError), transaction.atomic():
        BoilerplateVersion.objects.update(reason="nothing happened")


def test_the_admin_changes_no_text(client, text):
    client.force_login(UserFactory(role=User.Role.ADMIN, is_staff=True, is_superuser=True))
    address = reverse("admin:templates_lib_boilerplate_change", args=[text.pk])
    assert reverse("library:edit_boilerplate", args=[text.pk]) in client.get(address).text
    assert client.post(address, FIELDS).status_code == 403
    assert client.get(reverse("admin:templates_lib_boilerplate_add")).status_code == 403


class TestPermissions:
    PAGES = {
        "versions": (200, 200, 200),
        "edit": (403, 200, 200),
        "review": (403, 200, 200),
        "send": (403, 302, 302),
        "publish": (403, 302, 302),
        "send_back": (403, 302, 302),
        "discard": (403, 302, 302),
        "restore": (403, 302, 302),
    }
    GETS = {"versions", "edit", "review"}

    @pytest.mark.parametrize(("action", "statuses"), PAGES.items())
    @pytest.mark.parametrize("place", range(3), ids=["recruiter", "editor", "admin"])
    def test_the_table(self, client, waiting, action, statuses, place):
        BoilerplateDraft.objects.update(state="editing" if action == "send" else "review")
        before = list(BoilerplateDraft.objects.values()), BoilerplateVersion.objects.count(), waiting.text
        client.force_login(UserFactory(role=("recruiter", "editor", "admin")[place]))
        arguments = [waiting.pk, 2] if action == "restore" else [waiting.pk]
        method = client.get if action in self.GETS else client.post
        address = reverse(f"library:{action}_boilerplate", args=arguments)
        response = method(address, {"seen": 2, "live_seen": 1, "reason": "why"}, headers={"HX-Request": "true"})
        assert response.status_code == statuses[place], response.content[:200]
        waiting.refresh_from_db()
        after = list(BoilerplateDraft.objects.values()), BoilerplateVersion.objects.count(), waiting.text
        assert statuses[place] != 403 or after == before

    def test_services_ask_too(self, text):
        with pytest.raises(NotAllowed):
            create_text(by=UserFactory(), content=TEXTS.content_of(text))
        with pytest.raises(NotAllowed):
            TEXTS.save_draft(by=UserFactory(), owner=text, content=TEXTS.content_of(text), seen=0)
