"""The rules of language over postings of others; docs/checks.md tells how they were read."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from ml.checks import read_subject
from ml.checks.language import RULES

SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared data, no part of the repository")

#: Of sentences in which other checkers are wrong, so many may be marked: those that hold something else as well.
MARKED_AT_MOST = 0.05
ADVERTS = 200


def findings_of(text):
    subject = read_subject(text)
    return [finding for rule in RULES for finding in rule(subject)]


def rows_of(name):
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def plain(markup: str) -> str:
    text = html.unescape(html.unescape(markup))
    text = re.sub(r"(?i)<(?:br|/p|/li|/h\d|/ul|/div)[^>]*>", "\n", text)
    return re.sub(r"<[^>]+>", "", re.sub(r"(?i)<li[^>]*>", "\n- ", text)).strip()


def adverts() -> Iterator[str]:
    """Every so many of each source, 200 in all."""
    files = sorted((SHARED / "jsonld_files").glob("*.json"))
    postings = chain(
        (row["jsonld"] for row in rows_of("jd-nhs-jobs.jsonl")),
        (json.loads(file.read_text(encoding="utf-8")) for file in files),
    )
    marked_up = [f"{posting['title']}\n{plain(posting['description'])}" for posting in postings]
    yield from every(marked_up, ADVERTS // 2)
    for name, title in (("jd-us-election-jobs.csv", "job_title"), ("jd-hahu-esco-gold.csv", "title")):
        with (SHARED / name).open(encoding="utf-8", newline="") as lines:
            yield from every([f"{row[title]}\n{row['description']}" for row in csv.DictReader(lines)], ADVERTS // 4)


def every(texts, count):
    return texts[:: len(texts) // count][:count]


def test_where_other_checkers_are_wrong_ours_are_silent():
    rows = rows_of("peer_false_positives.jsonl")
    marked = [row["sentence"] for row in rows if findings_of(row["sentence"])]
    assert len(marked) <= MARKED_AT_MOST * len(rows), marked


@pytest.mark.slow
def test_replacements_fit_where_they_stand():
    texts = list(adverts())
    assert len(texts) == ADVERTS
    found = [(text, finding) for text in texts for finding in findings_of(text)]
    assert len(found) > ADVERTS / 10
    for text, finding in found:
        assert finding.is_of_whole_text or text[finding.start : finding.end] == finding.text
        for replacement in finding.replacements:
            around = text[max(0, finding.start - 20) : finding.start] + replacement + text[finding.end :][:20]
            assert not re.search(r"(?i)\b(?:a|an|the) (?:a|an|the)\b|\ba [aei]\w", around), around
            assert replacement == replacement.strip() != ""
