from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.templates_lib.models import Boilerplate, CompanyProfile, Embedding, JobTemplate, ProfileName, RoleProfile
from tests.factories import DepartmentFactory, ProfileNameFactory, RoleProfileFactory


def query_count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def add_rows(count):
    for _ in range(count):
        name = ProfileNameFactory()
        number = ProfileName.objects.count()
        Boilerplate.objects.create(kind="about", department=DepartmentFactory(), text=f"About {number}")
        JobTemplate.objects.create(name=f"Template {number}", sections=[{"kind": "summary", "heading": "The role"}])
        Embedding.objects.create(key=f"{name.pk:064}", vector=b"")


@pytest.mark.parametrize("model", ["boilerplate", "roleprofile", "jobtemplate", "embedding"])
def test_it_works(model, client_of, admin_user_):
    client, address = client_of(admin_user_), reverse(f"admin:templates_lib_{model}_changelist")
    add_rows(5)
    few = query_count(client, address)
    add_rows(45)
    assert query_count(client, address) == few


def test_the_company_is_one_row(client_of, admin_user_):
    client, address = client_of(admin_user_), reverse("admin:templates_lib_companyprofile_changelist")
    add = reverse("admin:templates_lib_companyprofile_add")
    assert client.get(address)["Location"] == add
    client.post(add, {"name": "Northfield", "person": "you", "spelling": "en-GB"})
    change = reverse("admin:templates_lib_companyprofile_change", args=[1])
    assert client.get(address)["Location"] == change
    client.post(change, {"name": "Southfield", "person": "you", "spelling": "en-GB"})
    assert CompanyProfile.objects.get().name == "Southfield"
    assert client.get(add).status_code == 403


def test_a_profile_can_be_taken_out_of_use_and_nothing_else_be_changed(client_of, admin_user_):
    profile = RoleProfileFactory(title="Chef", content={"title": "Chef"})
    ProfileNameFactory(profile=profile)
    client = client_of(admin_user_)
    change = reverse("admin:templates_lib_roleprofile_change", args=[profile.slug])
    assert client.get(change).status_code == 200
    inline = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0}
    client.post(change, {"title": "Cook", "content": "{}", **inline})
    profile = RoleProfile.objects.get()
    assert (profile.is_published, profile.title, profile.content) == (False, "Chef", {"title": "Chef"})


@pytest.mark.parametrize("model", ["roleprofile", "embedding"])
def test_loaded_rows_are_not_added_by_hand(model, client_of, admin_user_):
    assert client_of(admin_user_).get(reverse(f"admin:templates_lib_{model}_add")).status_code == 403
