"""An amount of pay in the title, which has a field of its own and is cut off by many boards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import GOOGLE, structure_rule
from ml.checks.structure.title_words import renamed, title_of
from ml.checks.subject import Subject

RULE = structure_rule("title-pay", Severity.WARNING, GOOGLE)
AMOUNT = r"(?:[£$€]\s?\d[\d,.]*\s?k?|\b[1-9]\d{1,2}\s?k)\b"
PAY = re.compile(
    rf"(?:\b(?:up to|from|circa|c\.|paying|salary:?|pay:?)\s+)?{AMOUNT}(?:\s?(?:-|–|to)\s?{AMOUNT})?\+?"
    r"(?:\s?(?:per|an?|/|p\.?)\s?(?:hour|day|week|month|year|annum|hr|h|a)\b\.?)?(?:\s?\+)?",
    re.IGNORECASE,
)
#: Sums that the work is about: "401k Administrator", "£5m Bid Manager", "10k Run Coordinator".
THING = re.compile(r"401\s?\(?k|\dk\s+(?:run|race|walk)|^\s?(?:m|bn|million|billion)\b", re.IGNORECASE)


def check_title_pay(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    found = PAY.search(title.text) if title else None
    if title and found and not THING.search(title.text[found.start() :][:16]):
        yield RULE.at(
            title,
            "Pay belongs into its own field and section: job boards read it there and refuse it in a title.",
            (renamed(title, found.start(), found.end(), ""),),
        )
