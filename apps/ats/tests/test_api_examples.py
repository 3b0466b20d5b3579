"""The examples of docs/api.md, run with curl, and the client of docs/examples, against a server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from django.conf import settings

from apps.ats import endpoints, keys
from apps.ats.models import Scope
from apps.descriptions import runs
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


class TestClient:
    """docs/examples/client.py against a server without ASGI: each answer of the events is short there."""

    @pytest.fixture
    def example(self, monkeypatch):
        """The module; while it waits for more events, a worker writes the draft."""
        spec = spec_from_file_location("client", settings.BASE_DIR / "docs" / "examples" / "client.py")
        example = module_from_spec(spec)
        spec.loader.exec_module(example)
        work = lambda _: runs.perform_request(GenerationRequest.objects.get(state="queued").pk)  # noqa: E731
        monkeypatch.setattr(example.time, "sleep", work)
        return example

    @pytest.fixture
    def client(self, example, live_server):
        key, text = keys.create_key(name="Acme", scopes=Scope.values, user=UserFactory())
        with example.Client(live_server.url, key.prefix, text) as client:
            yield client

    def test_from_a_brief_to_a_text(self, example, live_server, capsys):
        key, text = keys.create_key(name="Acme", scopes=Scope.values, user=UserFactory())
        assert example.main(live_server.url, key.prefix, text, "Staff nurse") == 0
        said = capsys.readouterr().out
        events, _, sections = said.partition("draft.finished")
        description = GenerationRequest.objects.get().description
        assert events.count("section.finished") == description.sections.count()
        assert all(section.text in sections for section in description.sections.all())

    def test_it_gets_a_new_token_when_the_old_one_is_not_taken(self, client):
        client._token = "jdt_old"
        accepted = client.request_draft({"title": "Staff nurse"})
        assert client.read_draft(accepted["id"])["status"] == "queued"
        assert b"Staff nurse" in client.export(GenerationRequest.objects.get().description_id, "text")

    def test_what_is_refused_is_an_error_with_its_reason(self, example, client):
        with pytest.raises(example.ApiError, match="boss") as caught:
            client.request_draft({"title": "Staff nurse", "level": "boss"})
        assert (caught.value.status, caught.value.type) == (422, "urn:jdcopilot:problem:bad-brief")

    def test_a_key_that_is_not_good(self, example, live_server):
        with example.Client(live_server.url, "00000000", "jd_x") as client, pytest.raises(example.ApiError) as caught:
            client.read_draft(1)
        assert (caught.value.status, caught.value.type) == (401, "invalid_client")


def test_every_problem_of_its_own_is_explained():
    sources = [
        *(settings.BASE_DIR / "apps" / "ats").glob("*.py"),
        *(settings.BASE_DIR / "apps" / "ats").glob("api/*.py"),
    ]
    named = {name for file in sources for name in re.findall(r"urn:jdcopilot:problem:[\w-]+", file.read_text())}
    assert named - {name for name in named if f"`{name}`" in PAGE} == {"urn:jdcopilot:problem:version-conflict"}
