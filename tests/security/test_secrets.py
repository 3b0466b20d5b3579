"""No secret stands in the repository, in a log line, or where people look later."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from apps.ats.keys import create_key
from apps.ats.models import ApiAccess, Connection, Endpoint, MachineKey, Scope
from apps.ats.sealing import CannotOpen
from apps.ats.services import create_connection
from apps.ats.tests.test_receive import send, signed
from apps.descriptions.outbox import EventType
from jdcopilot import demo
from tests.infrastructure import environment
from tests.security.test_permission_matrix import admin_addresses
from tests.security.world import make_world

#: What a secret looks like in a file.
SECRETS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "AWS key": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "AWS secret": r"(?i)aws_secret_access_key\s*=\s*['\"]?[A-Za-z0-9/+]{40}",
    "webhook secret": r"whsec_[A-Za-z0-9+/]{20,}",
    "machine key": r"\bjd_[0-9a-f]{8}_[A-Za-z0-9_-]{40,}",
    "token": r"\b(?:ghp|gho|ghs|github_pat|hf|xox[abp]|sk|glpat)[_-][A-Za-z0-9_-]{20,}",
    "address with a password": r"[a-z+]+://[^\s:/@'\"{}<>$]+:(?!password|secret|pass|\$|<|\{)[^\s:/@'\"{}<>$]{6,}@",
    "django secret": r"django-insecure-",
}
#: Made up for tests and documentation; each has been read.
MADE_UP = {
    "webhook secret": {"tests/security/test_secrets.py", "docs/webhook-vectors.json"},
    "address with a password": {"docs/ats.md"},
}


def tracked():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, check=False)
    names = [name for name in done.stdout.decode().split("\0") if name]
    if not names:
        pytest.skip("this is no git checkout")
    return [settings.BASE_DIR / name for name in names]


def test_the_repository_holds_no_secret():
    found = []
    for path in tracked():
        if not path.is_file() or path.suffix in {".woff2", ".png", ".jpg", ".ico", ".npz", ".docx"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        name = str(path.relative_to(settings.BASE_DIR))
        for kind, pattern in SECRETS.items():
            hits = [hit for hit in re.findall(pattern, text) if "example" not in hit.lower()]
            if hits and name not in MADE_UP.get(kind, ()) and "/tests/" not in f"/{name}":
                found.append((name, kind))
    assert found == []


def test_the_repository_holds_no_file_of_secrets():
    names = {path.name for path in tracked()}
    assert not names & {".env", "secret_key", "demo-sign-in.txt", "id_rsa", "credentials", ".netrc", ".pypirc"}
    assert not {name for name in names if name.endswith((".pem", ".key", ".p12", ".pfx", ".sqlite3", ".kdbx"))}


@pytest.mark.django_db
def test_two_machines_have_different_demo_passwords(settings, tmp_path):
    made = []
    for machine in ("one", "two"):
        settings.VAR_DIR = tmp_path / machine
        settings.VAR_DIR.mkdir()
        made += demo.create_demo().values()
    assert len(set(made)) == 4
    for path in tracked():
        if path.suffix in {".py", ".md", ".yaml", ".toml"}:
            assert not any(password in path.read_text(encoding="utf-8") for password in made)


@pytest.mark.parametrize("missing", ["JD_SECRET_KEY"])
def test_production_does_not_start_without_its_secret(tmp_path, missing):
    changes = {
        "JD_MODE": "production",
        "JD_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-" * 2,
        "JD_ALLOWED_HOSTS": "jobs.example.com",
        "JD_REDIS_URL": "redis://127.0.0.1:1/0",
        "JD_VAR_DIR": str(tmp_path),
    }
    for value in (None, ""):
        given = {name: text for name, text in changes.items() if name != missing}
        given |= {missing: value} if value is not None else {}
        done = subprocess.run(
            [sys.executable, "-c", "import jdcopilot.wsgi"],
            cwd=settings.BASE_DIR,
            env=environment(**given, DJANGO_SETTINGS_MODULE="jdcopilot.settings"),
            capture_output=True,
            text=True,
        )
        assert done.returncode != 0
        assert f"{missing} is not set" in done.stderr
        assert not (tmp_path / "secret_key").exists()  # and it makes none of its own


@pytest.mark.django_db
class TestLogs:
    @pytest.fixture(autouse=True)
    def _listen(self, caplog):
        cache.clear()
        caplog.set_level(logging.DEBUG)

    def said(self, caplog, capfd):
        formatter = logging.Formatter()
        records = [formatter.format(record) for record in caplog.records]
        return "\n".join([*records, *capfd.readouterr()])

    def test_keys_are_in_no_log(self, caplog, capfd):
        world = make_world()
        key, text = create_key(name="ATS", scopes=Scope.values, user=world.people["owner"])
        client = world.client("anonymous")
        for authorization in (f"Bearer {text}", f"Bearer {text}x", f"Basic {text}", text):
            for method, url in (("get", "/api/v1/drafts/1/"), ("post", "/api/v1/drafts/"), ("get", "/api/v1/no/")):
                getattr(client, method)(url, headers={"authorization": authorization})
        said = self.said(caplog, capfd)
        assert text.split("_", 2)[2] not in said
        assert key.hash not in said

    def test_webhook_secrets_and_signatures_are_in_no_log(self, caplog, capfd):
        world = make_world()
        connection = create_connection(slug="acme", name="Acme", user=world.people["owner"])
        body = b'{"type": "requisition.created", "data": {"id": "R", "title": "Nurse", "who": "Canary Person"}}'
        good = signed(connection.secret, body)
        send(connection, body=body, headers=good)
        send(connection, body=body, headers=good | {"webhook-id": "other"})
        Connection.objects.update(sealed_secret="broken")  # sealed under a key that nobody has any more
        with suppress(CannotOpen):
            send(connection, body=body, headers=good | {"webhook-id": "third"})
        said = self.said(caplog, capfd)
        assert connection.secret.removeprefix("whsec_") not in said
        assert good["webhook-signature"] not in said
        assert "Canary Person" not in said

    def test_passwords_are_in_no_log(self, caplog, capfd, client):
        make_world()
        for password in ("Canary-Wrong-Password", "correct horse battery"):
            client.post("/sign-in/", {"username": "owner", "password": password})
        said = self.said(caplog, capfd)
        assert "Canary-Wrong-Password" not in said
        assert "correct horse battery" not in said

    def test_briefs_are_in_no_log(self, caplog, capfd):
        world = make_world()
        world.client("owner").post(
            reverse("descriptions:new"), {"title": "Nurse", "notes": "Canary-Notes", "then": "save"}
        )
        lines = [record for record in caplog.records if not record.name.startswith("django.db")]
        assert not [record for record in lines if "Canary-Notes" in record.getMessage()]


@pytest.mark.django_db
class TestAdmin:
    def test_secrets_are_on_no_page(self):
        world = make_world()
        pages = []
        for name, url in list(admin_addresses(world)):
            if name != "admin:logout":
                pages.append(world.client("admin").get(url).content.decode())
        sealed = [*Endpoint.objects.all(), *Connection.objects.all()]
        access, key = ApiAccess.objects.get(), MachineKey.objects.get()
        secrets = [text for row in sealed for text in (row.secret, row.sealed_secret)]
        for page in pages:
            for secret in (*secrets, access.sealed_credentials, *access.credentials.values(), key.hash):
                assert secret not in page
                assert secret.removeprefix("whsec_") not in page

    def test_a_key_is_shown_once(self):
        world = make_world()
        client = world.client("admin")
        fields = {"name": "ATS", "scopes": ["briefs:write"], "user": world.people["owner"].pk}
        made = client.post(reverse("admin:ats_machinekey_add"), fields, follow=True)
        [text] = re.findall(r"jd_[0-9a-f]{8}_[\w-]{43}", made.content.decode())
        assert text not in client.get(reverse("admin:ats_machinekey_changelist")).content.decode()
        key = MachineKey.objects.get()
        assert text not in json.dumps(list(MachineKey.objects.values()), default=str)
        assert key.hash != text

    def test_a_stored_secret_is_sealed(self, settings):
        world = make_world()
        connection = create_connection(slug="acme", name="Acme", user=world.people["owner"])
        assert "whsec_" not in connection.sealed_secret
        assert connection.secret.removeprefix("whsec_") not in connection.sealed_secret
        endpoint = Endpoint(url="https://ats.example.com/", events=EventType.values)
        endpoint.secret = connection.secret
        assert endpoint.sealed_secret != connection.sealed_secret  # the same secret twice does not look the same
