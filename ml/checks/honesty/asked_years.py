"""Where a posting asks for years of experience, and how it reads without the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ml.checks.levels import BEGINNERS, EARLY
from ml.checks.subject import Block, Span, Subject
from ml.contracts import SectionKind

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
YEAR = re.compile(r"(?i)\by(?:ea)?rs?\b")
ASKED = re.compile(
    r"(?:\b(?:(?:an? )?(?:minimum|min\.?)(?: of)?|at least|no less than|not less than|more than|over) )?"
    rf"\b(?P<years>{NUMBER})\s?(?:\(\d{{1,2}}\)\s?)?(?:\+|plus|or more)?\s?(?:(?:-|–|to)\s?{NUMBER}\s?\+?\s?)?"
    r"(?:full )?(?:years?|yrs?)(?:['’]s?)?(?:\s?\+)?(?: or more)?(?: of)? "
    r"(?P<kind>(?:(?!(?:years?|and|or|in|as|with|at|for|to|from|on|above|plus|is|are)\b)"
    r"[a-z][\w’'-]*,? ){0,4}?experience)\b",
    re.IGNORECASE,
)
#: The employer's own years, and the time that law or a profession sets.
NOT_ASKED = re.compile(
    r"\b(?:we|our|us|ours|has|combined|company|firm|founded|established|team of)\b|\bno$", re.IGNORECASE
)
BY_LAW = re.compile(
    r"\b(?:post[- ]?(?:grad|graduate|registration|qualif\w+|certification|doctoral)|pqe|licen[cs]\w+|registration|"
    r"admitted|driving|flight|supervised|statut\w+|by law)\b",
    re.IGNORECASE,
)
#: Steps of a pay scale: "less than 2 years' experience: £17,500; more than 2 years' experience: £20,400".
PAY_STEP = re.compile(r"\bless than\b|^\s*[-–:]?\s*[£$€]", re.IGNORECASE)
#: What is open to other evidence asks for no years.
OR_ELSE = re.compile(
    r"\bor (?:an? )?(?:equivalent|comparable|similar (?:level|combination)|combination)\b", re.IGNORECASE
)
#: In front of one of these, or with a verb or a part of it behind, the sentence would not go on without the number.
NEEDS_NUMBER = re.compile(
    rf"\b(?:an?|the|additional|another|last|past|next|first|each|these|those|of|than|preferably|ideally|about|around|"
    rf"approximately|up to|{NUMBER})\s+$|/\s*$",
    re.IGNORECASE,
)
GOES_ON_WITH_NUMBER = re.compile(
    rf"^\s+(?:are|were|have|must have|shall have|minimum|min\b|or (?:more|above))\b|"
    rf"^[^.]{{0,60}}\b(?:of|out of|with) (?:which|whom|that|those|these|{NUMBER})\b|"
    rf"^[;,]? (?:of )?which {NUMBER}\b|^ for (?:a )?(?:diploma|degree|bachelor|master)",
    re.IGNORECASE,
)
MOST = 15
#: Characters within which words belong to a number of years.
NEAR = 60
MANY_FOR_BEGINNERS = 3
SAYS_BEGINNERS = re.compile(
    r"\b(?:entry[- ]level|junior[- ]level|graduate) (?:role|job|position|post|opportunity|vacancy)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AskedYears:
    """`without` stands in the place of the words; empty where the sentence would not go on."""

    place: Span
    years: int
    without: str = ""


def asked_years(subject: Subject) -> Iterator[AskedYears]:
    if subject.is_english:
        for block in subject.lines():
            if block.section is not SectionKind.ABOUT and YEAR.search(block.text):
                yield from _asked_in(block)


def is_for_beginners(subject: Subject) -> bool:
    """By the level of the job where that is known, else by what the title or the text says."""
    if subject.context.level:
        return subject.context.level in BEGINNERS
    says_title = subject.title and EARLY.search(subject.title.text)
    return bool(says_title or SAYS_BEGINNERS.search(subject.text))


def is_too_much(subject: Subject, asked: AskedYears) -> bool:
    """Whether a beginner cannot have so many years."""
    return asked.years >= MANY_FOR_BEGINNERS and is_for_beginners(subject)


def _asked_in(block: Block) -> Iterator[AskedYears]:
    for sentence in block.sentences():
        for found in ASKED.finditer(sentence.text):
            years = int(found["years"]) if found["years"].isdigit() else NUMBERS[found["years"].lower()]
            before, after = sentence.text[: found.start()], sentence.text[found.end() :]
            if years <= MOST and not _is_excused(before, found[0], after):
                yield AskedYears(Span(found[0], sentence.start + found.start()), years, _without(found, before, after))


def _is_excused(before: str, said: str, after: str) -> bool:
    is_pay_step = PAY_STEP.search(before) or PAY_STEP.search(after)
    is_own = NOT_ASKED.search(before[-NEAR:])
    return bool(is_pay_step or is_own or BY_LAW.search(said + after[:NEAR]) or OR_ELSE.search(after))


def _without(found: re.Match[str], before: str, after: str) -> str:
    kind = found["kind"]
    if (
        NEEDS_NUMBER.search(before)
        or GOES_ON_WITH_NUMBER.search(after)
        or kind.lower().startswith(("the ", "this ", "such "))
    ):
        return ""
    return kind[:1].upper() + kind[1:] if not before.strip() or found[0][:1].isupper() else kind
