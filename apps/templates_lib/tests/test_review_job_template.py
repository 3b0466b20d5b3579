"""A job template under review: the same steps as a profile, and a brief never gets one that nobody has reviewed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.templates_lib.errors import BadContent, NotAllowed
from apps.templates_lib.job_templates import JOB_TEMPLATES, create_job_template
from apps.templates_lib.models import JobTemplate, JobTemplateDraft, JobTemplateVersion
from apps.templates_lib.tests.editors import make_editor
from tests.factories import JobDescriptionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_library")]
SECTIONS = [
    {"kind": "summary", "guidance": "What the job is for, in two sentences."},
    {"kind": "responsibilities", "guidance": "Four to eight things that are done every week."},
    {"kind": "equal_opportunity", "locked": True, "guidance": "The company’s own statement stands here."},
]


@pytest.fixture
def editor():
    return make_editor(first_name="Edith", last_name="Editor")


@pytest.fixture
def template():
    return JobTemplate.objects.create(name="Night work", purpose="for nights", sections=SECTIONS)


@pytest.fixture
def waiting(editor, template):
    """A change of the editor's that waits for review."""
    content = template.content | {"purpose": "for long nights"}
    draft = JOB_TEMPLATES.save_draft(by=editor, owner=template, content=content, seen=0, reason="They are long")
    JOB_TEMPLATES.send_for_review(by=editor, owner=template, seen=draft.version.number)
    return template


def decide(client, user, template, action, **fields):
    client.force_login(user)
    fields = {"seen": 2, "live_seen": 1, "reason": "why"} | fields
    return client.post(reverse(f"library:{action}_template", args=[template.pk]), fields, follow=True)


def test_it_works(client, editor, waiting):
    waiting.refresh_from_db()
    assert waiting.purpose == "for nights"
    otto = make_editor("otto", first_name="Otto", last_name="Other")
    client.force_login(otto)
    page = client.get(reverse("library:review_template", args=[waiting.pk])).text
    assert "They are long" in page
    assert "<ins>long " in page
    shown = decide(client, otto, waiting, "publish").text
    assert "Published as version 3" in shown
    assert "by Edith Editor, reviewed by Otto Other" in shown
    waiting.refresh_from_db()
    assert (waiting.purpose, waiting.live.number, JobTemplateDraft.objects.count()) == ("for long nights", 3, 0)
    assert list(waiting.versions.values_list("number", "kind")) == [(3, "published"), (2, "draft"), (1, "shipped")]


def test_nobody_publishes_their_own_change_while_there_is_another_editor(client, editor, waiting):
    make_editor("otto")
    assert "You wrote at this change yourself" in decide(client, editor, waiting, "publish").text
    waiting.refresh_from_db()
    assert waiting.purpose == "for nights"


def test_sections_are_compared_one_by_one(client, editor, template):
    client.force_login(editor)
    sections = [SECTIONS[1], SECTIONS[0] | {"locked": True, "fixed": ["Nights are quiet."]}, SECTIONS[2]]
    content = template.content | {"sections": sections, "skills": [{"name": "Tea", "kind": "asset"}]}
    JOB_TEMPLATES.save_draft(by=editor, owner=template, content=content, seen=0)
    page = client.get(reverse("library:review_template", args=[template.pk]))
    labels = [field.label for field in page.context["fields"]]
    assert labels == ["Order of the sections", "Section: About the role", "Skills"]
    assert "Fixed line: Nights are quiet." in page.text
    assert "Tea (nice to have)" in page.text


def test_a_new_one_is_offered_to_nobody_before_it_is_published(client, editor, template):
    content = template.content | {"name": "Day work"}
    new = create_job_template(by=editor, content=content)
    client.force_login(UserFactory())
    assert "Day work" not in client.get(reverse("library:templates")).text
    assert client.get(new.get_absolute_url()).status_code == 404
    JOB_TEMPLATES.send_for_review(by=editor, owner=new, seen=1)
    decide(client, editor, new, "publish", seen=1, live_seen=0)
    client.force_login(UserFactory())
    assert "Start from this template" in client.get(new.get_absolute_url()).text


