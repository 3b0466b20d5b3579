from __future__ import annotations

import json

import pytest

from ml.cli import main
from ml.voice_learning.tests.postings import STERN, WHAT


@pytest.fixture
def postings(tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(STERN.format(title=f"Clerk {number}", what=WHAT[number]))
    return [str(path) for path in paths]


def test_it_works(postings, capsys):
    assert main(["voice", *postings]) == 0
    out = capsys.readouterr().out
    assert "Speaks to: postholder" in out
    assert "4 of 4 postings" in out


def test_json(postings, capsys):
    assert main(["voice", *postings, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["postings"] == 4
    assert {finding["setting"] for finding in report["findings"]} >= {"person", "spelling"}


@pytest.mark.parametrize(
    ("names", "reason"),
    [(["missing.md"], "No such file"), (["a.odt"], "cannot be read"), (["a.exe"], "cannot be read")],
)
def test_bad_files(names, reason, capsys):
    assert main(["voice", *names]) == 2
    assert reason in capsys.readouterr().err


def test_too_few(postings, capsys):
    assert main(["voice", postings[0]]) == 2
    assert "at least 3" in capsys.readouterr().err
