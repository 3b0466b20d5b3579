"""A text that speaks of "we" far more often than of "you": it tells of the employer rather than of the job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject

RULE = structure_rule("more-we-than-you", Severity.NOTE)
#: "US" in capitals is a country.
WE = re.compile(r"\b(?:[Ww]e|WE|[Oo]urs?|OUR|[Uu]s)\b(?!\.)")
YOU = re.compile(r"\b(?:you|yours?|yourself)\b", re.IGNORECASE)
FEW, TIMES = 10, 2


def check_you_and_we(subject: Subject) -> Iterator[Finding]:
    if not (subject.is_posting and subject.is_english):
        return
    we, you = len(WE.findall(subject.text)), len(YOU.findall(subject.text))
    if we >= FEW and we > TIMES * you:
        yield RULE.of_text(
            f"“We” and “our” stand in it {we} times, “you” and “your” {you}: say more of what the reader does and gets."
        )
