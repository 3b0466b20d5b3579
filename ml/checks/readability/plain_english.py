"""What the rules of readability share: their category and source, and the sentences they look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ml.checks.findings import Category, Evidence, Severity
from ml.checks.rule import Rule
from ml.checks.subject import Span, Subject

#: Where a reader can halt inside a sentence: a list in one sentence reads like a list. A stop without a blank behind
#: it ends a sentence, too.
STRETCH = re.compile(r"[;:()\[\]•]|\s[-–—]\s|—|\s\*\s|(?<=[a-z])[.!?](?=[A-Z])")

#: The British government's rules for its own pages, which rest on studies of how people read.
GOV_UK = "https://www.gov.uk/guidance/content-design/writing-for-gov-uk"


def readability_rule(name: str, severity: Severity = Severity.NOTE, evidence: Evidence = Evidence.CONVENTION) -> Rule:
    return Rule(name, Category.READABILITY, severity, GOV_UK, evidence)


def sentences_of(subject: Subject) -> Sequence[Span]:
    """None of a sentence by itself, such as a title or a quotation: how a text reads is seen in a text."""
    return subject.english_sentences if len(subject.english_sentences) > 1 else ()
