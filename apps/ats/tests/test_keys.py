from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import keys
from apps.ats.models import MachineKey, Scope
from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return reverse("api:description", args=[JobDescriptionFactory().pk])


def test_it_works(api, address):
    assert api().get(address).status_code == 200


def test_only_the_hash_is_stored(recruiter):
    key, text = keys.create_key(name="Acme", scopes=[Scope.BRIEFS_WRITE], user=recruiter)
    assert re.fullmatch(r"jd_[0-9a-f]{8}_[\w-]{43}", text)
    stored = " ".join(str(value) for value in MachineKey.objects.values_list().get())
    assert text.rpartition("_")[2] not in stored
    assert keys.find_key(text) == key


@pytest.mark.parametrize(
    ("header", "detail"),
    [
        (None, "Send a key"),
        ("Basic dTpw", "Send a key"),
        ("Bearer", "unknown, expired or revoked"),
        ("Bearer jd_00000000_wrong", "unknown, expired or revoked"),
        ("Bearer two words", "unknown, expired or revoked"),
        ("Bearer jd_\u00e9", "unknown, expired or revoked"),
    ],
)
def test_without_a_good_key_it_is_401(client, address, header, detail):
    response = client.get(address, headers={"authorization": header} if header else {})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response["Content-Type"] == "application/problem+json"
    assert detail in response.json()["detail"]


def test_a_session_is_not_a_key(client_of, recruiter, address):
    assert client_of(recruiter).get(address).status_code == 401


@pytest.mark.parametrize("why", ["revoked", "expired", "user left"])
def test_a_key_that_is_no_longer_good(api, address, why):
    client = api()
    now = timezone.now()
    if why == "revoked":
        keys.revoke_keys(MachineKey.objects.all())
    elif why == "expired":
        MachineKey.objects.update(created_at=now - timedelta(days=2), expires_at=now - timedelta(seconds=1))
    else:
        User.objects.filter(pk=client.key.user_id).update(is_active=False)
    assert client.get(address).status_code == 401


def test_use_is_noted_at_most_once_a_minute(api, address):
    client = api()
    client.get(address)
    first = MachineKey.objects.get().last_used_at
    client.get(address)
    assert MachineKey.objects.get().last_used_at == first
    MachineKey.objects.update(last_used_at=first - timedelta(seconds=61))
    client.get(address)
    assert MachineKey.objects.get().last_used_at > first


def create(*args):
    out = StringIO()
    call_command("create_machine_key", *args, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_command_prints_the_key_once():
    DepartmentFactory(name="Nursing")
    text = create("Acme", "--scope", "briefs:write", "--scope", "descriptions:read", "--department", "nursing")
    key = keys.find_key(text)
    assert (key.name, key.scopes, key.department.name) == ("Acme", ["briefs:write", "descriptions:read"], "Nursing")
    assert key.user.username == "ats"
    assert not key.user.has_usable_password()


def test_the_command_takes_a_user(recruiter):
    assert keys.find_key(create("Acme", "--scope", "briefs:write", "--user", "recruiter")).user == recruiter


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--scope", "everything"], "invalid choice"),
        ([], "--scope"),
        (["--scope", "briefs:write", "--user", "nobody"], "no active user"),
        (["--scope", "briefs:write", "--department", "Nowhere"], "Known departments"),
    ],
)
def test_the_command_explains_bad_input(options, word):
    with pytest.raises(CommandError, match=word):
        create("Acme", *options)
    assert not MachineKey.objects.exists()


def test_the_database_refuses_a_key_without_scopes(recruiter):
    with pytest.raises(IntegrityError, match="key_has_scopes"), transaction.atomic():
        keys.create_key(name="Acme", scopes=["unknown"], user=recruiter)


def test_a_successor_has_the_same_rights_and_both_work_for_a_while(recruiter):
    nursing, now = DepartmentFactory(), timezone.now()
    key, text = keys.create_key(
        name="Acme",
        scopes=[Scope.BRIEFS_WRITE],
        user=recruiter,
        department=nursing,
        expires_at=now + timedelta(days=90),
    )
    successor, new_text = keys.rotate_key(key, overlap=timedelta(days=1))
    assert keys.find_key(new_text) == successor
    assert (successor.scopes, successor.department, successor.user) == (["briefs:write"], nursing, recruiter)
    assert timedelta(days=89) < successor.expires_at - now < timedelta(days=91)
    assert keys.find_key(text) == key
    MachineKey.objects.filter(pk=key.pk).update(created_at=now - timedelta(days=2), expires_at=now)
    assert keys.find_key(text) is None
    assert keys.find_key(new_text) == successor


def test_a_rotation_lengthens_no_life(recruiter):
    soon = timezone.now() + timedelta(hours=1)
    key, _ = keys.create_key(name="Acme", scopes=[Scope.BRIEFS_WRITE], user=recruiter, expires_at=soon)
    keys.rotate_key(key)
    key.refresh_from_db()
    assert key.expires_at == soon


def test_only_a_live_key_that_has_none_gets_a_successor(recruiter):
    key, text = keys.create_key(name="Acme", scopes=[Scope.BRIEFS_WRITE], user=recruiter)
    call_command("rotate_machine_key", key.prefix, stdout=StringIO(), stderr=StringIO())
    with pytest.raises(CommandError, match="replaced already"):
        call_command("rotate_machine_key", key.prefix)
    keys.revoke_keys(MachineKey.objects.all())
    for prefix, reason in ((key.prefix, "expired or revoked"), ("nothing", "no key")):
        with pytest.raises(CommandError, match=reason):
            call_command("rotate_machine_key", prefix)
