"""Loading job templates, and changing them in the admin."""

from __future__ import annotations

import json

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


def change(client, template, **fields):
    address = reverse("admin:templates_lib_jobtemplate_change", args=[template.pk])
    posted = {"name": template.name, "purpose": "for us", "sections": json.dumps(template.sections), "skills": "[]"}
    return client.post(address, posted | {"is_published": "on"} | fields)


@pytest.fixture
def template():
    services.load_templates()
    return JobTemplate.objects.get(source="volunteer")


def test_the_admin_shows_and_changes_it(client_of, admin_user_, template):
    client = client_of(admin_user_)
    page = client.get(reverse("admin:templates_lib_jobtemplate_change", args=[template.pk])).content.decode()
    assert "This is a volunteer role and it is not paid." in page
    assert change(client, template, sections='[{"kind": "pay"}]').status_code == 302
    template.refresh_from_db()
    assert template.sections == [{"kind": "pay", "locked": True}]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sections": '[{"kind": "sumary"}]'}, "sections[0].kind: ‘sumary’"),
        ({"sections": "[]"}, "This field is required."),
        ({"sections": "["}, "Enter a valid JSON."),
        ({"sections": '{"kind": "pay"}'}, "sections: must be a list."),
        ({"skills": '[{"name": "law", "kind": "essential"}]'}, "skills[0].level: is missing"),
    ],
)
def test_a_bad_structure_is_refused_with_its_place(client_of, admin_user_, template, fields, sentence):
    response = change(client_of(admin_user_), template, **fields)
    assert response.status_code == 200
    page = response.content.decode().replace("&#x27;sumary&#x27;", "‘sumary’")
    assert sentence in page
    before = template.content
    template.refresh_from_db()
    assert template.content == before
