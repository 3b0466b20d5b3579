"""What nearly every posting says and this one does not: the work, what it asks, what it gives.

A thing counts as said if a section has its heading, or if any of its usual words stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ml.checks.findings import Finding, Severity
from ml.checks.rule import Rule
from ml.checks.structure.rules_of_thumb import structure_rule
from ml.checks.subject import Subject
from ml.contracts import SectionKind
from ml.language.verbs import forms, lexicon

RULE = structure_rule("missing-section", Severity.WARNING)
#: Pay is often still open while a text is written, and a matter of the rules of law.
NO_PAY = structure_rule("missing-section", Severity.NOTE)
#: Verbs that ask the reader to do something now.
TO_READERS = frozenset(
    "apply contact visit join call email send submit see click come find read follow help check".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    sections: frozenset[SectionKind]
    words: re.Pattern[str]
    reason: str
    rule: Rule = RULE


PARTS = (
    Part(
        frozenset({SectionKind.RESPONSIBILITIES, SectionKind.SUMMARY, SectionKind.FIRST_90_DAYS}),
        re.compile(
            r"\b(?:responsib|dut(?:y|ies)\b|you(?:['’]ll| will| would)\b|role\b|tasks?\b|involves?\b|perform|"
            r"post ?holder|incumbent|(?:position|job) (?:will|is|provides|coordinates)|in charge of)",
            re.IGNORECASE,
        ),
        "It does not say what the person will do.",
    ),
    Part(
        frozenset({SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE}),
        re.compile(
            r"\b(?:requir|qualifi|must\b|experience|skills?\b|should (?:have|be)\b|able to\b|ability|looking for|"
            r"you(?:['’]ll| will)? (?:have|need|bring)\b|essential|desirable|knowledge|"
            r"(?:candidate|applicant|person|someone|somebody|individual|professional)s? (?:who|with)\b|"
            r"training (?:is )?(?:given|provided))",
            re.IGNORECASE,
        ),
        "It does not say what somebody needs for the work.",
    ),
    Part(
        frozenset({SectionKind.PAY, SectionKind.BENEFITS}),
        re.compile(
            r"[£$€]\s?\d|\b(?:pay(?:ing|s)?|paid|salar(?:y|ies)|wages?|compensation|remuneration|stipend|benefits?|"
            r"pension|holidays?|annual leave|we offer|unpaid|voluntary|band \d|per (?:hour|annum|year))\b",
            re.IGNORECASE,
        ),
        "It says nothing of pay or of what the person gets.",
        NO_PAY,
    ),
)


def check_missing_sections(subject: Subject) -> Iterator[Finding]:
    if not (subject.is_posting and subject.is_english):
        return
    for part in PARTS:
        is_known = SectionKind.PAY in part.sections and subject.context.pay is not None
        is_said = part.sections & subject.sections or part.words.search(subject.text)
        is_shown = SectionKind.RESPONSIBILITIES in part.sections and _shows_work(subject)
        if not (is_known or is_said or is_shown):
            yield part.rule.of_text(part.reason)


def _shows_work(subject: Subject) -> bool:
    """Does any sentence open with a verb of work ("Maintains the records"), or say one of who does this job?"""
    opening = (sentence.text.split()[0].strip(",;:").lower() for sentence in subject.sentences())
    return any(_is_work(verb) for verb in opening) or any(_is_work(verb) for verb in _said_of_job(subject))


def _said_of_job(subject: Subject) -> Iterable[str]:
    """What follows a word of the title or "they": "A Pastry Chef prepares", "chefs prepare", "they also taste"."""
    names = re.findall(r"[^\W\d_]{3,}", subject.title.text) if subject.title else []
    said = rf"(?=\b(?i:(?:{'|'.join(map(re.escape, names))})s?|they),? (?:also |can |may |will )?([a-z]+))"
    return re.findall(said, subject.text) if names else ()


def _is_work(verb: str) -> bool:
    return (verb in lexicon() or verb in forms()) and verb not in TO_READERS
