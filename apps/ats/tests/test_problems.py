from __future__ import annotations

import pytest
from django.urls import reverse

from apps.ats.api import drafts
from apps.descriptions.errors import DescriptionError, NotAllowed, WrongState
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db
BRIEF = '{"title": "Nurse"}'


def assert_problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert set(body) >= {"type", "title", "status", "detail"}
    assert body["status"] == status
    return body


@pytest.mark.parametrize("path", ["", "nowhere/", "drafts", "drafts/x/", "descriptions/1/export/"])
def test_unknown_addresses(client, path):
    body = assert_problem(client.get(f"/api/v1/{path}"), 404)
    assert (body["type"], body["title"]) == ("about:blank", "Not Found")


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "drafts/"), ("DELETE", "descriptions/1/"), ("OPTIONS", "drafts/"), ("POST", "schema/")],
)
def test_wrong_methods(api, method, path):
    response = api().generic(method, f"/api/v1/{path}")
    assert_problem(response, 405)
    assert response["Allow"]


def test_wrong_media_types(api):
    assert_problem(api().post(reverse("api:drafts"), BRIEF, content_type="text/plain"), 415)
    description = JobDescriptionFactory()
    url = reverse("api:description", args=[description.pk])
    assert_problem(api().get(url, headers={"accept": "text/html"}), 406)


def test_too_large(api):
    brief = '{"title": "Nurse", "notes": "' + "x" * 262_144 + '"}'
    assert_problem(api().post(reverse("api:drafts"), brief, content_type="application/json"), 413)


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (WrongState("It is approved."), 409, "urn:jdcopilot:problem:wrong-state"),
        (NotAllowed("Not yours."), 403, "urn:jdcopilot:problem:not-allowed"),
        (DescriptionError("Something else."), 400, "about:blank"),
    ],
)
def test_named_errors(api, monkeypatch, error, status, name):
    def fail(**_):
        raise error

    monkeypatch.setattr(drafts, "submit_brief", fail)
    body = assert_problem(api().post(reverse("api:drafts"), BRIEF, content_type="application/json"), status)
    assert (body["type"], body["detail"]) == (name, str(error))


def test_errors_that_nobody_thought_of_tell_nothing(api, monkeypatch, caplog):
    def fail(**_):
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(drafts, "submit_brief", fail)
    response = api().post(reverse("api:drafts"), BRIEF, content_type="application/json")
    assert_problem(response, 500)
    assert b"hunter2" not in response.content
    assert "hunter2" in caplog.text
