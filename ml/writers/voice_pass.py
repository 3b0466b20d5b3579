"""Bring written and checked lines into the company's wording, whichever engine wrote them.

1. The words of people, names, quotations, licences and locked sections stay as they are.
2. In the rest the company is named as it likes, its avoided words are replaced, contractions made or undone.
3. The guard looks again: where the new wording says more than the sources, or less than the recruiter, the old stays.
4. Last come the full stops of bullets, which belong to the list and not to anybody's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ml.briefs import typed_texts
from ml.contracts import (
    LOCKED_SECTIONS,
    PROSE_SECTIONS,
    Line,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    SourceKind,
    Tone,
    Verdict,
)
from ml.guard.check import check_section, is_said
from ml.language.company import say_name, say_we
from ml.language.contractions import contract, expand
from ml.language.replace import KEPT, Found, replace_words
from ml.language.text import STOP_WORDS, fold, stem, words_of
from ml.wording import CompanyForm, Contractions, Stops, Wording

PEOPLE = frozenset({SourceKind.BRIEF, SourceKind.PERSON, SourceKind.POSTING, SourceKind.BOILERPLATE})
#: Sections whose words are facts.
FACTS = LOCKED_SECTIONS | {SectionKind.CONDITIONS}
ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|Inc|Ltd|Co|St|no|approx|[A-Z])\.$")


@dataclass
class VoicePass:
    """One section on its way into the company's wording; `notices` say what could not be brought into it."""

    plan: Plan
    section: SectionPlan
    notices: list[str] = field(default_factory=list)

    @property
    def wording(self) -> Wording:
        return self.plan.style.wording

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        if self.section.kind in LOCKED_SECTIONS:
            return tuple(lines)
        return tuple(self._with_stop(self._worded(line)) for line in lines)

    def _worded(self, line: Line) -> Line:
        points = [point for point in self.section.points if set(point.sources) & set(line.sources)]
        if self.section.kind in FACTS or any(point.certificate for point in points):
            return line
        own = OwnWords.of(line, points, self.plan, self.section)
        text, left = self._say(line.text, own)
        self._notice_left(left)
        return line if text == line.text else self._checked(line, text, points)

    def _say(self, text: str, own: OwnWords) -> tuple[str, list[Found]]:
        wording = self.wording
        text = self._named(text, own)
        text, left = replace_words(text, wording.avoided, is_own=own.has)
        if not wording.exclamations and "!" not in own.text and not KEPT.search(text):
            text = re.sub(r"!+", ".", text)
        if wording.contractions is Contractions.AVOID:
            text = expand(text, lambda match: not own.says(match[0]) and not _in_quotes(match))
        if wording.contractions is Contractions.USE and self.plan.style.tone is not Tone.FORMAL:
            text = contract(text, lambda match: not own.says(match[0]) and not _in_quotes(match))
        return text, left

    def _named(self, text: str, own: OwnWords) -> str:
        company = self.plan.brief.company.name
        if KEPT.search(text) or any(own.says(word) for word in ("we", "us", "our", company)):
            return text
        match self.wording.company:
            case CompanyForm.NAME:
                return say_name(text, company)
            case CompanyForm.WE:
                return say_we(text, company)
        return text

    def _checked(self, line: Line, text: str, points: Sequence[Point]) -> Line:
        """The line in its new wording, unless the guard has something new against it."""
        open_line = replace(line, text=text, verdict=Verdict.SUPPORTED, reasons=())
        (checked,) = check_section(self.plan, self.section, [open_line]).lines
        lost = [p for p in points if p.must_say and is_said(p, [line.text]) and not is_said(p, [text])]
        if lost or set(checked.reasons) - set(line.reasons):
            self._notice(f"“{line.text}” keeps its wording: in the company's words it would say something else.")
            return line
        return checked

    def _with_stop(self, line: Line) -> Line:
        text = line.text if self.section.kind in PROSE_SECTIONS else stopped(line.text, self.wording.stops)
        return line if text == line.text else replace(line, text=text)

    def _notice_left(self, left: Sequence[Found]) -> None:
        for found in left:
            better = f"; the company writes “{found.instead}”" if found.instead else ""
            self._notice(f"“{found.said}” is in the text{better}. Change it by hand where it fits.")

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)


@dataclass(frozen=True)
class OwnWords:
    """The words that people put into a line, and the names that nobody may change."""

    text: str
    stems: frozenset[str]
    names: str

    @classmethod
    def of(cls, line: Line, points: Sequence[Point], plan: Plan, section: SectionPlan) -> OwnWords:
        texts = [point.text for point in points if any(source.kind in PEOPLE for source in point.sources)]
        if any(source.kind in PEOPLE for source in line.sources) and (section.kind is SectionKind.SUMMARY or not texts):
            texts += typed_texts(plan.brief)
        brief = plan.brief
        names = [brief.company.name, brief.department, *(str(place) for place in brief.locations)]
        joined = "\n".join(texts)
        return cls(joined, frozenset(map(stem, words_of(joined))), "\n".join(name for name in names if name))

    def has(self, said: str) -> bool:
        """Is this, in whatever form, a word that they typed, or part of a name?"""
        stems = {stem(word) for word in words_of(said)} - STOP_WORDS
        is_name = said[:1].isupper() and f" {fold(said)} " in f" {fold(self.names)} "
        return is_name or self.says(said) or bool(stems and stems <= self.stems)

    def says(self, said: str) -> bool:
        """Did they type exactly this?"""
        return bool(said) and f" {fold(said)} " in f" {fold(self.text)} "


def _in_quotes(match: re.Match[str]) -> bool:
    return any(kept.start() < match.start() and match.end() < kept.end() for kept in KEPT.finditer(match.string))


def stopped(text: str, stops: Stops) -> str:
    """A bullet with or without its full stop; two sentences keep theirs, and abbreviations."""
    if stops is Stops.ALWAYS:
        return text if re.search(r"[.!?:…][\"'”’)]*$", text) else f"{text}."
    is_one = not re.search(r"[.!?] +\S", text)
    can_go = is_one and text.endswith(".") and not text.endswith("..") and not ABBREVIATION.search(text)
    return text[:-1] if stops is Stops.NEVER and can_go else text
