from __future__ import annotations

import json
from pathlib import Path

import pytest

from ml.evaluation.titles import judge, main, read_titles, report
from ml.grounding.matcher import Matcher
from ml.library import default_library

REAL_TITLES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "jd-hahu-esco-gold.csv"
ROWS = "title,esco_code\nRegistered Nurse,2221.1\nAcountant,2411.1\nPlumber,2411.1\nWizard,3155.1\n ,1\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "titles.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lexical():
    return Matcher(default_library(), None, None)


def test_it_works(file, capsys):
    assert main([str(file), "--without-encoder"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "titles": 4,
        "covered": 3,
        "right": 0.667,
        "close": 1.0,
        "right_of_close": 0.667,
        "by_method": {"exact": {"titles": 2, "right": 0.5}, "fuzzy": {"titles": 1, "right": 1.0}},
        "right_of_all_close": 0.667,
        "not_covered_but_close": 0.0,
        "wrong_and_close": ["Plumber (2411): plumber, 1.00 exact"],
        "accuracy": {
            "exact": {"at_1": 0.25, "at_5": 0.25},
            "fuzzy": {"at_1": 0.5, "at_5": 0.5},
            "full": {"at_1": 0.5, "at_5": 0.5},
        },
    }


def test_official_titles_from_folders(file, tmp_path, capsys):
    header = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
    (tmp_path / "occupations_en.csv").write_text(f"{header}Occupation,x/1,3155,charm engineer,wizard\n")
    assert main([str(file), "--without-encoder", "--esco", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"]["exact"] == {"at_1": 0.5, "at_5": 0.5}


def test_titles_that_workers_report(file, tmp_path, capsys):
    (tmp_path / "Occupation Data.txt").write_text("O*NET-SOC Code\tTitle\tDescription\n29-1141.00\tNurses\tx\n")
    (tmp_path / "Alternate Titles.txt").write_text("O*NET-SOC Code\tAlternate Title\n")
    reported = "O*NET-SOC Code\tReported Job Title\n29-1141.00\tStaff Nurse\n"
    (tmp_path / "Sample of Reported Titles.txt").write_text(reported)
    assert main([str(file), "--without-encoder", "--onet", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["reported"]["right"] == 1.0


def test_a_folder_without_the_files(file, tmp_path, capsys):
    assert main([str(file), "--esco", str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_no_titles(lexical):
    assert report(judge([], lexical))["right"] == 0.0


@pytest.mark.parametrize(("text", "reason"), [("a,b\n1,2\n", "needs the columns title and esco_code"), ("", "needs")])
def test_a_file_without_the_columns(text, reason, tmp_path, capsys):
    path = tmp_path / "titles.csv"
    path.write_text(text)
    assert main([str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err


def test_a_missing_file(tmp_path, capsys):
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.skipif(not REAL_TITLES.is_file(), reason="real titles are not in this checkout (../shared/data)")
def test_by_spelling_alone_a_close_match_is_nearly_always_right(lexical):
    figures = report(judge(read_titles(REAL_TITLES), lexical))
    assert figures["covered"] > 20
    assert figures["right_of_close"] >= 0.69  # where it is not, the code is mostly that of a neighbour
    assert figures["right_of_all_close"] >= 0.66  # those that no profile stands for included
