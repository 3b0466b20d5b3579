"""The page that changes a job template: rows of sections and skills, without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from apps.templates_lib import services
from apps.templates_lib.job_templates import JOB_TEMPLATES
from apps.templates_lib.models import JobTemplate, JobTemplateDraft
from apps.templates_lib.tests.editors import make_editor
from apps.templates_lib.tests.template_rows import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(first_name="Edith", last_name="Editor")


@pytest.fixture
def template():
    services.load_templates()
    return JobTemplate.objects.get(source="volunteer")


def address(template):
    return reverse("library:edit_template", args=[template.pk])


def kinds(page):
    """The kinds of the sections in the order of the page."""
    return re.findall(r'name="sections-\d+-kind".*?<option value="(\w+)" selected>', page, re.DOTALL)


def test_it_works(client, editor, template):
    client.force_login(editor)
    page = client.get(address(template)).text
    assert "This is a volunteer role and it is not paid." in page
    assert "Section 1: About the role, as “Why we need you”" in page
    content = template.content | {"purpose": "for our friends"}
    response = client.post(address(template), posted(content, reason="They are friends"))
    assert response["Location"] == reverse("library:review_template", args=[template.pk])
    draft = JobTemplateDraft.objects.get()
    assert (draft.version.content, draft.version.reason) == (content, "They are friends")
    template.refresh_from_db()
    assert template.purpose == "for unpaid help"


def test_every_shipped_template_goes_through_the_form_unchanged(client, editor, template):
    client.force_login(editor)
    for shipped in JobTemplate.objects.all():
        form = client.get(address(shipped)).context["form"]
        response = client.post(address(shipped), posted(form.initial), follow=True)
        assert "Nothing has changed" in response.text, shipped
    assert not JobTemplateDraft.objects.exists()


def test_rows_are_moved_removed_and_added_before_anything_is_saved(client, editor, template):
    client.force_login(editor)
    before = [section["kind"] for section in template.sections]

    def press(do):
        return client.post(address(template), posted(template.content, do=do)).text

    assert kinds(press("sections:1:up")) == [before[1], before[0], *before[2:]]
    assert kinds(press("sections:0:down")) == [before[1], before[0], *before[2:]]
    assert kinds(press("sections:0:remove")) == before[1:]
    assert kinds(press("sections:0:up")) == kinds(press("skills:99:remove")) == kinds(press("nonsense")) == before
    added = press("sections:0:add")
    assert f'name="sections-TOTAL_FORMS" value="{len(before) + 1}"' in added
    assert re.search(rf'name="sections-{len(before)}-kind"[^>]* autofocus', added)
    assert 'name="skills-0-name"' in press("skills:0:add")
    assert not JobTemplateDraft.objects.exists()


def test_what_was_typed_wrongly_stays_when_a_row_moves(client, editor, template):
    client.force_login(editor)
    fields = {"do": "sections:0:down", "sections-0-most": "many", "name": ""}
    page = client.post(address(template), posted(template.content, **fields)).text
    assert 'value="many"' in page


def test_a_fragment_is_the_form_alone(client, editor, template):
    client.force_login(editor)
    headers = {"HX-Request": "true", "HX-Target": "change-form"}
    page = client.post(address(template), posted(template.content, do="sections:1:up"), headers=headers).text
    assert "<html" not in page
    assert re.search(r'id="sections-0-kind"[^>]* autofocus|autofocus[^>]* id="sections-0-kind"', page)
    saved = client.post(address(template), posted(template.content | {"purpose": "x"}), headers=headers)
    assert saved["HX-Redirect"] == reverse("library:review_template", args=[template.pk])


def test_empty_rows_and_lines_are_left_out(client, editor, template):
    client.force_login(editor)
    sections = [
        {"kind": "responsibilities", "lines": 6, "required": True, "starters": ["Bake", "", "Sell"]},
        {"kind": ""},
        {"kind": "summary", "heading": "The job", "fixed": ["You answer to {boss}."], "placeholders": ["boss"]},
        {"kind": "pay", "locked": True},
    ]
    skills = [{"name": "Baking", "kind": "essential", "level": "working"}, {"name": "", "kind": "essential"}]
    content = template.content | {"sections": sections, "skills": skills}
    assert client.post(address(template), posted(content)).status_code == 302
    stored = JobTemplateDraft.objects.get().version.content
    assert [section["kind"] for section in stored["sections"]] == ["responsibilities", "summary", "pay"]
    assert stored["sections"][0]["starters"] == ["Bake", "Sell"]
    assert stored["skills"] == skills[:1]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sections": [{"kind": "sumary"}]}, "Select a valid choice. sumary"),
        ({"sections": []}, "sections: is empty"),
        ({"sections": [{"kind": "pay"}, {"kind": "pay"}]}, "Section 2, kind: pay is there twice"),
        ({"sections": [{"kind": "required", "starters": ["Bake", "{x}"]}]}, "Section 1, starters, line 2: has a brace"),
        ({"sections": [{"kind": "pay", "most": 99}]}, "less than or equal to 30"),
        ({"sections": [{"kind": "summary", "heading": "x" * 121}]}, "at most 120 characters"),
        ({"sections": [{"heading": "No kind"}]}, "This field is required."),
        ({"skills": [{"name": "law", "kind": "essential"}]}, "Skill 1, level: is missing"),
        ({"name": "standard"}, "There is a job template called “Standard” already."),
        ({"purpose": ""}, "purpose: is missing"),
    ],
)
def test_a_bad_structure_is_refused_with_its_place(client, editor, template, fields, sentence):
    client.force_login(editor)
    response = client.post(address(template), posted(template.content | fields))
    assert response.status_code == 422
    assert sentence in response.text
    assert not JobTemplateDraft.objects.exists()


def test_a_request_without_rows_is_refused_not_taken_for_empty(client, editor, template):
    client.force_login(editor)
    response = client.post(address(template), {"name": "x", "purpose": "y"})
    assert response.status_code == 422
    assert "cannot be used" in response.text


def test_a_conflict_shows_both_and_loses_nothing(client, editor, template):
    theirs = template.content | {"purpose": "theirs"}
    JOB_TEMPLATES.save_draft(by=make_editor("otto", first_name="Otto"), owner=template, content=theirs, seen=0)
    client.force_login(editor)
    mine = template.content | {"purpose": "mine"}
    page = client.post(address(template), posted(mine))
    assert page.status_code == 409
    assert [field.label for field in page.context["fields"]] == ["What it is for"]
    assert 'value="mine"' in page.text
    client.post(address(template), posted(mine, seen=2))
    assert JobTemplateDraft.objects.get().version.content["purpose"] == "mine"


def test_a_new_one_is_a_draft_from_scratch_or_as_a_copy(client, editor, template):
    client.force_login(editor)
    page = client.get(reverse("library:new_template"), {"copy": template.pk})
    assert page.context["form"].initial["name"] == ""
    assert kinds(page.text) == [section["kind"] for section in template.sections]
    assert client.get(reverse("library:new_template"), {"copy": "x"}).status_code == 200
    response = client.post(reverse("library:new_template"), posted(template.content | {"name": "Night help"}))
    new = JobTemplate.objects.get(name="Night help")
    assert response["Location"] == reverse("library:review_template", args=[new.pk])
    assert (new.is_published, new.sections) == (False, [])
    assert new.draft.version.content == template.content | {"name": "Night help"}
