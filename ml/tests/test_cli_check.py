from __future__ import annotations

import io
import json
import re
import sys

import pytest

from ml import cli, documents
from ml.checks.tests.postings import POSTING as good_posting
from ml.cli_check import read_text
from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, Format

POSTING = "Ward nurse\n\nYou report to the chairman.\nWe are a young and dynamic team.\nMaximum age 40.\n"


@pytest.fixture
def posting(tmp_path):
    def write(content=POSTING, name="posting.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def run(capsys, *arguments):
    code = cli.main(["check", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def language_of(out):
    return [row for row in json.loads(out) if row["category"] == "language"]


def test_it_works(posting, capsys):
    code, out, err = run(capsys, posting())
    assert (code, err) == (0, "")
    assert [row["text"] for row in language_of(out)] == ["chairman", "young and dynamic", "Maximum age 40"]
    assert language_of(out)[0]["replacements"] == ["chair", "chairperson"]


def test_the_score_is_said_with_factors_that_add_up(posting, capsys):
    text = good_posting.replace("# Baker", "# Junior Baker ninja")
    arguments = (posting(text, "posting.md"), "--jurisdiction", "GB")
    findings = json.loads(run(capsys, *arguments)[1])
    score = json.loads(run(capsys, *arguments, "--format", "score")[1])
    factors = score["factors"]
    assert 0 < score["points"] < score["of"] == 100 == sum(factor["of"] for factor in factors)
    assert score["points"] == sum(factor["points"] for factor in factors)
    lost = {factor["name"]: factor["of"] - factor["points"] for factor in factors}
    for name, points in lost.items():
        assert abs(sum(row["cost"] for row in findings if row["category"] == name) - points) <= 0.6, name


def test_a_text_that_is_no_posting_has_no_score(posting, capsys):
    assert json.loads(run(capsys, posting("You bake bread."), "--format", "score")[1])["points"] is None
    assert "Score: not measured\n" in run(capsys, posting("You bake bread."), "--format", "text")[1]


def test_the_score_to_read(posting, capsys):
    out = run(capsys, posting(good_posting, "posting.md"), "--format", "text")[1]
    told = dict(re.findall(r"^    (\w+) +(\d+) of +\d+ ", out, re.MULTILINE))
    assert f"Score: {sum(map(int, told.values()))} of 100\n" in out
    assert set(told) == {"specificity", "structure", "honesty", "language", "readability"}
    assert re.search(r"^    law +– +Not measured: no place is known", out, re.MULTILINE)


def test_no_finding_is_an_empty_list(posting, capsys):
    assert language_of(run(capsys, posting("Baker\n\nYou bake bread at night.\n"))[1]) == []


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍⚕️ Nurse\n\nYou report to the chairman.",
        "Nurse\r\n\r\nYou report\r\nto the chairman.\r\n",
        "\u0130 chairman",
    ],
    ids=["emoji", "crlf", "small letter of two"],
)
def test_places_are_code_points_of_the_text(text, posting, capsys):
    (row,) = language_of(run(capsys, posting(text))[1])
    assert text[row["start"] : row["end"]] == row["text"] == "chairman"


def test_a_byte_order_mark_does_not_count(posting, capsys):
    for content in (b"\xef\xbb\xbfChairman", "Chairman".encode("utf-16")):
        (row,) = language_of(run(capsys, posting(content))[1])
        assert (row["start"], row["end"]) == (0, 8)


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(POSTING.encode())))
    assert len(language_of(run(capsys, "-")[1])) == 3


@pytest.mark.parametrize("format", [Format.DOCX, Format.PDF, Format.HTML])
def test_other_files_are_read_first_and_it_is_said(format, posting, capsys):
    lines = ("You report to the chairman.", "You write the board's papers.")
    document = Document("Clerk", (DocumentSection(SectionKind.RESPONSIBILITIES, "What you will do", lines),))
    exported = documents.export(document, format)
    path = posting(exported.content, exported.filename)
    code, out, err = run(capsys, path)
    (row,) = language_of(out)
    assert code == 0
    assert err.count("\n") == 1
    assert f"python -m ml read {path} --format markdown" in err
    assert cli.main(["read", path, "--format", "markdown"]) == 0
    assert (
        capsys.readouterr().out[row["start"] : row["end"]]
        == "chairman"
        == read_text(path)[0][row["start"] : row["end"]]
    )


def test_to_read(posting, capsys):
    code, out, _ = run(capsys, posting("Nurse\n\nYou report to\r\nthe chairman.\n"), "--format", "text")
    assert code == 0
    assert "4:5: warning (gendered-words): chairman\n" in out
    assert "    Instead: chair | chairperson\n" in out
    assert "\n1 finding\nScore: " in out


@pytest.mark.parametrize(
    ("text", "threshold", "code"),
    [(POSTING, "error", 1), ("You report to the chairman.", "error", 0), ("You report to the chairman.", "warning", 1)],
)
def test_the_end_can_depend_on_the_findings(text, threshold, code, posting, capsys):
    assert run(capsys, posting(text), "--fail-on", threshold)[0] == code


def test_what_is_known_besides_reaches_the_rules(posting, capsys, monkeypatch):
    seen = []
    monkeypatch.setattr("ml.checks.check", lambda subject: seen.append(subject.context) or ())
    options = [
        "--jurisdiction",
        "us-co",
        "GB",
        "--posting-date",
        "2026-07-01",
        "--employees",
        "9",
        "--language",
        "en-US",
    ]
    assert run(capsys, posting(), *options)[0] == 0
    (context,) = seen
    assert context.jurisdictions == ("US-CO", "GB")
    assert str(context.posting_date) == "2026-07-01"
    assert (context.employees, context.language) == (9, "en-US")


@pytest.mark.parametrize(
    ("content", "name"),
    [("", "empty.txt"), (" \n", "blank.md"), (b"PK\x03\x04 broken", "broken.docx"), (b"a\0b", "zero.txt")],
)
def test_files_that_cannot_be_read(content, name, posting, capsys):
    code, out, err = run(capsys, posting(content, name))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert name in err


def test_a_file_that_is_not_there(tmp_path, capsys):
    code, out, err = run(capsys, str(tmp_path / "none.txt"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "No such file" in err


@pytest.mark.parametrize(
    "options",
    [
        ["--posting-date", "1 July"],
        ["--jurisdiction", "Colorado!"],
        ["--jurisdiction", "US-C0"],
        ["--employees", "-3"],
        ["--employees", "many"],
        ["--language", "fr"],
        ["--format", "xml"],
        ["--fail-on", "all"],
        ["--unknown"],
    ],
)
def test_bad_options_end_in_one_line(options, posting, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["check", posting(), *options])
    out, err = capsys.readouterr()
    assert (caught.value.code, out, err.count("\n")) == (2, "", 1)
