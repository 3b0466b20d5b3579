"""Real adverts: places are right whatever the text, the score adds up, and sentences that mislead checkers pass."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from ml.checks import check, honesty, read_subject, readability, score, specificity, structure

DATA = Path(__file__).parents[4] / "shared" / "data"
OURS = (structure, readability, specificity, honesty)
MOST_FLAGGED = 0.05


def rows_of(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the adverts for tests are not on this machine ({path})")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text_of(row):
    description = html.unescape(html.unescape(row["jsonld"]["description"]))
    lines = re.sub(r"(?i)<li[^>]*>", "\n- ", re.sub(r"(?i)</?(?:p|br|div|ul|h\d)[^>]*>", "\n", description))
    return f"{row['jsonld'].get('title', '')}\n\n{re.sub(r'<[^>]+>', '', lines)}"


@pytest.mark.slow
def test_every_place_is_that_of_its_words_and_every_score_adds_up():
    for row in rows_of("jd-nhs-jobs.jsonl")[::3]:
        subject = read_subject(text_of(row))
        findings = check(subject)
        for finding in findings:
            assert subject.text[finding.start : finding.end] == finding.text, row["id"]
        result = score(subject, findings)
        assert result.points == sum(factor.points or 0 for factor in result.factors), row["id"]


def test_sentences_in_which_other_checkers_are_wrong_pass():
    rows = rows_of("peer_false_positives.jsonl")
    subjects = [read_subject(row["sentence"]) for row in rows]
    flagged = [subject.text for subject in subjects if any(list(rule(subject)) for each in OURS for rule in each.RULES)]
    assert len(flagged) <= MOST_FLAGGED * len(rows), flagged
