"""A sentence that has to be read twice.

The British government asks for 25 words at most. Only what is far longer is named here, in its longest stretch between
semicolons, colons, dashes and brackets: a list in one sentence reads like a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.readability.plain_english import STRETCH, readability_rule, sentences_of
from ml.checks.subject import Subject

#: Its words are those of a law or of lawyers, and its list of grounds is nobody's to shorten.
STATEMENT = re.compile(
    r"equal (?:employment )?opportunit|discriminat|without regard to|"
    r"regardless of (?:\w+,? ){1,4}(?:or|and|sex|gender|race|age)\b|protected (?:veteran|characteristic|class)",
    re.IGNORECASE,
)
MOST_WORDS, FAR_TOO_MANY = 40, 60
LONG = readability_rule("long-sentence", Severity.NOTE, Evidence.MIXED)
VERY_LONG = readability_rule("long-sentence", Severity.WARNING, Evidence.MIXED)


def check_long_sentences(subject: Subject) -> Iterator[Finding]:
    for sentence in sentences_of(subject):
        words = max(len(stretch.split()) for stretch in STRETCH.split(sentence.text))
        if words > MOST_WORDS and not STATEMENT.search(sentence.text):
            rule = VERY_LONG if words > FAR_TOO_MANY else LONG
            yield rule.at(sentence, f"{words} words without a halt: make it two sentences, or a list.")
