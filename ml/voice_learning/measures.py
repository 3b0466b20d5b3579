"""What one posting says of each setting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.contracts import LOCKED_SECTIONS, PROSE_SECTIONS, SectionKind
from ml.documents import STANDARD_HEADINGS, Document
from ml.language.contractions import count_contractions
from ml.language.spelling import IZE, IZE_RULE, OR, OR_RULE, PAIRS
from ml.voice_learning.evidence import Setting, Vote

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
YOU = re.compile(r"\b(?:you|your|yours|yourself|you['’](?:ll|re|ve|d))\b", re.IGNORECASE)
POSTHOLDER = re.compile(
    r"\b(?:the|this) (?:post[- ]?holder|job[- ]?holder|role[- ]?holder|incumbent|"
    r"(?:successful |ideal |right )?(?:candidate|applicant)|employee|appointee)s?\b",
    re.IGNORECASE,
)
#: Spelt or meant otherwise in the other English: no evidence of either.
AMBIGUOUS = frozenset(
    """program programs practice practiced practices license check checks story stories curb curbs tire tires cart carts
    schedule schedules truck trucks inquiry inquiries learned among toward while math theater mold molds plow color
    medical liter meter maneuver specialty specialties judgment acknowledgment practises practised enquiry enquiries
    judgement towards amongst grey mould moulds learnt cheques""".split()
)
BRITISH_WORDS = "CV|annual leave|bank holidays?|maternity|GCSEs?|A[- ]levels?|NHS|driving licence|fortnightly?|DBS|rota"
AMERICAN_WORDS = (
    r"401\(?k\)?|paid time off|PTO|high school diploma|GED|driver['’]s license|resumes?|résumés?|Social Security|"
    r"[Ff]ederal|[Cc]ounty Clerk|vacation days|bachelor['’]s degree|EEO|FLSA|Equal Opportunity Employer"
)
BRITISH = re.compile(rf"\b(?:{'|'.join(word for word in PAIRS if word not in AMBIGUOUS)})\b", re.IGNORECASE)
AMERICAN = re.compile(
    rf"\b(?:{'|'.join(sorted(word for word in set(PAIRS.values()) if word not in AMBIGUOUS))})\b", re.IGNORECASE
)
AMERICAN_IZE = re.compile(rf"\b(?:re|de|dis|un|)(?:{IZE})iz(?:e|es|ed|ing|ation|ations|er|ers|able)\b", re.IGNORECASE)
AMERICAN_OR = re.compile(
    rf"\b(?:dis|mis|)(?:{OR.replace('|hon', '').replace('|rig', '').replace('arm|', '').replace('|od', '')})or"
    r"(?:s|ed|ing|er|ers|able|ably|al|hood|ite|ites)?\b",
    re.IGNORECASE,
)
GB = (BRITISH, IZE_RULE, OR_RULE, re.compile(rf"\b(?:{BRITISH_WORDS})\b|£"))
US = (AMERICAN, AMERICAN_IZE, AMERICAN_OR, re.compile(rf"(?<!\w)(?:{AMERICAN_WORDS})(?!\w)"))
FRIENDLY = re.compile(
    r"!|['’](?:ll|re|ve)\b|\b(?:we['’]d love|love|fun|join us|join our|great|awesome|excited|come and|welcoming|"
    r"friendly|warm|happy|amazing|fantastic)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(
    r"\b(?:post[- ]?holder|incumbent|shall|in accordance with|is required to|will be required|under the (?:direction|"
    r"supervision)|hereby|pursuant|thereof|duties as assigned|accountable to|such as may|reports? to the|the duties)\b",
    re.IGNORECASE,
)
#: Telling words of a tone in a hundred, from which on a posting has that tone.
TONED = 0.8
UNNAMED = (SectionKind.SUMMARY, SectionKind.OTHER)
CONCISE_WORDS = 8.5
BULLET_WORDS = 30


def votes_of(document: Document, company: str = "") -> dict[Setting, Vote]:
    lines = list(own_lines(document))
    return {
        Setting.PERSON: _matched(lines, you=YOU, postholder=POSTHOLDER),
        Setting.SPELLING: _spelling([*lines, *company_lines(document)]),
        Setting.CONTRACTIONS: _contractions(lines),
        Setting.TONE: _tone(lines),
        Setting.STOPS: _stops(document),
        Setting.EXCLAMATIONS: _exclamations([*lines, *company_lines(document)]),
        Setting.HEADINGS: _headings(document),
        Setting.COMPANY: _company([*lines, *company_lines(document)], company or document.company),
    }


def own_lines(document: Document) -> Iterator[str]:
    """The lines on the job: company, benefit and legal text is often addressed otherwise."""
    for section in document.sections:
        if section.kind not in LOCKED_SECTIONS:
            yield from section.lines


def company_lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.kind in LOCKED_SECTIONS:
            yield from section.lines


def sentences_of(line: str) -> list[str]:
    return [part for part in SENTENCE.split(line) if part.strip()]


def _matched(lines: list[str], **patterns: re.Pattern[str]) -> Vote:
    vote = Vote()
    for line in lines:
        for sentence in sentences_of(line):
            for value, pattern in patterns.items():
                vote.add(value, sentence, len(pattern.findall(sentence)))
    return vote


def _spelling(lines: list[str]) -> Vote:
    vote = Vote()
    for line in lines:
        for sentence in sentences_of(line):
            vote.add("en-GB", sentence, sum(len(pattern.findall(sentence)) for pattern in GB))
            vote.add("en-US", sentence, sum(len(pattern.findall(sentence)) for pattern in US))
    return vote


def _contractions(lines: list[str]) -> Vote:
    """A posting with both contracts where it likes: four full forms to one contraction is still a contracting voice."""
    vote = Vote()
    for line in lines:
        for sentence in sentences_of(line):
            made, possible = count_contractions(sentence)
            vote.add("use", sentence, made)
            vote.add("avoid", sentence, possible)
    if vote.counts["use"] * 4 >= vote.counts["avoid"] > 0 and vote.counts["use"] > 1:
        vote.counts["avoid"] = min(vote.counts["avoid"], vote.counts["use"] - 1)
    return vote


def _tone(lines: list[str]) -> Vote:
    vote, count = Vote(), sum(len(line.split()) for line in lines)
    if count < 40:
        return vote
    friendly, formal = (_telling(lines, pattern) for pattern in (FRIENDLY, FORMAL))
    rate, strict = len(friendly) * 100 / count, len(formal) * 100 / count
    if max(rate, strict) >= TONED:
        vote.add("friendly" if rate > strict else "formal", (friendly if rate > strict else formal)[0])
    elif count / max(1, sum(len(sentences_of(line)) for line in lines)) <= CONCISE_WORDS:
        vote.add("concise", min(lines, key=len))
    else:
        vote.add("neutral", lines[0])
    return vote


def _telling(lines: list[str], pattern: re.Pattern[str]) -> list[str]:
    """The sentence around each telling word."""
    return [part for line in lines for part in sentences_of(line) for _ in pattern.findall(part)]


def _stops(document: Document) -> Vote:
    vote = Vote()
    for section in document.sections:
        if section.kind in PROSE_SECTIONS | {SectionKind.OTHER} or len(section.lines) < 2:
            continue
        for line in section.lines:
            if len(line.split()) <= BULLET_WORDS and len(sentences_of(line)) == 1:
                vote.add("always" if line.endswith(".") else "never", line)
    return vote


def _exclamations(lines: list[str]) -> Vote:
    """Every posting votes: one without exclamation marks is evidence too."""
    vote, words = Vote(), sum(len(line.split()) for line in lines)
    shouted = [sentence for line in lines for sentence in sentences_of(line) if sentence.endswith("!")]
    if shouted:
        vote.add("yes", shouted[0], len(shouted))
    elif words >= 40:
        vote.add("no", lines[0])
    return vote


def _headings(document: Document) -> Vote:
    vote = Vote()
    for section in document.sections:
        if section.kind in UNNAMED and section.heading == STANDARD_HEADINGS[section.kind]:
            continue  # given by the reading of a text without headings
        words = [word for word in re.findall(r"[A-Za-z][\w'’]*", section.heading)[1:] if len(word) > 3]
        if words and not section.heading.isupper():
            is_title = sum(word[0].isupper() for word in words) * 2 > len(words)
            vote.add("title" if is_title else "sentence", section.heading)
    return vote


def _company(lines: list[str], company: str) -> Vote:
    vote = Vote()
    name = re.compile(rf"(?<!\w){re.escape(company)}(?!\w)") if company else None
    for line in lines:
        for sentence in sentences_of(line):
            vote.add("we", sentence, len(re.findall(r"\b(?:[Ww]e|[Oo]urs?|us)\b", sentence)))
            vote.add("name", sentence, len(name.findall(sentence)) if name else 0)
    return vote if name else Vote()