def test_given_up_a_new_one_goes_and_an_old_one_stays(client, editor, waiting):
    new = create_job_template(by=editor, content=waiting.content | {"name": "Day work"})
    assert "The new job template is given up" in decide(client, editor, new, "discard", seen=1).text
    assert "The change is given up" in decide(client, editor, waiting, "discard").text
    assert list(JobTemplate.objects.values_list("name", flat=True)) == ["Night work"]


def test_of_two_with_one_name_only_one_is_published(editor, template):
    new = create_job_template(by=editor, content=template.content | {"name": "Day work"})
    JOB_TEMPLATES.send_for_review(by=editor, owner=new, seen=1)
    JobTemplate.objects.filter(pk=template.pk).update(name="day work")
    with pytest.raises(BadContent, match="called “day work” already"):
        JOB_TEMPLATES.publish(by=editor, owner=new, seen=1, live_seen=0, accept_style=True)


def test_one_taken_out_of_use_stays_so_when_a_change_is_published(client, editor, waiting):
    JobTemplate.objects.update(is_published=False)
    decide(client, editor, waiting, "publish")
    waiting.refresh_from_db()
    assert (waiting.purpose, waiting.is_published) == ("for long nights", False)


def test_remarks_have_to_be_accepted(client, editor, template):
    JobDescriptionFactory(brief={"title": "Cook", "template": "Night work"})
    content = template.content | {"name": "Late work", "sections": SECTIONS[:2]}
    JOB_TEMPLATES.save_draft(by=editor, owner=template, content=content, seen=0)
    JOB_TEMPLATES.send_for_review(by=editor, owner=template, seen=2)
    shown = decide(client, editor, template, "publish").text
    assert "Tick that the remarks on style are accepted" in shown
    assert "Sections: has no equal_opportunity" in shown
    assert "Name: 1 job description chose “Night work”" in shown
    assert "Published" in decide(client, editor, template, "publish", accept_style="on").text


def test_versions_are_compared_and_restored(client, editor, waiting):
    decide(client, make_editor("otto"), waiting, "publish")
    page = client.get(reverse("library:versions_template", args=[waiting.pk]))
    assert [field.label for field in page.context["fields"]] == ["What it is for"]
    client.post(reverse("library:restore_template", args=[waiting.pk, 1]))
    waiting.refresh_from_db()
    assert (waiting.purpose, waiting.live.number, waiting.live.reason) == ("for nights", 4, "Version 1 restored")


def test_a_version_cannot_be_changed(waiting):
    with pytest.raises(IntegrityError), transaction.atomic():
        JobTemplateVersion.objects.update(reason="nothing happened")


def test_usage_is_counted_by_name_and_for_the_usual_one_without(client, template):
    usual = JobTemplate.objects.create(name="Usual", sections=SECTIONS, is_default=True)
    for brief in ({"template": "Night work"}, {"template": ""}, {}):
        JobDescriptionFactory(brief={"title": "Cook"} | brief)
    client.force_login(UserFactory())
    assert "chosen 1 time" in client.get(reverse("library:templates")).text
    assert "nobody chooses a template: 2 job descriptions" in client.get(usual.get_absolute_url()).text


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

    @pytest.mark.parametrize("place", range(3), ids=["recruiter", "editor", "admin"])
    def test_the_table(self, client, waiting, place):
        client.force_login(UserFactory(role=("recruiter", "editor", "admin")[place]))
        for action, statuses in self.PAGES.items():
            JobTemplateDraft.objects.update(state="editing" if action == "send" else "review")
            with transaction.atomic():
                arguments = [waiting.pk, 2] if action == "restore" else [waiting.pk]
                method = client.get if action in self.GETS else client.post
                address = reverse(f"library:{action}_template", args=arguments)
                response = method(address, {"seen": 2, "live_seen": 1, "reason": "w"}, headers={"HX-Request": "true"})
                assert response.status_code == statuses[place], (action, response.content[:200])
                assert statuses[place] != 403 or JobTemplateDraft.objects.get().version_id
                transaction.set_rollback(True)

    def test_services_ask_too(self, template):
        with pytest.raises(NotAllowed):
            create_job_template(by=UserFactory(), content=template.content | {"name": "x"})
        with pytest.raises(NotAllowed):
            JOB_TEMPLATES.save_draft(by=UserFactory(), owner=template, content=template.content, seen=0)
