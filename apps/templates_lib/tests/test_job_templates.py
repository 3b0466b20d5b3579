"""Loading job templates, and changing them in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.templates_lib import engine, services
from apps.templates_lib.models import JobTemplate

pytestmark = pytest.mark.django_db


def test_it_works():
    assert services.load_templates() == (12, 12)
    assert services.load_templates() == (12, 0)
    standard = JobTemplate.objects.get(is_default=True)
    assert (standard.name, standard.source) == ("Standard", "standard")
    assert engine.check_template(standard.content) == standard.content


def test_what_people_changed_stays_when_the_file_changes(monkeypatch):
    services.load_templates()
    JobTemplate.objects.filter(source="volunteer").update(purpose="for our friends")
    contents = {stem: content | {"purpose": "new"} for stem, content in engine.template_contents().items()}
    monkeypatch.setattr(engine, "template_contents", lambda: contents)
    assert services.load_templates() == (12, 11)
    assert JobTemplate.objects.get(source="volunteer").purpose == "for our friends"
    assert JobTemplate.objects.get(source="standard").purpose == "new"


def test_one_of_the_companys_own_keeps_its_name_and_its_place_as_the_default():
    own = JobTemplate.objects.create(name="standard", sections=[{"kind": "summary"}], is_default=True)
    assert services.load_templates() == (12, 11)
    assert JobTemplate.objects.get(is_default=True) == own


def test_a_renamed_one_is_not_loaded_again():
    services.load_templates()
    JobTemplate.objects.filter(source="volunteer").update(name="Helping hands")
    assert services.load_templates() == (12, 0)
    assert JobTemplate.objects.count() == 12


ADDRESS = "admin:templates_lib_jobtemplate_change"


def rows(name, items):
    """The posted form of these rows; lists one a line, a tick as "on"."""
    posted = {f"{name}-TOTAL_FORMS": len(items), f"{name}-INITIAL_FORMS": len(items)}
    for number, item in enumerate(items):
        for key, value in {"ORDER": number + 1, **item}.items():
            text = "\n".join(value) if isinstance(value, list) else "on" if value is True else value
            posted[f"{name}-{number}-{key}"] = text
    return posted


def change(client, template, *, sections=None, skills=None, **fields):
    posted = {"name": template.name, "purpose": "for us", "tone": template.tone, "is_published": "on", **fields}
    posted |= rows("sections", template.sections if sections is None else sections)
    return client.post(reverse(ADDRESS, args=[template.pk]), posted | rows("skills", skills or []))


@pytest.fixture
def template():
    services.load_templates()
    return JobTemplate.objects.get(source="volunteer")


def test_the_admin_shows_every_section_and_keeps_what_nobody_changed(client_of, admin_user_, template):
    client = client_of(admin_user_)
    page = client.get(reverse(ADDRESS, args=[template.pk])).text
    assert "This is a volunteer role and it is not paid." in page
    assert page.count("Section to add") == 2
    assert "Section 1: About the role" in page
    before = template.sections
    assert change(client, template, skills=template.skills).status_code == 302
    template.refresh_from_db()
    assert (template.sections, template.purpose) == (before, "for us")


@pytest.mark.parametrize("source", ["executive", "healthcare", "sales", "short-social", "standard"])
def test_every_shipped_template_goes_through_the_form_unchanged(client_of, admin_user_, source):
    services.load_templates()
    template = JobTemplate.objects.filter(source__startswith=source.split("-")[0]).first()
    sections, skills = template.sections, template.skills
    assert change(client_of(admin_user_), template, skills=skills).status_code == 302
    template.refresh_from_db()
    assert (template.sections, template.skills) == (sections, skills)


def test_sections_are_put_in_order_removed_and_added(client_of, admin_user_, template):
    wanted = [
        {
            "kind": "summary",
            "ORDER": 2,
            "heading": "The job",
            "fixed": ["You answer to {boss}."],
            "placeholders": ["boss"],
        },
        {"kind": "about", "ORDER": 1, "DELETE": "on"},
        {"kind": "pay", "ORDER": 3},
        {"kind": "responsibilities", "ORDER": 1, "lines": 6, "required": True, "starters": ["Bake", "", "Sell"]},
    ]
    skills = [
        {"name": "Baking", "kind": "essential", "level": "working"},
        {"name": "", "kind": "essential", "level": ""},
    ]
    posted = change(client_of(admin_user_), template, sections=wanted, skills=skills[:1])
    assert posted.status_code == 302
    template.refresh_from_db()
    assert template.sections == [
        {"kind": "responsibilities", "required": True, "starters": ["Bake", "Sell"], "lines": 6},
        {"kind": "summary", "heading": "The job", "fixed": ["You answer to {boss}."], "placeholders": ["boss"]},
        {"kind": "pay", "locked": True},
    ]
    assert template.skills == skills[:1]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sections": [{"kind": "sumary"}]}, "Select a valid choice. sumary"),
        ({"sections": []}, "sections: is empty"),
        ({"sections": [{"kind": "pay"}, {"kind": "pay"}]}, "Section 2, kind: pay is there twice"),
        ({"sections": [{"kind": "required", "starters": ["Bake", "{x}"]}]}, "Section 1, starters, line 2: has a brace"),
        ({"sections": [{"kind": "pay", "most": 99}]}, "less than or equal to 30"),
        ({"skills": [{"name": "law", "kind": "essential"}]}, "Skill 1, level: is missing"),
        ({"sections": [{"kind": "summary", "heading": "x" * 121}]}, "at most 120 characters"),
    ],
)
def test_a_bad_structure_is_refused_with_its_place(client_of, admin_user_, template, fields, sentence):
    before = template.content
    response = change(client_of(admin_user_), template, **fields)
    assert response.status_code == 200
    assert sentence in response.text
    template.refresh_from_db()
    assert template.content == before


def test_a_request_without_rows_is_refused_not_taken_for_empty(client_of, admin_user_, template):
    response = client_of(admin_user_).post(reverse(ADDRESS, args=[template.pk]), {"name": "x", "purpose": "y"})
    assert response.status_code == 200
    assert "cannot be used" in response.text
