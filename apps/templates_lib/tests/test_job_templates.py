"""Loading job templates, and which are in use."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.templates_lib import engine, services
from apps.templates_lib.models import JobTemplate, JobTemplateVersion

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


def test_the_file_is_followed_in_the_history_too(monkeypatch):
    services.load_templates()
    template = JobTemplate.objects.get(source="volunteer")
    template.live = JobTemplateVersion.objects.create(
        job_template=template, number=1, kind="shipped", content=template.content
    )
    template.save()
    contents = {stem: content | {"purpose": "new"} for stem, content in engine.template_contents().items()}
    monkeypatch.setattr(engine, "template_contents", lambda: contents)
    services.load_templates()
    template.refresh_from_db()
    assert (template.live.number, template.live.kind, template.live.content["purpose"]) == (2, "shipped", "new")


def test_the_admin_decides_which_are_in_use_and_changes_no_content(client_of, admin_user_):
    services.load_templates()
    template = JobTemplate.objects.get(source="volunteer")
    client, address = client_of(admin_user_), reverse("admin:templates_lib_jobtemplate_change", args=[template.pk])
    page = client.get(address).text
    assert "This is a volunteer role and it is not paid." in page
    assert template.get_absolute_url() in page
    client.post(address, {"name": "Other", "sections": "[]"})
    template.refresh_from_db()
    assert (template.name, template.is_published, len(template.sections)) == ("Volunteer", False, 10)
    assert client.get(reverse("admin:templates_lib_jobtemplate_add")).status_code == 403


def test_a_new_one_cannot_be_put_to_use_past_its_review(client_of, admin_user_):
    template = JobTemplate.objects.create(name="Night work", sections=[], is_published=False)
    address = reverse("admin:templates_lib_jobtemplate_change", args=[template.pk])
    client_of(admin_user_).post(address, {"is_published": "on", "is_default": "on"})
    template.refresh_from_db()
    assert (template.is_published, template.is_default) == (False, False)
