"""Rule packs that cannot be used are told with the file, the rule and the key."""

from __future__ import annotations

import pytest

from ml.checks.law.loader import load_packs
from ml.checks.law.schema import LawError
from ml.checks.law.wordings import wordings

GOOD = """
region = "Test"
reviewed_on = 2026-11-23
[[rule]]
code = "US-CO"
version = 1
name = "A law"
jurisdiction = "US-CO"
effective_from = 2024-01-01
reach = ["place"]
required = ["pay"]
source = "A source"
grade = "primary"
"""


def load(folder, text):
    folder.joinpath("test.toml").write_text(text, encoding="utf-8")
    return load_packs(folder)


def test_it_works(tmp_path):
    (rule,) = load(tmp_path, GOOD)
    assert (rule.code, rule.threshold.employees, str(rule.reviewed_on)) == ("US-CO", 0, "2026-11-23")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("grade =", "grades =", r"test.toml: rule 1 \(US-CO\).grades: is not known; did you mean 'grade'"),
        ('grade = "primary"', "", r"rule 1 \(US-CO\).grade: is missing"),
        ('"primary"', '"gossip"', "grade: 'gossip' is not known; choose of primary, secondary, memory"),
        ("version = 1", 'version = "1"', "version: must be a whole number, not '1'"),
        ("version = 1", "version = true", "version: must be a whole number, not True"),
        ("version = 1", "version = 2", "US-CO: its versions must count from 1"),
        ("2024-01-01", "2024-01-01T00:00:00", "effective_from: must be a date"),
        ('["place"]', '"place"', "reach: must be a list"),
        ('["place"]', "[]", "reach is empty"),
        ('["pay"]', '["payy"]', r"required\[0\]: 'payy' is not known"),
        ('["pay"]', '["pay", "pay_range"]', "say two things of the same"),
        ('required = ["pay"]', "", "asks for nothing"),
        ('required = ["pay"]', 'required_later = ["pay"]', "required_later and later belong together"),
        ('required = ["pay"]', 'forbidden = ["rude"]', "forbidden 'rude' is not in wordings.toml"),
        ('jurisdiction = "US-CO"', 'jurisdiction = "US-XX"', "'US-XX' is not in jurisdictions.toml"),
        ("reach =", "effective_to = 2023-01-01\nreach =", "effective_to is before effective_from"),
        ("reach =", "threshold = 5\nreach =", "threshold: must be a table"),
        ("reach =", "threshold = { employes = 5 }\nreach =", "did you mean 'employees'"),
        ("reach =", "spread = { share = true }\nreach =", "share: must be a number"),
        ("region", "area", "'area' is not known; a pack has region"),
        ("[[rule]]", "[rule]", r"has no \[\[rule\]\]"),
        ("region =", "region", "not valid TOML"),
    ],
)
def test_bad_packs(tmp_path, old, new, message):
    with pytest.raises(LawError, match=message):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_versions_that_overlap(tmp_path):
    second = GOOD.split("[[rule]]")[1].replace("version = 1", "version = 2").replace("2024-01-01", "2025-01-01")
    with pytest.raises(LawError, match="version 1 must end before version 2 begins"):
        load(tmp_path, f"{GOOD}\n[[rule]]{second}")


def test_every_phrase_is_led_to_by_its_words():
    """A wording whose `words` are not in what it finds would never be read."""
    assert all(wording.words for wording in wordings().values() if wording.find)
