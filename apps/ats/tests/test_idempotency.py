from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.ats import idempotency
from apps.ats.api import drafts
from apps.ats.models import IdempotentAnswer
from apps.descriptions.models import JobDescription

pytestmark = pytest.mark.django_db
BRIEF = {"title": "Staff nurse"}


def post(client, brief=BRIEF, *, key="one", query=""):
    headers = {"idempotency-key": key} if key is not None else {}
    return client.post(reverse("api:drafts") + query, brief, content_type="application/json", headers=headers)


def test_it_works(api):
    client = api()
    first, second = post(client), post(client)
    assert (first.status_code, second.status_code) == (202, 202)
    assert second.json() == first.json()
    assert (second["Location"], second["Idempotency-Replayed"]) == (first["Location"], "true")
    assert "Idempotency-Replayed" not in first
    assert JobDescription.objects.count() == 1


def test_without_a_key_each_request_counts(api):
    client = api()
    for _ in range(2):
        post(client, key=None)
    assert JobDescription.objects.count() == 2


def test_another_body_or_address_under_the_same_key_is_refused(api):
    client = api()
    post(client)
    for answer in (post(client, {"title": "Senior nurse"}), post(client, query="?a=b")):
        assert answer.status_code == 422
        assert answer.json()["type"] == "urn:jdcopilot:problem:idempotency-key-reused"
    assert JobDescription.objects.count() == 1


def test_machine_keys_do_not_share_their_words(api):
    answers = [post(api()) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {202}
    assert JobDescription.objects.count() == 2


@pytest.mark.parametrize(("key", "status"), [("x" * 255, 202), ("x" * 256, 400), ("", 400), ("two words", 400)])
def test_keys_have_a_form(api, key, status):
    assert post(api(), key=key).status_code == status


def test_an_error_frees_the_key(api):
    client = api()
    assert post(client, {"title": ""}).status_code == 422
    assert not IdempotentAnswer.objects.exists()
    assert post(client).status_code == 202


def test_a_failure_in_the_middle_undoes_the_effect_and_frees_the_key(api, monkeypatch):
    submit = drafts.submit_brief

    def fail(**fields):
        submit(**fields)
        raise RuntimeError("power cut")

    client = api()
    monkeypatch.setattr(drafts, "submit_brief", fail)
    assert post(client).status_code == 500
    assert not JobDescription.objects.exists()
    monkeypatch.setattr(drafts, "submit_brief", submit)
    assert post(client).status_code == 202


def test_a_copy_waits_while_the_first_one_runs(api, monkeypatch):
    client, submit, copies = api(), drafts.submit_brief, []

    def meanwhile(**fields):
        if not copies:
            copies.append(None)
            copies.append(post(client))
        return submit(**fields)

    monkeypatch.setattr(drafts, "submit_brief", meanwhile)
    assert post(client).status_code == 202
    copy = copies[1]
    assert (copy.status_code, copy["Retry-After"]) == (409, "5")
    assert copy.json()["type"] == "urn:jdcopilot:problem:idempotency-key-in-use"
    assert JobDescription.objects.count() == 1


def leave_behind(client, until):
    """As a process does that was killed: a claim without an answer."""
    post(client)
    JobDescription.objects.all().delete()
    row = {"status": None, "sealed_body": "", "headers": {}, "lease_token": "0" * 32, "lease_until": until}
    IdempotentAnswer.objects.update(**row)


def test_a_crash_locks_the_key_no_longer_than_its_lease(api):
    client, now = api(), timezone.now()
    leave_behind(client, now + timedelta(seconds=5))
    assert post(client).status_code == 409
    IdempotentAnswer.objects.update(lease_until=now - timedelta(seconds=1))
    assert post(client, {"title": "Another"}).status_code == 422
    assert post(client).status_code == 202
    assert JobDescription.objects.count() == 1


def test_who_takes_longer_than_the_lease_has_no_effect(api, monkeypatch):
    submit = drafts.submit_brief

    def taken_over(**fields):
        IdempotentAnswer.objects.update(lease_token="1" * 32)
        return submit(**fields)

    monkeypatch.setattr(drafts, "submit_brief", taken_over)
    assert post(api()).status_code == 409
    assert not JobDescription.objects.exists()


def test_after_a_day_the_word_is_free(api):
    client = api()
    post(client)
    IdempotentAnswer.objects.update(created_at=timezone.now() - idempotency.KEEP_ANSWERS - timedelta(seconds=1))
    assert post(client, {"title": "Senior nurse"}).status_code == 202
    assert JobDescription.objects.count() == 2
