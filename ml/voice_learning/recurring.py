"""Text that stands in several postings: company paragraphs word for word or nearly, and phrases of their own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from ml.contracts import SectionKind
from ml.documents import Document
from ml.language.text import STOP_WORDS, fold
from ml.voice_learning.evidence import Habit, Recurring
from ml.voice_learning.measures import own_lines

COMPANY_KINDS = (SectionKind.ABOUT, SectionKind.BENEFITS, SectionKind.EQUAL_OPPORTUNITY)
#: Telling words of company text outside its own section.
TELLING = {
    SectionKind.EQUAL_OPPORTUNITY: re.compile(
        r"equal(?:ity)? (?:employment )?opportunit|regardless of|discriminat|divers|inclusive|reasonable adjustment|"
        r"accommodation|protected (?:status|characteristic)",
        re.IGNORECASE,
    ),
    SectionKind.BENEFITS: re.compile(
        r"\bpension|annual leave|paid time off|401\(?k|health insurance|season ticket|employee discount|\bbenefits\b",
        re.IGNORECASE,
    ),
    SectionKind.ABOUT: re.compile(r"^(?:we are|we have been|founded|about us|our (?:mission|company|story))\b", re.I),
}
#: Outside their own section only whole paragraphs count as company text.
PARAGRAPH_WORDS = 12
LINE_WORDS = 3
ALIKE = 90
#: More than the table of boilerplate takes is no boilerplate.
LONGEST = 4000
PHRASE_WORDS = range(5, 2, -1)
PHRASES = 8
#: Everybody writes these.
COMMON = re.compile(
    r"\b(?:years? of|experience|ability|knowledge|skills?|able|degree|full time|part time|per|equal|opportunit|apply|"
    r"application|role|job|post|position|candidate|required|essential|desirable|working with)\b"
)


def fewest_of(postings: int) -> int:
    """In how many postings something must stand to be a habit: two of five in a hundred, and never one alone."""
    return max(2, -(-postings * 2 // 5))


def company_text(documents: Sequence[Document]) -> tuple[Recurring, ...]:
    """For each kind of company text the lines that recur, in their order, as one text."""
    found = []
    for kind in COMPANY_KINDS:
        groups = [group for group in _groups(documents, kind) if len(group[1]) >= fewest_of(len(documents))]
        text = "\n".join(text for text, _ in groups)
        if text and len(text) <= LONGEST:
            found.append(Recurring(text, max(len(where) for _, where in groups), kind))
    return tuple(found)


def _groups(documents: Sequence[Document], kind: SectionKind) -> list[tuple[str, set[int]]]:
    """Lines that are alike, with the numbers of the postings that have them."""
    groups: list[tuple[str, str, set[int]]] = []
    for number, document in enumerate(documents):
        for line in _candidates(document, kind):
            folded = fold(line)
            for _, other, where in groups:
                if folded == other or fuzz.ratio(folded, other, score_cutoff=ALIKE):
                    where.add(number)
                    break
            else:
                groups.append((line, folded, {number}))
    return [(line, where) for line, _, where in groups]


def _candidates(document: Document, kind: SectionKind) -> list[str]:
    found = []
    for section in document.sections:
        for line in section.lines:
            count = len(line.split())
            is_there = section.kind is kind and count >= LINE_WORDS
            is_elsewhere = section.kind not in COMPANY_KINDS and count >= PARAGRAPH_WORDS and _kind_of(line) is kind
            if is_there or is_elsewhere:
                found.append(line)
    return found


def _kind_of(line: str) -> SectionKind:
    return next((kind for kind, pattern in TELLING.items() if pattern.search(line)), SectionKind.OTHER)


def own_phrases(documents: Sequence[Document], without: Sequence[Recurring]) -> tuple[Recurring, ...]:
    """The longest phrases of three to five words that several postings share and that are not everybody's."""
    where: dict[str, set[int]] = defaultdict(set)
    taken = " | ".join(fold(item.text) for item in without)
    for number, document in enumerate(documents):
        for line in own_lines(document):
            for clause in re.split(r"[.,;:!?()/–—]", line):
                for phrase in _phrases(clause):
                    where[phrase].add(number)
    fewest = max(3, fewest_of(len(documents)))
    shared = [(phrase, len(found)) for phrase, found in where.items() if len(found) >= fewest]
    kept: list[Recurring] = []
    for phrase, count in sorted(shared, key=lambda item: (-item[1], -len(item[0]), item[0])):
        if phrase not in taken and not any(_overlaps(phrase, other.text) for other in kept):
            kept.append(Recurring(phrase, count))
    return tuple(kept[:PHRASES])


def _phrases(clause: str) -> list[str]:
    tokens = fold(clause).split()
    found = []
    for size in PHRASE_WORDS:
        for start in range(len(tokens) - size + 1):
            part = tokens[start : start + size]
            telling = [word for word in part if re.split("['’]", word)[0] not in STOP_WORDS and not word[0].isdigit()]
            text = " ".join(part)
            if len(telling) >= 2 and part[0] in telling and part[-1] in telling and not COMMON.search(text):
                found.append(text)
    return found


def _overlaps(phrase: str, other: str) -> bool:
    """One within the other, or the same window moved by a word or two."""
    mine, theirs = phrase.split(), other.split()
    return any(mine[-size:] == theirs[:size] or theirs[-size:] == mine[:size] for size in range(2, 6)) or any(
        f" {a} " in f" {b} " for a, b in ((phrase, other), (other, phrase))
    )


def usual_sections(documents: Sequence[Document]) -> tuple[Habit, ...]:
    """The sections of the usual structure in their usual order, each with the heading used most."""
    places: dict[SectionKind, list[float]] = defaultdict(list)
    headings: dict[SectionKind, Counter[str]] = defaultdict(Counter)
    structured = [document for document in documents if len(_kinds(document)) >= 3]
    for document in structured:
        kinds = _kinds(document)
        for place, kind in enumerate(kinds):
            places[kind].append(place / len(kinds))
        for section in document.sections:
            if section.kind is not SectionKind.OTHER:
                headings[section.kind][section.heading.rstrip(":")] += 1
    if len(structured) < 3:
        return ()
    usual = [kind for kind, found in places.items() if len(found) >= fewest_of(len(structured))]
    ordered = sorted(usual, key=lambda kind: sum(places[kind]) / len(places[kind]))
    return tuple(Habit(kind, headings[kind].most_common(1)[0][0], len(places[kind])) for kind in ordered)


def _kinds(document: Document) -> list[SectionKind]:
    kinds = (section.kind for section in document.sections if section.lines)
    return [kind for kind in dict.fromkeys(kinds) if kind is not SectionKind.OTHER]
