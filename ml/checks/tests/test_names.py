from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import ml.checks
from ml.checks.law.wordings import wordings
from ml.checks.names import NAMES, name_of
from ml.checks.rule import Rule

FOLDER = Path(ml.checks.__file__).parent
NAMED_IN_PLACE = re.compile(r'\brule="([a-z-]+)"')
TERMS = re.compile(r'find_terms\(subject, "([a-z_]+)"')
TOPICS = re.compile(r'(?:\bGap\(|_statement\(|_at\(shown,)\s*"([a-z-]+)"')


def declared() -> set[str]:
    """Of every rule that is declared anywhere in `ml.checks`: what its findings name as their rule."""
    source = "\n".join(path.read_text() for path in FOLDER.rglob("*.py") if "tests" not in path.parts)
    names = [one.name for one in walk_packages(ml.checks.__path__, "ml.checks.") if ".tests" not in one.name]
    modules = [import_module(name) for name in names]
    objects = {value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    by_word_list = {name.replace("_", "-") for name in TERMS.findall(source)}
    by_law = {f"law-{topic}" for topic in [*TOPICS.findall(source), *(name.replace("_", "-") for name in wordings())]}
    return objects | set(NAMED_IN_PLACE.findall(source)) | by_word_list | by_law


def test_every_rule_has_a_name_and_no_name_is_left_over():
    assert len(declared()) > 80
    assert declared() == set(NAMES)


def test_no_two_are_alike():
    assert [name for name, count in Counter(name.casefold() for name in NAMES.values()).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES.values())
def test_they_are_in_sentence_case(name):
    first, *others = re.findall(r"\w+", name)
    assert first[0].isupper()
    assert [word for word in others if word[0].isupper() and word not in ("AI", "Canadian")] == []
    assert len(name) <= 34


def test_a_rule_of_earlier_days_is_still_readable():
    assert name_of("title_shouts") == "Title shouts"
