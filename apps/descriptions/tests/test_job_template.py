"""The job template of a description: chosen in the brief, followed by the draft, explained in the editor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.descriptions import engine, lines, reviewing, services
from apps.descriptions.errors import BadBrief, WrongState
from apps.descriptions.models import JobDescription, Status
from apps.descriptions.runs import perform_request
from apps.templates_lib import engine as library
from apps.templates_lib.models import Boilerplate, JobTemplate
from apps.templates_lib.services import load_templates
from ml.language import open_slots
from tests.factories import DepartmentFactory, JobDescriptionFactory
from tests.security.hostile import HOSTILE

pytestmark = pytest.mark.django_db
BRIEF = {"title": "Lamplighter", "responsibilities": ["Light the lamps at dusk"]}
GRADE = {"kind": "conditions", "locked": True, "fixed": ["Grade: {grade}"], "placeholders": ["grade"]}


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    monkeypatch.setattr(library, "encoder", lambda: None)
    monkeypatch.setattr(library, "_matcher", None)
    monkeypatch.setattr(engine, "writers", lambda: ())


@pytest.fixture
def _templates():
    load_templates()


def own(*sections, **fields):
    return JobTemplate.objects.create(name="Own", purpose="for us", sections=list(sections), **fields)


def write(recruiter, **brief):
    description = services.create_description(by=recruiter, brief=BRIEF | brief)
    perform_request(services.request_draft(by=recruiter, description=description).pk)
    description.refresh_from_db()
    return description


def page_of(client, description):
    return client.get(description.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("_templates")
def test_it_works(recruiter):
    description = write(recruiter, template="public service")
    assert description.brief["template"] == "Public service"
    headings = list(description.sections.values_list("heading", flat=True))
    assert headings[:2] == ["Purpose of the post", "Main duties"]
    texts = [line["text"] for line in description.sections.get(kind="conditions").lines]
    assert texts == [
        "Grade: [fill in: grade]",
        "Reference: [fill in: reference]",
        "Closing date: [fill in: closing date]",
    ]


@pytest.mark.usefixtures("_templates")
@pytest.mark.parametrize("name", ["", *library.template_contents()])
def test_the_structure_shown_at_once_is_that_of_the_draft(name, recruiter):
    Boilerplate.objects.create(kind="ai_notice", text="People decide.")
    brief = engine.check_brief({**BRIEF, "template": name, "nice_to_have_skills": ["Climbing"], "department": "Lamps"})
    description = JobDescriptionFactory(brief=brief, owner=recruiter)
    written = engine.outline_of_plan(engine.make_plan(description))
    shown = [part for part in engine.outline(description) if part in written]
    assert shown == [part for part in written if part in shown]
    assert len(shown) >= len(written) - 1


@pytest.mark.usefixtures("_templates")
class TestChoosing:
    def test_the_page_of_the_brief_offers_them(self, client_of, recruiter):
        page = client_of(recruiter).get(reverse("descriptions:new")).content.decode()
        assert "The usual one (Standard)" in page
        assert "Volunteer: for unpaid help" in page

    def test_what_is_chosen_is_stored_and_shown_again(self, client_of, recruiter):
        client = client_of(recruiter)
        client.post(reverse("descriptions:new"), {"title": "Helper", "template": "Volunteer", "then": "save"})
        description = JobDescription.objects.get()
        assert description.brief == {"title": "Helper", "template": "Volunteer"}
        page = client.get(reverse("descriptions:brief", args=[description.pk])).content.decode()
        assert '<option value="Volunteer" selected>' in page

    def test_one_out_of_use_is_not_offered(self, client_of, recruiter):
        JobTemplate.objects.filter(name="Volunteer").update(is_published=False)
        assert "Volunteer" not in client_of(recruiter).get(reverse("descriptions:new")).content.decode()
        with pytest.raises(BadBrief, match="is not a job template"):
            engine.check_brief(BRIEF | {"template": "Volunteer"})

    def test_one_that_nobody_has_published_yet_serves_no_text(self):
        """A brief may have named another one of this name, which has been renamed since."""
        JobTemplate.objects.create(name="Helping hands", sections=[], is_published=False)
        description = JobDescriptionFactory(brief=BRIEF | {"template": "Helping hands"})
        assert engine.template_of(description).name == "Standard"

    def test_a_wrong_name_is_answered_with_a_proposal(self):
        with pytest.raises(BadBrief, match="did you mean 'Healthcare'") as error:
            engine.check_brief(BRIEF | {"template": "helthcare"})
        assert error.value.field == "template"

    def test_a_template_that_is_gone_leaves_the_default(self, recruiter):
        description = JobDescriptionFactory(brief=BRIEF | {"template": "Gone"}, owner=recruiter)
        assert engine.template_of(description).name == "Standard"


class TestToFillIn:
    @pytest.fixture
    def description(self, recruiter):
        own({"kind": "responsibilities"}, GRADE, is_default=True)
        return write(recruiter)

    @pytest.fixture
    def section(self, description):
        return description.sections.get(kind="conditions")

    def test_it_blocks_finishing(self, description, recruiter):
        with pytest.raises(WrongState, match=r"1 line without a source: fill in, .* “Grade: \[fill in: grade\]”"):
            reviewing.send_for_review(by=recruiter, description=description)

    def test_nobody_can_confirm_it(self, section, recruiter):
        text = section.lines[0]["text"]
        with pytest.raises(WrongState, match="Fill in the grade first"):
            services.confirm_line(by=recruiter, section=section, text=text, version=section.version)

    def test_an_edit_that_leaves_it_blocks_as_before(self, description, section, recruiter):
        text = "Grade: as always [fill in: grade]"
        services.save_section(by=recruiter, section_id=section.pk, text=text, version=section.version)
        with pytest.raises(WrongState, match="fill in"):
            reviewing.send_for_review(by=recruiter, description=description)

    @pytest.mark.parametrize("text", ["Grade: 7", ""])
    def test_filled_in_or_removed_it_blocks_no_more(self, description, section, recruiter, text):
        services.save_section(by=recruiter, section_id=section.pk, text=text, version=section.version)
        reviewing.send_for_review(by=recruiter, description=description)
        description.refresh_from_db()
        assert description.status == Status.IN_REVIEW

    def test_the_page_says_what_to_do(self, client_of, description, recruiter):
        page = page_of(client_of(recruiter), description)
        assert "To fill in: grade." in page
        assert "Confirm<" not in page

    def test_both_sides_know_the_same_mark(self):
        assert lines.OPEN_SLOT.pattern == open_slots.OPEN_SLOT.pattern
        assert lines.slots_of(open_slots.open_slot("closing_date")) == ["closing date"]


class TestEditor:
    def test_it_shows_guidance_comments_and_why_a_section_is_locked(self, client_of, recruiter):
        own(
            {"kind": "responsibilities", "guidance": "Only real work.", "comments": ["Who does it today?"]},
            GRADE,
            {"kind": "equal_opportunity"},
            is_default=True,
        )
        description = write(recruiter)
        page = page_of(client_of(recruiter), description)
        for text in ("Only real work.", "Who does it today?", "The job template Own locks this section"):
            assert text in page
        assert "Company and legal text. People can edit it, no engine writes it." in page

    def test_a_section_alone_shows_them_too(self, client_of, recruiter):
        own({"kind": "responsibilities", "guidance": "Only real work."}, is_default=True)
        section = write(recruiter).sections.get(kind="responsibilities")
        for name in ("section", "edit_section"):
            url = reverse(f"descriptions:{name}", args=[section.pk])
            assert "Only real work." in client_of(recruiter).get(url, headers={"HX-Request": "true"}).content.decode()

    def test_a_locked_section_is_not_written_again(self, recruiter):
        own({"kind": "responsibilities", "locked": True}, is_default=True)
        section = write(recruiter).sections.get(kind="responsibilities")
        with pytest.raises(WrongState, match="The job template Own locks this section"):
            services.request_section(by=recruiter, section=section, change={"length": "shorter"})

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
    def test_hostile_text_stays_text(self, client_of, recruiter, text):
        content = {
            "name": "Own",
            "purpose": "x",
            "sections": [{"kind": "summary", "guidance": text, "comments": [text]}],
        }
        try:
            checked = library.check_template(content)
        except library.TemplateError:
            return  # too long
        JobTemplate.objects.create(name="Own", sections=checked["sections"], is_default=True)
        page = page_of(client_of(recruiter), write(recruiter))
        guidance = checked["sections"][0].get("guidance", "")
        assert page.count("<script") == page_of(client_of(recruiter), JobDescriptionFactory()).count("<script")
        if "<" in guidance:
            assert guidance not in page


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({}, True),
        ({"country": "GB"}, True),
        ({"country": "US"}, False),
        ({"language": "en-GB"}, True),
        ({"language": "en-US"}, False),
        ({"department": "own"}, True),
        ({"department": "other"}, False),
        ({"days": (-9, 0)}, True),
        ({"days": (0, 9)}, True),
        ({"days": (-9, -1)}, False),
        ({"days": (1, 9)}, False),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", Boilerplate.Kind.values)
def test_only_text_of_this_place_language_and_day_is_in_the_draft(kind, fields, is_there, recruiter):
    load_templates()
    fields = dict(fields)
    departments = {"own": DepartmentFactory(), "other": DepartmentFactory()}
    if department := fields.pop("department", None):
        fields["department"] = departments[department]
    if days := fields.pop("days", None):
        today = timezone.localdate()
        fields["effective_from"], fields["effective_until"] = (today + timedelta(days=day) for day in days)
    Boilerplate.objects.create(kind=kind, text="The words in question.", **fields)
    description = JobDescriptionFactory(
        brief=engine.check_brief(BRIEF | {"locations": [{"country": "GB"}]}), department=departments["own"]
    )
    plan = engine.make_plan(description)
    texts = [point.text for section in plan.sections for point in section.points]
    assert ("The words in question." in texts) is is_there
