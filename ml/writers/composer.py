"""The deterministic writer: points and library statements, in the right person, tone, spelling and grammar. No model.

It is the floor under the other engines: the same plan gives the same lines, in milliseconds, on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ml.contracts import (
    PROSE_SECTIONS,
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
from ml.language.phrases import duty, is_plain_noun, requirement, without_stop
from ml.language.spelling import americanise
from ml.language.text import capitalise, says
from ml.library.markup import Form, inflect, sentence
from ml.planning.opening import at_company, company_to_name, opening

#: Raised when the same plan gives other lines than before.
COMPOSER_VERSION = "1"
FRIENDLY = (
    (re.compile(r"\b([Yy])ou will\b"), r"\1ou'll"),
    (re.compile(r"\b([Yy])ou are\b"), r"\1ou're"),
    (re.compile(r"\b([Yy])ou have\b(?= (?:been|seen|had|\w+ed)\b)"), r"\1ou've"),
    (re.compile(r"\b([Ww])e are\b"), r"\1e're"),
)
#: A thing with more words than this is no label in front of the library's sentence.
LONGEST_LABEL = 5
CARES = ("Take care of ", "Look after ", "Handle ")
#: Our own wording in front of a gerund; Americans do without the preposition.
OURS = "experience of "
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
        texts = [text_of(point, section.kind, plan, opens=not number) for number, point in enumerate(section.points)]
        return [self._line(text, point) for text, point in zip(varied(texts), section.points, strict=True)]

    def _line(self, text: str, point: Point) -> Line:
        return Line(text=text, sources=point.sources, writer=self.name)


def text_of(point: Point, kind: SectionKind, plan: Plan, *, opens: bool = False) -> str:
    """The point as one line of a section of this kind; `opens` for the first one."""
    style = plan.style
    if point.fixed:
        return point.text
    if kind is SectionKind.SUMMARY:
        return _summary_text(point, plan, opens=opens)
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
    if style.tone is Tone.CONCISE or not is_plain_noun(point.text) or len(point.text.split()) > LONGEST_LABEL:
        return own
    return f"{without_stop(point.text)}: {statement}"


def _requirement_text(point: Point, style: Style) -> str:
    if point.statement:
        return _spelt(inflect(point.statement, style.person, Form.BASE), point, style)
    text = requirement(point.text)
    if style.language is Language.EN_US and text.startswith(OURS) and not point.text.lower().startswith(OURS):
        text = text.replace(OURS, "experience ", 1)
    return _in_person(text, style)


def _summary_text(point: Point, plan: Plan, *, opens: bool) -> str:
    """A whole sentence. The first one names the employer, where the brief does."""
    style = plan.style
    if not point.statement:
        return _toned(opening(plan.brief, style), style)
    text = _spelt(sentence(point.statement, style.person), point, style)
    is_library = point.sources[0].kind is SourceKind.PROFILE
    if opens and (company := company_to_name(plan, point)):
        text = at_company(text, company)
    return _toned(text, style) if is_library else text


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


def varied(texts: Sequence[str]) -> list[str]:
    """The lines without the same helping verb over and over; those of `CARES` mean the same."""
    done, cares = [], 0
    for text in texts:
        if text.startswith(CARES[0]):
            text = CARES[cares % len(CARES)] + text.removeprefix(CARES[0])
            cares += 1
        done.append(text)
    return done
