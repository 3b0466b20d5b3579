"""Tokens for keys: OAuth 2.0 client credentials."""

from __future__ import annotations

import base64
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import keys, tokens
from apps.ats.models import MachineKey, Scope
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db
HELD = ["briefs:write", "descriptions:read"]


@pytest.fixture
def made(recruiter):
    return keys.create_key(name="Acme ATS", scopes=HELD, user=recruiter)


def ask(form=None, *, basic=None, **headers):
    if basic:
        headers["authorization"] = "Basic " + base64.b64encode(":".join(map(quote, basic)).encode()).decode()
    form = {"grant_type": "client_credentials"} | (form or {})
    body = "&".join(f"{quote(name)}={quote(value)}" for name, value in form.items())
    return post(body, **headers)


def post(body, content_type="application/x-www-form-urlencoded", **headers):
    return Client(raise_request_exception=False).post(
        reverse("api:token"), body, content_type=content_type, headers=headers
    )


def by_token(text):
    return Client(headers={"authorization": f"Bearer {text}"})


def reads(text) -> int:
    return by_token(text).get(reverse("api:descriptions")).status_code


@pytest.mark.parametrize("way", ["basic", "form"])
def test_it_works(made, way):
    key, text = made
    JobDescriptionFactory()
    client = {"client_id": key.prefix, "client_secret": text}
    response = ask(basic=tuple(client.values())) if way == "basic" else ask(client)
    assert response.status_code == 200
    token = response.json()["access_token"]
    assert response.json() == {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": 900,
        "scope": "briefs:write descriptions:read",
    }
    assert (response["Cache-Control"], response["Pragma"]) == ("no-store", "no-cache")
    assert reads(token) == 200
    assert text.split("_", 2)[2] not in token


def test_a_token_may_do_less_than_its_key(made):
    key, text = made
    response = ask({"scope": "descriptions:read"}, basic=(key.prefix, text))
    assert response.json()["scope"] == "descriptions:read"
    client = by_token(response.json()["access_token"])
    assert client.get(reverse("api:descriptions")).status_code == 200
    refused = client.post(reverse("api:drafts"), {"title": "Nurse"}, content_type="application/json")
    assert (refused.status_code, "lacks the scope" in refused.json()["detail"]) == (403, True)


@pytest.mark.parametrize(
    ("form", "basic", "status", "error"),
    [
        pytest.param({"grant_type": "password"}, True, 400, "unsupported_grant_type", id="other grant"),
        pytest.param({"scope": "webhooks"}, True, 400, "invalid_scope", id="scope that the key lacks"),
        pytest.param({"scope": "descriptions:read \x00ü"}, True, 400, "invalid_scope", id="unheard-of scope"),
        pytest.param({"client_secret": "jd_x"}, True, 400, "invalid_request", id="both ways at once"),
        pytest.param({}, False, 401, "invalid_client", id="no client"),
        pytest.param({"client_id": "0" * 8, "client_secret": "{text}"}, False, 401, "invalid_client", id="other id"),
        pytest.param({"client_id": "{id}", "client_secret": "jd_{id}_"}, False, 401, "invalid_client", id="no secret"),
        pytest.param({"client_id": "{id}", "client_secret": "{hash}"}, False, 401, "invalid_client", id="its hash"),
    ],
)
def test_refusals(made, form, basic, status, error):
    key, text = made
    form = {name: value.format(id=key.prefix, text=text, hash=key.hash) for name, value in form.items()}
    response = ask(form, basic=(key.prefix, text) if basic else None)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert set(response.json()) == {"error", "error_description"}
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response.has_header("WWW-Authenticate") == (status == 401)


@pytest.mark.parametrize(
    ("body", "content_type", "headers", "status", "error"),
    [
        ("scope=feedback", None, {}, 400, "invalid_request"),
        ("grant_type=client_credentials&scope=a&scope=b", None, {}, 400, "invalid_request"),
        ('{"grant_type": "client_credentials"}', "application/json", {}, 415, "invalid_request"),
        ("x=" + "y" * 262_144, None, {}, 413, "invalid_request"),
        ("grant_type=client_credentials", None, {"authorization": "Basic !"}, 401, "invalid_client"),
        ("grant_type=client_credentials", None, {"authorization": "Bearer jd_x"}, 401, "invalid_client"),
    ],
)
def test_bad_requests(body, content_type, headers, status, error):
    response = post(body, content_type or "application/x-www-form-urlencoded", **headers)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert '"' not in response.json()["error_description"]


def test_it_takes_posts_alone(client):
    response = client.get(reverse("api:token"))
    assert (response.status_code, response["Allow"], response.json()["error"]) == (405, "POST", "invalid_request")


@pytest.mark.parametrize("end", ["revoked", "expired", "account off"])
def test_a_token_ends_with_its_key(made, end):
    key, text = made
    token, _ = tokens.issue_token(key.prefix, text)
    assert reads(token) == 200
    now = timezone.now()
    if end == "revoked":
        keys.revoke_keys(MachineKey.objects.all())
    elif end == "expired":
        MachineKey.objects.update(created_at=now - timedelta(days=2), expires_at=now)
    else:
        User.objects.update(is_active=False)
    assert reads(token) == 401
    assert ask(basic=(key.prefix, text)).json()["error"] == "invalid_client"


def test_replacing_a_key_ends_its_tokens_and_the_old_key_gets_new_ones(made):
    key, text = made
    old, _ = tokens.issue_token(key.prefix, text)
    successor, new_text = keys.rotate_key(key)
    assert reads(old) == 401
    assert reads(tokens.issue_token(key.prefix, text)[0]) == 200
    assert reads(tokens.issue_token(successor.prefix, new_text)[0]) == 200


def test_a_token_lives_for_a_quarter_of_an_hour(made, monkeypatch):
    key, text = made
    clock = [1_800_000_000.0]
    monkeypatch.setattr(tokens.time, "time", lambda: clock[0])
    token, _ = tokens.issue_token(key.prefix, text)
    clock[0] += 899
    assert tokens.find_by_token(token) == key
    clock[0] += 1
    assert tokens.find_by_token(token) is None


def test_a_token_cannot_be_made_up(made, settings):
    key, text = made
    token, _ = tokens.issue_token(key.prefix, text, ["descriptions:read"])
    claims, _, signature = token.removeprefix(tokens.PREFIX).rpartition(".")
    wider = tokens.SIGNER.sign_object({"key": key.prefix, "scopes": list(Scope.values), "at": 9e9})
    for forged in (
        f"jdt_{wider.rpartition('.')[0]}.{signature}",
        f"jdt_{claims}.{signature[:-1]}",
        f"jdt_{claims}",
        "jdt_",
        "jdt_.",
        f"{claims}.{signature}",
    ):
        assert reads(forged) == 401, forged


def test_a_token_gets_no_token(made):
    key, text = made
    token, _ = tokens.issue_token(key.prefix, text)
    assert ask(basic=(key.prefix, token)).json()["error"] == "invalid_client"


def test_the_limit_is_one_of_its_own(made, settings):
    settings.TOKEN_RATE = "1/hour"
    key, text = made
    assert [ask(basic=(key.prefix, text)).status_code for _ in range(2)] == [200, 429]
    refused = ask(basic=(key.prefix, text))
    assert refused.json()["error"] == "temporarily_unavailable"
    assert int(refused["Retry-After"]) > 0
    assert reads(text) == 200
