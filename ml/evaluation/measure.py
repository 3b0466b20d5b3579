"""Figures for one draft against its brief, taken from the finished text.

- `unsaid`: facts of the brief that the text does not hold, by the path of their field.
- `unsupported`: lines with a number, amount, name or formal claim that neither the brief nor a cited source has.
- `repeated`: lines that stand twice, word for word or nearly.
- `awkward`: lines that break a rule of form or grammar, but for what people typed so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ml.briefs import all_texts
from ml.contracts import (
    PROSE_SECTIONS,
    Brief,
    Draft,
    Language,
    Line,
    Person,
    Plan,
    Point,
    SectionKind,
    SourceKind,
    Tone,
)
from ml.guard.check import evidence_of, is_repeat, is_said
from ml.language.casing import article
from ml.language.countries import country_name
from ml.language.spelling import americanise
from ml.language.text import fold
from ml.language.verbs import forms
from ml.planning.facts import brief_source, format_pay, read_notes
from ml.planning.questions import says_something

BRACES = re.compile(r"[{}]|\s{2,}|\s[,.;:]|\.\.$")
DOUBLED = re.compile(r"\b(\w+) \1\b(?! that)", re.IGNORECASE)
ARTICLE = re.compile(r"\b(an?) ([A-Za-z0-9][\w&'’-]+)")
#: Behind these a verb is bare: "will assess", "they assess".
BARE = re.compile(r"(?:\b(?:will|they|you)|['’]ll) (?=(?:also |then )?([a-z]+)\b)")
CONTRACTION = re.compile(r"\b(?:you|they|we)['’](?:ll|re|ve)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    unsaid: tuple[str, ...]
    unsupported: tuple[str, ...]
    repeated: tuple[str, ...]
    awkward: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not (self.unsaid or self.unsupported or self.repeated or self.awkward)


def measure(plan: Plan, draft: Draft) -> Measured:
    return Measured(
        tuple(unsaid(plan.brief, draft)),
        tuple(unsupported(plan, draft)),
        tuple(repeated(draft)),
        tuple(awkward(plan, draft)),
    )


def facts_of(brief: Brief) -> Iterator[tuple[str, str]]:
    """Everything of a brief that the text must hold, with the path of its field."""
    for name in ("responsibilities", "required_skills", "nice_to_have_skills"):
        yield from ((f"{name}[{number}]", text) for number, text in enumerate(getattr(brief, name)))
    answers = [(number, item) for number, item in enumerate(brief.answers) if says_something(item)]
    yield from ((f"answers[{number}]", item.answer) for number, item in answers)
    yield from ((point.sources[0].ref, point.text) for point in read_notes(brief.notes)[0])
    yield from ((f"company.benefits[{number}]", text) for number, text in enumerate(brief.company.benefits))
    yield from (("company.about", line) for line in brief.company.about.split("\n") if line)
    for number, place in enumerate(brief.locations):
        parts = (place.city, place.region, country_name(place.country))
        yield from ((f"locations[{number}]", part) for part in parts if part)
    if brief.pay:
        yield "pay", format_pay(brief.pay)
    if brief.company.name:
        yield "company.name", brief.company.name
    if brief.department:
        yield "department", brief.department
    if brief.employment_type:
        yield "employment_type", brief.employment_type.replace("_", " ")
    if brief.workplace_type:
        yield "workplace_type", brief.workplace_type.replace("onsite", "on site")


def unsaid(brief: Brief, draft: Draft) -> Iterator[str]:
    texts = [line.text for line in _lines(draft)]
    for path, text in facts_of(brief):
        if not is_said(Point(text, brief_source(path)), texts):
            yield f"{path}: {text}"


def unsupported(plan: Plan, draft: Draft) -> Iterator[str]:
    planned = {section.kind: section for section in plan.sections}
    for section in draft.sections:
        evidence = evidence_of(plan, planned[section.kind])
        for line in section.lines:
            if any(source.kind in (SourceKind.BOILERPLATE, SourceKind.TEMPLATE) for source in line.sources):
                continue
            yield from (f"{line.text}: {reason}" for reason in evidence.missing(line.text))


def repeated(draft: Draft) -> Iterator[str]:
    folded = [(fold(line.text), line.text) for line in _lines(draft)]
    for (one, text), (other, again) in combinations(folded, 2):
        if is_repeat(one, other):
            yield f"{text} | {again}"


def awkward(plan: Plan, draft: Draft) -> Iterator[str]:
    for section in draft.sections:
        for line in section.lines:
            yield from (f"{reason}: {line.text}" for reason in _flaws(line, section.kind, plan))


def _flaws(line: Line, kind: SectionKind, plan: Plan) -> Iterator[str]:
    text, style = line.text, plan.style
    ours = bool(line.sources) and all(source.kind is SourceKind.PROFILE for source in line.sources)
    typed = "\n".join(all_texts(plan.brief)).lower()
    patterns = {
        "stray mark or blank": BRACES,
        "word twice": DOUBLED,
    }
    for reason, pattern in patterns.items():
        if any(match[0].lower() not in typed for match in pattern.finditer(text)):
            yield reason
    if any(article(match[2]) != match[1] and match[0].lower() not in typed for match in ARTICLE.finditer(text)):
        yield "wrong article"
    if any(verb in forms() for verb in BARE.findall(text)):
        yield "verb in a wrong form"
    if text[0].islower() and not re.match(r"[a-z]+[A-Z]", text):
        yield "small first letter"
    if kind in PROSE_SECTIONS and not text.endswith((".", "!", "?")):
        yield "prose without an end"
    if ours and kind not in PROSE_SECTIONS and text.endswith("."):
        yield "bullet with a full stop"
    if ours:
        yield from _flaws_of_style(text, style.person, style.tone, style.language)


def _flaws_of_style(text: str, person: Person, tone: Tone, language: Language) -> Iterator[str]:
    if person is Person.POSTHOLDER and re.search(r"(?<!-)\b(?:you|your|yourself)\b", text, re.IGNORECASE):
        yield "speaks to the reader"
    if person is Person.YOU and "postholder" in text:
        yield "speaks of the postholder"
    if tone is not Tone.FRIENDLY and CONTRACTION.search(text):
        yield "contraction"
    if language is Language.EN_US and americanise(text) != text:
        yield "British spelling"


def _lines(draft: Draft) -> list[Line]:
    return [line for section in draft.sections for line in section.lines]
