"""Two levels in one title: "Junior/Senior Developer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.structure.title_words import title_of
from ml.checks.subject import Subject

RULE = structure_rule("title-two-levels", Severity.NOTE)
SEVERAL = re.compile(
    r"\b(?:intern|trainee|graduate|junior|jr|mid(?:[- ]level)?|senior|snr|sr)\.?\s*(?:/|-|–|to|or|&|and)\s*"
    r"(?:junior|jr|mid(?:[- ]level)?|senior|snr|sr|lead|principal)\b",
    re.IGNORECASE,
)


def check_title_two_levels(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    found = SEVERAL.search(title.text) if title else None
    if title and found:
        yield RULE.at(
            subject.part(title.start + found.start(), title.start + found.end()),
            "Two levels in one title leave both groups in doubt: name one, or write a posting for each.",
        )
