"""A word in the title that nobody searches for, such as "ninja"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import any_of, title_of, title_words
from ml.checks.subject import Subject

RULE = structure_rule("title-jargon", Severity.WARNING)


def check_title_jargon(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    for found in _pattern().finditer(title.text) if title else ():
        if title:
            yield RULE.at(
                subject.part(title.start + found.start(), title.start + found.end()),
                f"Nobody searches for “{found[0]}”: use the usual name of the work, such as developer or specialist.",
            )


@cache
def _pattern() -> re.Pattern[str]:
    jargon = title_words()["jargon"]
    return any_of([*jargon["words"].split(), *jargon["phrases"]])
