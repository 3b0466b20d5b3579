from __future__ import annotations

import re
from importlib.resources import files

import pytest

from ml.checks.language import RULES
from ml.checks.language.word_lists import word_list
from ml.checks.tests.language.reading import findings_of

LISTS = sorted(
    file.name.removesuffix(".toml")
    for file in files("ml.checks.language").iterdir()
    if file.name.endswith(".toml") and file.name != "coded_words.toml"
)


def terms_of(name):
    return {term for terms in word_list(name).values() for term in terms}


@pytest.mark.parametrize("name", LISTS)
def test_every_pattern_can_be_read_and_every_way_out_is_told(name):
    for term in terms_of(name):
        assert term.pattern.pattern
        assert len(term.replacements) <= 3
        assert term.group.reason.endswith(".")
        ways = (" say ", " take ", " name ", " leave ", " ask ")
        assert term.replacements or any(way in term.group.reason for way in ways), term.words
        marks = {int(mark) for text in term.replacements for mark in re.findall(r"\\(\d)", text)}
        assert max(marks, default=0) <= term.pattern.groups, term.words


def test_no_replacement_is_a_finding_itself():
    for name in LISTS:
        for term in terms_of(name):
            for replacement in term.replacements:
                text = f"We want {re.sub(r' ?[0-9]', '', replacement.replace(chr(92), ''))} here."
                found = [finding for rule in RULES for finding in findings_of(rule, text)]
                assert found == [], (term.words, replacement)
