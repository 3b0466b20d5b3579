"""The examples of docs/api.md, run with curl against a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
from django.conf import settings

from apps.ats import endpoints, keys
from apps.ats.models import Scope
from apps.descriptions.models import GenerationRequest
from tests.factories import JobDescriptionFactory, RevisionFactory, SectionFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="no curl is installed here"),
]
BASH = shutil.which("bash") or "bash"
PAGE = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .*?)```", PAGE, re.DOTALL)


@pytest.fixture
def variables(live_server, settings):
    """What the page calls $KEY, $DRAFT and so on."""
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    user = UserFactory()
    description = JobDescriptionFactory(owner=user, title="Staff nurse")
    section = SectionFactory(description=description)
    RevisionFactory(description=description, number=1)
    draft = GenerationRequest.objects.create(description=description, requested_by=user, state="finished")
    endpoint = endpoints.create_endpoint(url="http://127.0.0.1:9/hook", events=["draft.finished"])
    key, text = keys.create_key(name="Acme", scopes=Scope.values, user=user)
    return {
        "BASE": f"{live_server.url}/api/v1",
        "KEY_ID": key.prefix,
        "KEY": text,
        "DRAFT": str(draft.pk),
        "DESCRIPTION": str(description.pk),
        "SECTION": str(section.pk),
        "ENDPOINT": str(endpoint.pk),
        "RECEIVER": "http://127.0.0.1:9/new",
    }


def test_the_examples(variables):
    assert len(EXAMPLES) > 12
    for example in EXAMPLES:
        command = example.replace("curl ", "curl --silent --show-error --fail-with-body --max-time 20 ", 1)
        done = subprocess.run(
            [BASH, "-c", command], env=os.environ | variables, capture_output=True, text=True, timeout=30
        )
        assert done.returncode == 0, f"{example}\n{done.stdout}\n{done.stderr}"


def test_every_problem_of_its_own_is_explained():
    sources = [
        *(settings.BASE_DIR / "apps" / "ats").glob("*.py"),
        *(settings.BASE_DIR / "apps" / "ats").glob("api/*.py"),
    ]
    named = {name for file in sources for name in re.findall(r"urn:jdcopilot:problem:[\w-]+", file.read_text())}
    assert named - {name for name in named if f"`{name}`" in PAGE} == {"urn:jdcopilot:problem:version-conflict"}
