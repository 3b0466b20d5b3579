from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DepartmentFactory, UserFactory


def query_count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", ["user", "department"])
def test_it_works(model, client_of, admin_user_):
    client = client_of(admin_user_)
    assert client.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:accounts_{model}_add")).status_code == 200


def test_recruiters_stay_out(client_of, recruiter):
    assert client_of(recruiter).get(reverse("admin:accounts_user_changelist")).status_code == 302


def test_people_are_listed_in_as_many_queries_whether_few_or_many(client_of, admin_user_):
    client, address = client_of(admin_user_), reverse("admin:accounts_user_changelist")
    UserFactory.create_batch(5, department=DepartmentFactory())
    few = query_count(client, address)
    for _ in range(45):
        UserFactory(department=DepartmentFactory())
    assert query_count(client, address) == few


def test_an_admin_gives_a_role_and_a_department(client_of, admin_user_):
    department = DepartmentFactory()
    fields = {
        "username": "new.person",
        "usable_password": "true",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
        "first_name": "New",
        "last_name": "Person",
        "email": "",
        "role": "editor",
        "department": department.pk,
    }
    client_of(admin_user_).post(reverse("admin:accounts_user_add"), fields)
    person = department.people.get()
    assert (person.username, person.role) == ("new.person", "editor")
