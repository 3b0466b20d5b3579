from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from ml import cli
from ml.contracts import Line, WriterUnavailable
from ml.grounding.encoder import EncoderError
from ml.library import Library, ProfileError, default_library
from ml.writers.mini_model import mini_model
from ml.writers.tests.fake_openai import FakeOpenAI, stream
from ml.writers.tests.fake_sagemaker import points_of

NURSE = {"title": "Registered Nurse", "responsibilities": ["Give medicines on the day ward"]}


@pytest.fixture(autouse=True)
def _without_model(monkeypatch, matcher):
    monkeypatch.delenv("JD_LOCAL_MODEL", raising=False)
    monkeypatch.setattr(cli, "_matcher", lambda: matcher)


@pytest.fixture
def brief_file(tmp_path):
    def write(content, name="brief.json"):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def drafts_of(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_works(brief_file, capsys):
    assert cli.main(["draft", brief_file(NURSE)]) == 0
    (draft,) = drafts_of(capsys)
    assert draft["title"] == "Registered Nurse"
    assert draft["match"]["profile"] == "registered-nurse"
    assert draft["writer"] == "composer"
    assert len(draft["questions"]) == 3
    lines = [line for section in draft["sections"] for line in section["lines"]]
    assert any("medicines on the day ward" in line["text"] for line in lines)
    assert all(line["supported"] for line in lines)


def test_the_brief_may_name_a_job_template(brief_file, capsys):
    assert cli.main(["draft", brief_file(NURSE | {"template": "public-service"})]) == 0
    (draft,) = drafts_of(capsys)
    assert draft["sections"][0]["heading"] == "Purpose of the post"
    assert any(not line["supported"] for line in draft["sections"][-1]["lines"] + draft["sections"][4]["lines"])
    assert cli.main(["draft", brief_file(NURSE | {"template": "public servise"})]) == 2
    assert "did you mean 'Public service'?" in capsys.readouterr().err


def test_a_brief_from_standard_input(typed, capsys):
    typed("\ufeff" + json.dumps(NURSE))
    assert cli.main(["draft", "-"]) == 0
    assert drafts_of(capsys)[0]["title"] == "Registered Nurse"


@pytest.mark.parametrize("name", ["briefs.jsonl", "briefs.txt"])
def test_one_brief_a_line_gives_one_draft_a_line(name, brief_file, capsys):
    briefs = [NURSE, {"title": "Cleaner"}, {"title": "Chef"}]
    text = "\n\n".join(map(json.dumps, briefs)) + "\r\n"
    assert cli.main(["draft", brief_file(text, name)]) == 0
    assert [draft["title"] for draft in drafts_of(capsys)] == ["Registered Nurse", "Cleaner", "Chef"]


def test_a_line_separator_inside_a_text_ends_no_line(brief_file, capsys):
    text = '{"title": "Chef", "notes": "One\u2028two\u0085"}\n{"title": "Cleaner"}'
    assert cli.main(["draft", brief_file(text, "briefs.jsonl")]) == 0
    assert [draft["title"] for draft in drafts_of(capsys)] == ["Chef", "Cleaner"]


def test_markdown(brief_file, capsys):
    assert cli.main(["draft", "--format", "markdown", brief_file(NURSE)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# Registered Nurse\n")
    assert "medicines on the day ward" in out


def test_html(brief_file, capsys):
    assert cli.main(["draft", "--format", "html", brief_file({**NURSE, "notes": "<script>x</script>"})]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<h1>Registered Nurse</h1>")
    assert "<script" not in out
    HTMLParser().feed(out)


def test_a_title_that_means_nothing_is_asked_about_not_written(typed, capsys):
    typed('{"title": "Asdf qwer"}')
    assert cli.main(["draft", "-"]) == 0
    (draft,) = drafts_of(capsys)
    assert draft["sections"] == []
    assert len(draft["questions"]) == 3
    assert draft["match"]["profile"] is None
    assert draft["notices"][0].startswith("Nothing can be written yet")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_document_without_text_holds_the_questions(form, typed, capsys):
    typed('{"title": "Asdf qwer"}')
    assert cli.main(["draft", "-", "--format", form]) == 0
    out, err = capsys.readouterr()
    assert "Asdf qwer" in out
    assert "Questions to answer first" in out
    assert "What will they do most of the time?" in out
    assert err.startswith("Nothing can be written yet")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "brief: is empty."),
        (" \n ", "brief: is empty."),
        ("{", "brief: is not valid JSON (Expecting property name enclosed in double quotes, line 1, column 2)."),
        ('{\n  "title": "Nurse",\n}', "brief: is not valid JSON"),
        ("null", "brief: must be an object"),
        ("[" * 100_000, "brief: is nested too deeply"),
        ("{}", "title: is required"),
        ('{"title": 7}', "title: must be a text, not a number."),
        ('{"title": "Nurse", "titel": "x"}', "titel: is not a key of a brief; did you mean 'title'?"),
        ('{"title": "Nurse", "pay": {"min": 1}}', "pay.currency: '' is not a currency"),
        ('{"title": "Nurse"}\n{"title": "Chef", "level": "boss"}', "line 2: level: 'boss' is not known"),
        ('{"title": "Nurse"}\n\n\nnot JSON', "line 4: is not valid JSON (Expecting value, column 1)."),
        ('{"title": "Nurse"}\n{}', "line 2: title: is required"),
        ('{"title": "Nurse"}\n' + "[" * 100_000, "line 2: brief: is nested too deeply"),
    ],
)
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_bad_input_is_one_clear_line_and_nothing_else(way, text, error, brief_file, typed, capsys):
    typed(text)
    assert cli.main(["draft", brief_file(text) if way == "file" else "-"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(error)
    assert err.count("\n") == 1


def test_a_bad_first_line_is_named_too(brief_file, capsys):
    assert cli.main(["draft", brief_file('{"title":\n{"title": "Chef"}', "briefs.jsonl")]) == 2
    assert capsys.readouterr().err.startswith("line 1: is not valid JSON")


def test_a_missing_file(tmp_path, capsys):
    assert cli.main(["draft", str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr() == (
        "",
        f"{tmp_path}/none.json: No such file or directory. Give a file with a brief, or - for standard input.\n",
    )


def test_a_folder_is_no_brief(tmp_path, capsys):
    assert cli.main(["draft", str(tmp_path)]) == 2
    assert "Is a directory" in capsys.readouterr().err


def test_a_file_in_another_encoding(tmp_path, capsys):
    path = tmp_path / "brief.json"
    path.write_bytes('{"title": "Köchin"}'.encode("latin-1"))
    assert cli.main(["draft", str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: is not UTF-8 text. Save it as UTF-8.\n"


def test_the_local_writer_is_our_own_model_without_another(brief_file, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("ml.writers.mini.mini_model", lambda: mini_model(tmp_path))
    assert cli.main(["draft", "--writer", "local", brief_file(NURSE)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "jd-mini is not in" in err


def test_a_service_is_asked_by_the_environment_alone(brief_file, capsys, monkeypatch):
    with FakeOpenAI(lambda handler: stream(points_of(handler))(handler)) as double:
        for name, value in {"MODEL": "jd-chat", "BASE_URL": double.url}.items():
            monkeypatch.setenv(f"JD_OPENAI_{name}", value)
        assert cli.main(["draft", "--writer", "openai", brief_file(NURSE)]) == 0
    (draft,) = drafts_of(capsys)
    assert draft["writer"] == "openai"


def test_a_service_over_its_limit_is_an_error_when_asked_by_name(brief_file, capsys, monkeypatch):
    monkeypatch.setenv("JD_OPENAI_MODEL", "jd-chat")
    monkeypatch.setenv("JD_OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("JD_ENGINE_DAILY_TOKENS", "10")
    assert cli.main(["draft", "--writer", "openai", brief_file(NURSE)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "reached for today" in err


class FakeWriter:
    name, version = "local", "1"

    def __init__(self, error=None):
        self.error = error

    def write_section(self, plan, section, *, should_stop=None):
        sys.stdout.write("what a library prints goes nowhere")  # noqa: T201
        if self.error:
            raise self.error
        return [Line(point.text, point.sources, self.name) for point in section.points]


@pytest.mark.parametrize("choice", ["local", "auto"])
def test_a_configured_model_is_asked(choice, brief_file, capsys, monkeypatch):
    monkeypatch.setenv("JD_LOCAL_MODEL", "some/model")
    monkeypatch.setattr("ml.writers.factory.build_writer", lambda config: FakeWriter())
    assert cli.main(["draft", "--writer", choice, brief_file(NURSE)]) == 0
    (draft,) = drafts_of(capsys)
    assert "local" in {line["writer"] for section in draft["sections"] for line in section["lines"]}


def test_an_engine_asked_for_by_name_that_is_down_is_an_error(brief_file, capsys, monkeypatch):
    monkeypatch.setattr(cli, "_writers", lambda choice: [FakeWriter(WriterUnavailable("no memory"))])
    assert cli.main(["draft", "--writer", "local", brief_file(NURSE)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "local is not available (no memory)" in err
    assert err.count("\n") == 1


def test_otherwise_the_composer_fills_in_and_says_so(brief_file, capsys, monkeypatch):
    monkeypatch.setattr(cli, "_writers", lambda choice: [FakeWriter(WriterUnavailable("no memory"))])
    assert cli.main(["draft", brief_file(NURSE)]) == 0
    (draft,) = drafts_of(capsys)
    assert draft["sections"]
    assert any("the composer wrote instead" in notice for notice in draft["notices"])


def test_an_encoder_that_is_not_the_trusted_one_is_an_error(brief_file, capsys, monkeypatch):
    def broken(*args, **options):
        raise EncoderError("model.safetensors is missing.")

    monkeypatch.setattr(cli, "_write", broken)
    assert cli.main(["draft", brief_file(NURSE)]) == 1
    assert capsys.readouterr() == ("", "model.safetensors is missing.\n")


@pytest.mark.parametrize(
    "arguments", [[], ["draft"], ["draft", "-", "--format", "docx"], ["draft", "-", "--writer", "x"]]
)
def test_wrong_arguments(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_library_is_listed(capsys):
    assert cli.main(["library", "list"]) == 0
    assert "health/registered-nurse\tRegistered Nurse" in capsys.readouterr().out.splitlines()


@pytest.fixture
def _two_profiles(monkeypatch):
    two = Library([default_library()["baker"], default_library()["chef"]])
    monkeypatch.setattr("ml.library.load_library", lambda: two)


@pytest.mark.usefixtures("_two_profiles")
def test_the_library_is_checked(capsys):
    assert cli.main(["library", "lint"]) == 0
    assert capsys.readouterr() == ("", "2 profiles, 0 findings\n")


@pytest.mark.usefixtures("_two_profiles")
def test_findings_of_the_library_end_in_an_error(capsys, monkeypatch):
    monkeypatch.setattr("ml.library.lint.lint_library", lambda library, only: ["chef: soc: '' is not a SOC code"])
    assert cli.main(["library", "lint"]) == 1
    assert capsys.readouterr().out == "chef: soc: '' is not a SOC code\n"


def test_a_library_that_cannot_be_read(capsys, monkeypatch):
    def broken():
        raise ProfileError("chef.toml: the field 'soc' is missing")

    monkeypatch.setattr("ml.library.load_library", broken)
    assert cli.main(["library", "list"]) == 1
    assert capsys.readouterr() == ("", "chef.toml: the field 'soc' is missing\n")


@pytest.mark.slow
def test_the_whole_program_with_the_real_encoder():
    """In a process of its own, where nothing is replaced: standard output holds the draft alone."""
    done = subprocess.run(
        [sys.executable, "-m", "ml", "draft", "-"],
        input=json.dumps({**NURSE, "title": "Nurse for our day ward"}),
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "JD_LOCAL_MODEL"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert json.loads(done.stdout)["match"]["profile"] == "registered-nurse"


def test_sources_name_the_field_of_the_brief(brief_file, capsys):
    cli.main(["draft", brief_file(NURSE)])
    (draft,) = drafts_of(capsys)
    sources = [source for section in draft["sections"] for line in section["lines"] for source in line["sources"]]
    assert {"kind": "brief", "ref": "responsibilities[0]"} in sources
