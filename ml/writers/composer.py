"""The deterministic writer: points and library statements, in the right person, tone, spelling and grammar. No model.

It is the floor under the other engines: the same plan gives the same lines, in milliseconds, on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ml.contracts import (
    PROSE_SECTIONS,
    Brief,
    Language,
    Line,
    Person,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    ShouldStop,
    SourceKind,
    Style,
    Tone,
    WritingStopped,
    never_stop,
)
from ml.language.phrases import duty, is_plain_noun, lower_first, requirement
from ml.language.spelling import americanise
from ml.language.text import capitalise, says
from ml.library.markup import Form, inflect, sentence

#: Raised when the same plan gives other lines than before.
COMPOSER_VERSION = "1"
FRIENDLY = (
    (re.compile(r"\b([Yy])ou will\b"), r"\1ou'll"),
    (re.compile(r"\b([Yy])ou are\b"), r"\1ou're"),
    (re.compile(r"\b([Yy])ou have\b(?! to)"), r"\1ou've"),
)
TO_POSTHOLDER = {"your": "their", "you": "they", "yourself": "themselves", "yours": "theirs"}


class ComposerWriter:
    name = "composer"
    version = COMPOSER_VERSION

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop
    ) -> Sequence[Line]:
        if should_stop():
            raise WritingStopped
        if section.is_locked:
            return [self._line(point.text, point) for point in section.points]
        return [self._line(text_of(point, section.kind, plan), point) for point in section.points]

    def _line(self, text: str, point: Point) -> Line:
        return Line(text=text, sources=point.sources, writer=self.name)


def text_of(point: Point, kind: SectionKind, plan: Plan) -> str:
    """The point as one line of a section of this kind."""
    style = plan.style
    if kind is SectionKind.SUMMARY:
        return _summary_text(point, plan)
    if kind is SectionKind.RESPONSIBILITIES:
        return capitalise(_duty_text(point, style))
    if kind in (SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE):
        return capitalise(_requirement_text(point, style))
    if kind is SectionKind.FIRST_90_DAYS:
        return capitalise(_spelt(inflect(point.statement or point.text, style.person, Form.BASE), point, style))
    ending = "." if kind in PROSE_SECTIONS and not point.text.endswith((".", "!", "?")) else ""
    return capitalise(point.text) + ending


def _duty_text(point: Point, style: Style) -> str:
    """In base form, as it stands behind "you will" and as a bullet."""
    own = _in_person(duty(point.text), style)
    if not point.statement:
        return own
    statement = _spelt(inflect(point.statement, style.person, Form.BASE), point, style)
    if not point.must_say or says(statement, point.text):
        return statement
    if style.tone is Tone.CONCISE or not is_plain_noun(point.text):
        return own
    return f"{own}: {statement}"


def _requirement_text(point: Point, style: Style) -> str:
    if point.statement:
        return _spelt(inflect(point.statement, style.person, Form.BASE), point, style)
    return _in_person(requirement(point.text), style)


def _summary_text(point: Point, plan: Plan) -> str:
    """A whole sentence. The first one names the employer, where the brief does."""
    style = plan.style
    if not point.statement:
        return _plain_summary(plan.brief, style)
    text = _spelt(sentence(point.statement, style.person), point, style)
    is_library = point.sources[0].kind is SourceKind.PROFILE
    if is_library and "/summaries/" in point.sources[0].ref and plan.brief.company.name:
        text = _at_company(text, plan.brief.company.name)
    return _toned(text, style) if is_library else text


def _at_company(text: str, company: str) -> str:
    return f"At {company}, {lower_first(text) if not text.startswith('The ') else 't' + text[1:]}"


def _plain_summary(brief: Brief, style: Style) -> str:
    """All that can be said of a role that the library does not know: what the brief says."""
    in_title_case = any(word[0].isupper() for word in brief.title.split()[1:])
    role = brief.title if in_title_case else lower_first(brief.title)
    article = "an" if role[:1].lower() in "aeiou" else "a"
    employer = f"{brief.company.name} is" if brief.company.name else "We are"
    text = f"{employer} looking for {article} {role}"
    if style.tone is Tone.FORMAL:
        text = f"{brief.company.name or 'The employer'} seeks to appoint {article} {role}"
    return f"{text} to join the {brief.department} department." if brief.department else f"{text}."


def _spelt(text: str, point: Point, style: Style) -> str:
    """American spelling, for the library's sentences alone."""
    is_library = any(source.kind is SourceKind.PROFILE for source in point.sources)
    return americanise(text) if is_library and style.language is Language.EN_US else text


def _toned(text: str, style: Style) -> str:
    if style.tone is Tone.FRIENDLY and style.person is Person.YOU:
        for pattern, replacement in FRIENDLY:
            text = pattern.sub(replacement, text)
    return text


def _in_person(text: str, style: Style) -> str:
    """People write "your line manager"; a text that speaks of the postholder says "their"."""
    if style.person is Person.YOU:
        return text
    return re.sub(r"\b(your|you|yourself|yours)\b", lambda match: TO_POSTHOLDER[match[1]], text)
