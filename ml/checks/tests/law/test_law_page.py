"""docs/law.md is what the packs say, and says when they are to be reviewed again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from ml import cli, cli_law
from ml.checks.law import table
from ml.checks.law.loader import rules
from ml.checks.law.schema import Grade

RULE = rules()[0]


def test_the_page_names_every_rule_and_its_source():
    page = table.TABLE.read_text(encoding="utf-8")
    for rule in rules():
        assert f"| {rule.code} v{rule.version} |" in page
        assert rule.source in page
        assert all(text in page for text in (*rule.notes, *rule.conflicts))
    assert "Help, not legal advice." in page


def test_the_page_counts_on_what_the_rules_stand():
    said = r"Of the (\d+) rules, (\d+|none) stand on .*, (\d+|none) on .* and (\d+|none) on memory"
    every, *by_grade = re.search(said, table.as_markdown()).groups()
    counts = [sum(rule.grade is grade for rule in rules()) for grade in Grade]
    assert (every, by_grade) == (str(len(rules())), [str(count or "none") for count in counts])


def test_the_page_is_up_to_date(capsys):
    assert cli.main(["law"]) == 0
    assert capsys.readouterr().out == table.TABLE.read_text(encoding="utf-8")


def test_the_json_has_every_field(capsys):
    assert cli.main(["law", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["help"] == "Help, not legal advice."
    assert len(found["rules"]) == len(rules())
    assert {"threshold", "reach", "spread", "retention_years", "reviewed_on", "conflicts"} <= set(found["rules"][0])


@pytest.mark.parametrize(("days", "counts"), [(180, (0, 0)), (181, (1, 0)), (365, (1, 0)), (366, (0, 1))])
def test_a_rule_grows_old(days, counts):
    soon, too_late = table.reviews_due(RULE.reviewed_on + timedelta(days), [RULE])
    assert (len(soon), len(too_late)) == counts
    assert all(RULE.code in text and str(RULE.reviewed_on) in text for text in (*soon, *too_late))


def test_a_version_that_has_ended_needs_no_review_soon():
    ended = replace(RULE, effective_to=RULE.reviewed_on)
    assert table.reviews_due(RULE.reviewed_on + timedelta(200), [ended]) == ([], [])


def test_the_release_fails_for_what_is_too_old_and_only_warns_before(capsys):
    newest, oldest = (pick(rule.reviewed_on for rule in rules()) for pick in (max, min))
    assert cli_law._check(newest) == 0
    assert capsys.readouterr().err == ""
    assert cli_law._check(oldest + timedelta(200)) == 0
    assert "warning: " in capsys.readouterr().err
    assert cli_law._check(oldest + timedelta(366)) == 1
    assert "error: " in capsys.readouterr().err


def test_a_page_that_is_out_of_date_fails(tmp_path, monkeypatch, capsys):
    page = tmp_path / "law.md"
    monkeypatch.setattr(table, "TABLE", page)
    assert cli_law._check(RULE.reviewed_on) == 1
    page.write_text("old", encoding="utf-8")
    assert cli_law._check(RULE.reviewed_on) == 1
    assert "python -m ml law > docs/law.md" in capsys.readouterr().err
