from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.descriptions.models import GenerationRequest, JobDescription
from tests.factories import DepartmentFactory, JobDescriptionFactory, RevisionFactory, SectionFactory, UserFactory


def add_rows(count):
    for _ in range(count):
        revision = RevisionFactory(description__department=DepartmentFactory())
        owner = revision.description.owner
        GenerationRequest.objects.create(description=revision.description, requested_by=owner, state="finished")


def query_count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", ["jobdescription", "revision", "generationrequest"])
def test_it_works(model, client_of, admin_user_):
    client, address = client_of(admin_user_), reverse(f"admin:descriptions_{model}_changelist")
    add_rows(5)
    few = query_count(client, address)
    add_rows(45)
    assert query_count(client, address) == few


@pytest.mark.parametrize("model", ["jobdescription", "revision", "generationrequest"])
def test_recruiters_stay_out(model, client_of, recruiter):
    assert client_of(recruiter).get(reverse(f"admin:descriptions_{model}_changelist")).status_code == 302


@pytest.mark.parametrize("model", ["jobdescription", "revision", "generationrequest"])
def test_nothing_is_added_by_hand(model, client_of, admin_user_):
    assert client_of(admin_user_).get(reverse(f"admin:descriptions_{model}_add")).status_code == 403


@pytest.mark.parametrize("model", ["revision", "generationrequest"])
def test_what_the_product_wrote_can_be_read_and_not_changed(model, client_of, admin_user_):
    add_rows(1)
    row = {"revision": RevisionFactory.create, "generationrequest": GenerationRequest.objects.get}[model]()
    client = client_of(admin_user_)
    change = reverse(f"admin:descriptions_{model}_change", args=[row.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == 403
    assert client.post(reverse(f"admin:descriptions_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_a_description_is_handed_to_someone_else_and_keeps_its_text(client_of, admin_user_):
    section = SectionFactory(description=JobDescriptionFactory(title="Chef"))
    heir = UserFactory()
    change = reverse("admin:descriptions_jobdescription_change", args=[section.description_id])
    client = client_of(admin_user_)
    assert client.get(change).status_code == 200
    inline = {"sections-TOTAL_FORMS": 0, "sections-INITIAL_FORMS": 0}
    client.post(change, {"owner": heir.pk, "department": "", "title": "Cook", "status": "archived", **inline})
    description = JobDescription.objects.get()
    assert (description.owner, description.title, description.status) == (heir, "Chef", "draft")


def test_it_searches(client_of, admin_user_):
    JobDescriptionFactory(title="Chef")
    JobDescriptionFactory(title="Welder")
    html = client_of(admin_user_).get(reverse("admin:descriptions_jobdescription_changelist"), {"q": "chef"})
    assert "Chef" in html.content.decode()
    assert "Welder" not in html.content.decode()
