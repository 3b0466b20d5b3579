from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.descriptions.models import JobDescription
from apps.templates_lib import engine, services
from apps.templates_lib.models import Boilerplate, CompanyProfile
from ml.contracts import Person, WriterError, WriterUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def _library(monkeypatch):
    """One role of the library is enough here."""
    nurse = engine.library_contents()["registered-nurse"]
    monkeypatch.setattr(engine, "encoder", lambda: None)
    monkeypatch.setattr(engine, "library_contents", lambda: {"registered-nurse": nurse})
    services.load_library()


def draft(tmp_path, brief, **options):
    path = tmp_path / "brief.json"
    path.write_text(brief if isinstance(brief, str) else json.dumps(brief))
    out = StringIO()
    call_command("draft", str(path), stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.mark.usefixtures("_library")
def test_it_works(tmp_path, recruiter):
    CompanyProfile.objects.create(name="Alderbrook", person=Person.POSTHOLDER)
    Boilerplate.objects.create(kind="about", text="We run care homes.")
    written = draft(tmp_path, {"title": "Ward nurse", "responsibilities": ["lead 3 care assistants"]})
    texts = {section["kind"]: [line["text"] for line in section["lines"]] for section in written["sections"]}
    assert "Lead 3 care assistants" in texts["responsibilities"]
    assert texts["summary"][0].startswith("At Alderbrook, the postholder will")
    assert texts["about"] == ["We run care homes."]
    stored = JobDescription.objects.get(pk=written["id"])
    assert stored.owner == recruiter
    assert stored.revisions.get().engine.startswith("composer")


@pytest.mark.usefixtures("_library", "recruiter")
def test_a_title_that_means_nothing_is_asked_about(tmp_path):
    written = draft(tmp_path, {"title": "asdf qwer"})
    assert written["sections"] == []
    assert written["questions"]


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize(
    ("brief", "sentence"),
    [
        ({"titel": "Ward nurse"}, "did you mean 'title'"),
        ({"title": "Ward nurse", "pay": {"min": "much"}}, "pay.min: must be a number"),
        ("[1]", "is not a JSON object"),
        ("{", "is not a JSON object"),
    ],
)
def test_a_bad_brief_is_named(tmp_path, brief, sentence):
    with pytest.raises(CommandError, match=sentence):
        draft(tmp_path, brief)
    assert not JobDescription.objects.exists()


@pytest.mark.usefixtures("recruiter", "other_recruiter")
def test_it_asks_for_the_owner_when_there_are_several(tmp_path):
    with pytest.raises(CommandError, match="--user"):
        draft(tmp_path, {"title": "Ward nurse"})
    with pytest.raises(CommandError, match="no active user 'nobody'"):
        draft(tmp_path, {"title": "Ward nurse"}, user="nobody")


@pytest.mark.usefixtures("_library", "recruiter")
def test_a_brief_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps({"title": "Ward nurse"})))
    out = StringIO()
    call_command("draft", "-", stdout=out)
    assert out.getvalue().count("\n") == 1
    written = json.loads(out.getvalue())
    assert written["url"] == JobDescription.objects.get().get_absolute_url()
    assert written["match"]["profile"] == "registered-nurse"
    assert len(written["questions"]) == 3
    assert written["writer"] == "composer"


@pytest.mark.usefixtures("_library", "recruiter")
def test_the_named_person_owns_it(tmp_path, other_recruiter):
    written = draft(tmp_path, {"title": "Ward nurse"}, user="other")
    assert JobDescription.objects.get(pk=written["id"]).owner == other_recruiter


@pytest.mark.usefixtures("_library", "recruiter")
def test_the_engine_can_be_named(tmp_path, monkeypatch):
    class Shouting:
        name, version = "local", "1"

        def write_section(self, plan, section, *, should_stop):
            raise WriterError("It only shouts.")

    monkeypatch.setattr("apps.descriptions.engine.writers", lambda: (Shouting(),))
    assert any("only shouts" in notice for notice in draft(tmp_path, {"title": "Ward nurse"})["notices"])
    assert not any(
        "only shouts" in notice for notice in draft(tmp_path, {"title": "Ward nurse"}, writer="composer")["notices"]
    )
    with pytest.raises(CommandError, match="sagemaker is not configured"):
        draft(tmp_path, {"title": "Ward nurse"}, writer="sagemaker")


@pytest.mark.usefixtures("recruiter")
def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.json: No such file or directory\. Give a file with a brief"):
        call_command("draft", str(tmp_path / "none.json"))


@pytest.mark.usefixtures("_library", "recruiter")
@pytest.mark.parametrize(
    ("error", "sentence", "state"),
    [
        (WriterError("This cannot be written."), "^This cannot be written.$", "failed"),
        (WriterUnavailable("The engine is asleep."), "^The engine is asleep. The brief is stored", "queued"),
    ],
)
def test_an_engine_that_cannot_write(error, sentence, state, tmp_path, monkeypatch):
    def refuse(description):
        raise error

    monkeypatch.setattr("apps.descriptions.engine.make_plan", refuse)
    with pytest.raises(CommandError, match=sentence):
        draft(tmp_path, {"title": "Ward nurse"})
    assert JobDescription.objects.get().requests.get().state == state
