"""A short form in the title that readers and searches know by its whole word: "Asst Mgr", "Sr Engineer"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import GOOGLE, structure_rule
from ml.checks.structure.title_words import any_of, in_case_of, title_of, title_words
from ml.checks.subject import Subject
from ml.grounding.titles import ABBREVIATIONS

RULE = structure_rule("title-abbreviation", Severity.NOTE, GOOGLE)


def check_title_abbreviation(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    for found in _pattern().finditer(title.text) if title else ():
        if title and f"({found[0]})" not in title.text:
            whole = _whole(found[0], title.text)
            end = found.end() + int(title.text[found.end() : found.end() + 1] == ".")
            place = subject.part(title.start + found.start(), title.start + end)
            yield RULE.at(place, f"People search for “{whole}”, and not all know “{place.text}”.", (whole,))


def _whole(short: str, title: str) -> str:
    """ "HCA" among small letters is "Healthcare Assistant"; "rep" is "representative"."""
    like = short.capitalize() if short.isupper() and not title.isupper() else short
    return in_case_of(like, ABBREVIATIONS[short.lower()])


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(title_words()["short"]["forms"].split())
