"""What every page has, and the pages of errors."""

from __future__ import annotations

import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

ADDRESSES = ["descriptions:list", "descriptions:new", "descriptions:import"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_it_works(name, recruiter, client_of):
    assert client_of(recruiter).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ADDRESSES)
def test_strangers_are_sent_to_sign_in(name, client, db):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_ended_session_answers_htmx_with_the_address_to_sign_in_at(name, client, db):
    response = client.get(reverse(name), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/x/"})
    assert response.status_code == 401
    assert response["X-Sign-In"].startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_is_inline(name, recruiter, client_of):
    html = client_of(recruiter).get(reverse(name)).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\s(style|on\w+|hx-on[^=]*)=", html)
    assert "<style" not in html


def test_htmx_is_told_to_evaluate_nothing(recruiter, client_of):
    html = client_of(recruiter).get(reverse("descriptions:list")).content.decode()
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", html)[1])
    assert not config["allowEval"]
    assert not config["allowScriptTags"]
    assert config["selfRequestsOnly"]
    assert config["historyCacheSize"] == 0


def test_a_page_that_is_not_there(recruiter, client_of):
    response = client_of(recruiter).get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_a_form_without_a_token_is_explained(recruiter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(recruiter)
    response = client.post(reverse("descriptions:new"), {"title": "Chef"})
    assert response.status_code == 403
    assert "out of date" in response.content.decode()


def test_the_page_of_a_failing_server_needs_no_request():
    assert "Something went wrong" in render_to_string("500.html")


def test_the_start_leads_to_the_list(recruiter, client_of):
    assert client_of(recruiter).get("/")["Location"] == reverse("descriptions:list")
