from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "correct horse battery"
ADDRESS = "/sign-in/"


def sign_in(client, **fields):
    return client.post(ADDRESS, {"username": "robin", "password": PASSWORD} | fields)


@pytest.fixture
def robin(db):
    return UserFactory(username="robin")


def test_it_works(client, robin):
    response = sign_in(client)
    assert response["Location"] == reverse("descriptions:list")
    assert client.get("/signed-in/").status_code == 200


def test_the_page_helps_password_managers(client, db):
    html = client.get(ADDRESS).content.decode()
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


def test_it_leads_back_to_the_page_asked_for(client, robin):
    assert sign_in(client, next="/descriptions/new/")["Location"] == "/descriptions/new/"


def test_it_leads_to_no_other_host(client, robin):
    assert sign_in(client, next="https://example.org/")["Location"] == reverse("descriptions:list")


@pytest.mark.parametrize("wrong", [{"password": "no"}, {"username": "nobody"}, {"password": ""}], ids=str)
def test_wrong_names_and_passwords_stay_out(client, robin, wrong):
    response = sign_in(client, **wrong)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_an_account_that_is_off_stays_out(client, db):
    UserFactory(username="robin", is_active=False)
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/")["Location"] == f"{ADDRESS}?next=/admin/"


def test_someone_who_may_not_open_the_admin_is_told_so(client_of, recruiter):
    response = client_of(recruiter).get("/admin/", follow=True)
    assert "may not open that page" in response.content.decode()
