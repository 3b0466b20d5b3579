"""A text that says no experience is needed, and then asks for years of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.honesty.asked_years import asked_years
from ml.checks.rule import Rule
from ml.checks.specificity.generic_lines import PREVIEWS
from ml.checks.subject import Subject

RULE = Rule("no-experience-but-years", Category.HONESTY, Severity.WARNING, PREVIEWS, Evidence.MIXED)
NONE_NEEDED = re.compile(
    r"\bno (?:previous |prior |work )*experience (?:is )?(?:needed|required|necessary|essential)\b|"
    r"\bexperience (?:is )?not (?:needed|required|necessary|essential)\b",
    re.IGNORECASE,
)


def check_no_experience(subject: Subject) -> Iterator[Finding]:
    said = NONE_NEEDED.search(subject.text)
    for asked in asked_years(subject) if said else ():
        if said:
            yield RULE.at(asked.place, f"Elsewhere it says “{said[0]}”: only one of the two can be true.")
