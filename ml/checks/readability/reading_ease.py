"""A text that as a whole is hard to read, by the Flesch reading ease (`ml.language.readability`).

The measure sees long words and long sentences and nothing else: trades with long words (physiotherapist) score low
whatever one does, so that only what Flesch himself called very difficult is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.checks.findings import Evidence, Finding, Severity
from ml.checks.readability.plain_english import STRETCH, readability_rule, sentences_of
from ml.checks.subject import Subject
from ml.language.readability import WORD, reading_ease

HARD = 30
#: Words below which the measure says little.
FEWEST_WORDS = 100
RULE = readability_rule("hard-to-read", Severity.WARNING, Evidence.MIXED)


def check_reading_ease(subject: Subject) -> Iterator[Finding]:
    ease = ease_of(subject)
    if ease is not None and ease < HARD:
        yield RULE.of_text(
            f"Its reading ease is {max(ease, 0):.0f}, and 60 is plain English: shorter sentences and words help most."
        )


def ease_of(subject: Subject) -> float | None:
    """None for a text that is too short to measure, or in another language.

    Flesch counts what semicolons and colons part as sentences of their own.
    """
    sentences = [stretch for sentence in sentences_of(subject) for stretch in STRETCH.split(sentence.text)]
    if sum(len(WORD.findall(sentence)) for sentence in sentences) < FEWEST_WORDS:
        return None
    return reading_ease(sentences)
