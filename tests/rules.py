"""Rules for tests of what is done with findings: a few made-up words, so that no test hangs on the real word lists."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from ml.checks import Category, Evidence, Finding, Severity, Subject

SOURCE = "Made up for tests, https://example.com/study"
#: Word -> what stands in its place, the better one first.
JARGON = {"rockstar": ("expert", "specialist"), "ninja": ("engineer",), "🚀guru": ("adviser",)}


def check_jargon(subject: Subject) -> Iterator[Finding]:
    for word, replacements in JARGON.items():
        for found in re.finditer(rf"{word}\b", subject.text):
            yield _finding("test_jargon", found, "Few readers take this word as it is meant.", replacements)


def check_age(subject: Subject) -> Iterator[Finding]:
    for found in re.finditer(r"\byoungster\b", subject.text):
        yield _finding("test_age", found, "Age says nothing about the work.", (), Severity.ERROR)


def check_length(subject: Subject) -> Iterator[Finding]:
    if "rockstar" in subject.text:
        characters = f"The text has {len(subject.text):,} characters."
        yield Finding(
            "test_length", Category.STRUCTURE, Severity.NOTE, 0, 0, "", characters, SOURCE, Evidence.CONVENTION
        )


RULES = (check_jargon, check_age, check_length)


def use_test_rules() -> None:
    """In the place of the real ones, in this process."""
    sys.modules["ml.checks.check"].RULES = RULES


def _finding(
    rule: str, found: re.Match[str], reason: str, replacements: tuple[str, ...], severity: Severity = Severity.WARNING
) -> Finding:
    category, evidence = Category.LANGUAGE, Evidence.MIXED
    return Finding(
        rule, category, severity, found.start(), found.end(), found[0], reason, SOURCE, evidence, replacements
    )
