"""The settings as a deployment gets them: read in a process of their own, from an environment of their own."""

import ast
import re
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from jdcopilot.lib.environment import secret_from_file
from tests.infrastructure import environment

SECRET = "a" * 10 + "bcdefghijklmnopqrstuvwxyz0123456789-" * 2
PRODUCTION = {
    "JD_MODE": "production",
    "JD_SECRET_KEY": SECRET,
    "JD_ALLOWED_HOSTS": "jobs.example.com",
    "JD_REDIS_URL": "redis://127.0.0.1:6379/0",
}


def manage(*arguments, **changes):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(**changes),
        capture_output=True,
        text=True,
    )


def test_production_passes_the_deploy_check(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, JD_VAR_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"JD_SECRET_KEY": ""}, "JD_SECRET_KEY is not set. See .env.example", id="no secret"),
        pytest.param(
            {"JD_MODE": "staging"}, "JD_MODE is 'staging'; set it to embedded or production", id="no such mode"
        ),
    ],
)
def test_a_wrong_environment_is_named(tmp_path, changes, sentence):
    done = manage("check", **(PRODUCTION | changes), JD_VAR_DIR=str(tmp_path))
    assert done.returncode != 0
    assert sentence in done.stderr


def names_in_settings():
    """The first argument of every env.x("NAME") and required("NAME") in settings.py."""
    tree = ast.parse((settings.BASE_DIR / "jdcopilot" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    read = [
        call
        for call in calls
        if (isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "env")
        or getattr(call.func, "id", "") == "required"
    ]
    return {call.args[0].value for call in read if isinstance(call.args[0], ast.Constant)}


def test_env_example_lists_exactly_the_variables_of_the_settings():
    lines = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^#?([A-Z][A-Z0-9_]+)=", lines, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == names_in_settings()


def test_every_variable_of_env_example_is_explained():
    lines = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8").splitlines()
    unexplained = [
        line
        for before, line in zip(lines, lines[1:], strict=False)
        if re.match(r"#?[A-Z_]+=", line) and before[:2] != "# "
    ]
    assert unexplained == []


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "secret_key"
    first = secret_from_file(path)
    assert len(first) >= 50
    assert secret_from_file(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/sign-in/", "/descriptions/", "/library/", "/admin/", "/healthz", "/no/such/page"]
)
def test_no_page_allows_inline_scripts(client, recruiter, address):
    for person in (None, recruiter):
        if person:
            client.force_login(person)
        policy = client.get(address)["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_templates_hold_no_inline_script_or_style():
    found = []
    roots = (settings.BASE_DIR / "jdcopilot", settings.BASE_DIR / "apps")
    for path in (path for root in roots for path in root.rglob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        if re.search(
            r"<script(?![^>]*(?:\bsrc=|\btype=\"application/ld\+json\"))[^>]*>|<style|\sstyle=|\son[a-z]+=|\|safe\b|hx-on",
            text,
        ):
            found.append(str(path.relative_to(settings.BASE_DIR)))
    assert found == []
