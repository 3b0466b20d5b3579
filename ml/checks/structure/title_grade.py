"""A step of the employer's own ladder in the title, which only insiders know: "Analyst III"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import renamed, title_of
from ml.checks.subject import Subject

RULE = structure_rule("title-grade", Severity.NOTE)
#: "Engineer II", "Analyst L5" at the end of a part of the title; "Phase II", "Tier II" and "World War II" name things.
NUMERAL = re.compile(
    r"(?<!\bWar)(?<!\bphase)(?<!\btier)(?<!\btype)(?<!\bclass)(?<!\blevel)(?<!\btitle)(?<!\bpart)(?<!\bcategory)"
    r"(?<!\bgrade)\s+(?-i:II|III|IV|L[1-9]|IC[1-9])(?=\s*(?:$|[-–—,(|:]))",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\bI{1,3}\s*(?:,|/|-|–|or|to|and|&)\s*(?:I{1,3}|IV)\b")


def check_title_grade(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    found = NUMERAL.search(title.text) if title else None
    if title and found:
        yield RULE.at(
            title,
            f"“{found[0].strip()}” is a step of your own ladder: people outside do not search for it.",
            () if SEVERAL.search(title.text) else (renamed(title, found.start(), found.end(), ""),),
        )
