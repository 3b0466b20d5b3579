"""The prompt form of jd-mini: what it was trained on is what it is asked with.

A prompt is a row of marks (one token each) and texts. Texts stand as the library stores them: as in the middle of a
sentence, without a full stop. Facts never pass through the model: they travel as slots.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from ml.contracts import Language, Length, Level, Person, SectionKind, Style, Tone

#: Stand for facts inside a text. Private-use characters: cleaned people's text cannot contain one.
SLOTS = tuple(chr(0xE000 + number) for number in range(8))
CONTEXT = 512


class Mark(StrEnum):
    PAD = "<|pad|>"
    END = "<|end|>"
    ANSWER = "<|answer|>"
    NEXT = "<|next|>"
    # tasks
    LINE = "<|line|>"
    EXPAND = "<|expand|>"
    REWORD = "<|reword|>"
    SECTION = "<|section|>"
    COMPLETE = "<|complete|>"
    # fields
    TITLE = "<|title|>"
    POINT = "<|point|>"
    BEFORE = "<|before|>"
    TYPED = "<|typed|>"
    # kinds of section
    SUMMARY = "<|summary|>"
    DUTY = "<|duty|>"
    REQUIRED = "<|required|>"
    NICE = "<|nice|>"
    FIRST_90 = "<|first90|>"
    # style; the usual one has no mark
    FRIENDLY = "<|friendly|>"
    FORMAL = "<|formal|>"
    CONCISE = "<|concise|>"
    SHORT = "<|short|>"
    LONG = "<|long|>"
    POSTHOLDER = "<|postholder|>"
    AMERICAN = "<|american|>"
    # aims of a rewording
    SHORTER = "<|shorter|>"
    LONGER = "<|longer|>"
    WARMER = "<|warmer|>"
    PLAINER = "<|plainer|>"
    OTHER = "<|other|>"
    # levels
    INTERN = "<|intern|>"
    JUNIOR = "<|junior|>"
    MID = "<|mid|>"
    SENIOR = "<|senior|>"
    LEAD = "<|lead|>"
    MANAGER = "<|manager|>"
    DIRECTOR = "<|director|>"


KINDS = {
    SectionKind.SUMMARY: Mark.SUMMARY,
    SectionKind.RESPONSIBILITIES: Mark.DUTY,
    SectionKind.REQUIRED: Mark.REQUIRED,
    SectionKind.NICE_TO_HAVE: Mark.NICE,
    SectionKind.FIRST_90_DAYS: Mark.FIRST_90,
}
_TONES = {Tone.FRIENDLY: Mark.FRIENDLY, Tone.FORMAL: Mark.FORMAL, Tone.CONCISE: Mark.CONCISE}
_LENGTHS = {Length.SHORT: Mark.SHORT, Length.LONG: Mark.LONG}

Parts = tuple[str, ...]


def style_marks(style: Style) -> Parts:
    marks = [_TONES.get(style.tone), _LENGTHS.get(style.length)]
    marks += [Mark.POSTHOLDER if style.person is Person.POSTHOLDER else None]
    marks += [Mark.AMERICAN if style.language is Language.EN_US else None]
    return tuple(mark for mark in marks if mark)


def line_prompt(
    kind: SectionKind, point: str, style: Style, *, title: str = "", level: Level | None = None, expand: bool = False
) -> Parts:
    """One point to one line. `expand` allows the line to say more than the point."""
    task = Mark.EXPAND if expand else Mark.LINE
    return (task, KINDS[kind], *style_marks(style), *_about(title, level), Mark.POINT, point, Mark.ANSWER)


def section_prompt(kind: SectionKind, points: Sequence[str], style: Style, *, title: str = "") -> Parts:
    """Several points to as many lines, which `Mark.NEXT` parts."""
    said = [part for point in points for part in (Mark.NEXT, point)][1:]
    return (Mark.SECTION, KINDS[kind], *style_marks(style), *_about(title, None), Mark.POINT, *said, Mark.ANSWER)


def reword_prompt(kind: SectionKind, line: str, aim: Mark, style: Style) -> Parts:
    return (Mark.REWORD, KINDS[kind], aim, *style_marks(style), Mark.POINT, line, Mark.ANSWER)


def complete_prompt(kind: SectionKind, title: str, before: str, typed: str, style: Style) -> Parts:
    """The rest of a sentence: the answer goes on where `typed` breaks off, in the middle of a word too."""
    previous = (Mark.BEFORE, before) if before else ()
    return (Mark.COMPLETE, KINDS[kind], *style_marks(style), *_about(title, None), *previous, Mark.TYPED, typed)


def encode(prompt: Parts, *, mark: Callable[[str], int], text: Callable[[str], list[int]]) -> list[int]:
    """The tokens of a prompt. `text` must take a mark that somebody typed for plain characters."""
    ids: list[int] = []
    for part in prompt:
        if isinstance(part, Mark):
            ids.append(mark(part.value))
        elif part:
            ids += text(f" {part}")
    return ids


def _about(title: str, level: Level | None) -> Parts:
    return (*((Mark(f"<|{level.value}|>"),) if level else ()), *((Mark.TITLE, title) if title else ()))
