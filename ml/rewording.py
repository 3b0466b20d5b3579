"""Other wordings of one line: each says where it comes from, and in what measurable way it is the better one.

What is not measurably better is not offered, so there may be none.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ml.checks import Context, Finding, check, subject_from_sections
from ml.completion import is_model_ready
from ml.contracts import SectionKind, Style, WriterUnavailable, WritingStopped
from ml.guard.check import is_repeat
from ml.known_sentences import known_sentences
from ml.language.generic import is_generic
from ml.language.phrases import duty
from ml.language.readability import reading_ease
from ml.language.text import capitalise, content_stems, fold, words_of
from ml.library.schema import RoleProfile

MOST = 3
#: Seconds that the model may take: somebody waits for it.
SECONDS = 3.0
#: A wording is called shorter or easier from this difference on: words saved, and points of Flesch reading ease.
FEWER_WORDS, MORE_EASE = 2, 10
#: A statement of the library means the same line when it shares this much of the rarer words of the shorter one.
SAME_THING = 0.5
DUTIES = (SectionKind.RESPONSIBILITIES, SectionKind.FIRST_90_DAYS)


class Origin(StrEnum):
    RULES = "rules"
    LIBRARY = "library"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Rewording:
    text: str
    origin: Origin
    reason: str


def reword(
    line: str,
    kind: SectionKind,
    *,
    context: Context,
    style: Style,
    profile: RoleProfile | None = None,
    said: Sequence[str] = (),
    ask_model: bool = True,
) -> tuple[Rewording, ...]:
    """At most `MOST` better wordings of a line; `said` are the other lines of its section."""
    found = _findings(line, kind, context)
    offers: dict[str, Rewording] = {}
    for origin, text in _candidates(line, kind, found, style, profile, ask_model=ask_model):
        is_new = fold(text) not in offers and fold(text) != fold(line)
        if not is_new or any(is_repeat(fold(text), fold(other)) for other in said):
            continue
        if reason := _gain(line, text, found, _findings(text, kind, context)):
            offers[fold(text)] = Rewording(text, origin, reason)
        if len(offers) == MOST:
            break
    return tuple(offers.values())


def _candidates(
    line: str,
    kind: SectionKind,
    found: Sequence[Finding],
    style: Style,
    profile: RoleProfile | None,
    *,
    ask_model: bool,
) -> Iterator[tuple[Origin, str]]:
    """What can be had at once comes first; the model is asked only while there is room."""
    repaired = _repaired(line, found)
    yield Origin.RULES, repaired
    if kind in DUTIES:
        yield Origin.RULES, _as_written(line, duty(repaired))
    for text in _nearest(line, known_sentences(profile, kind, style) if profile else ()):
        yield Origin.LIBRARY, _as_written(line, text)
    if ask_model:
        for text in _told_by_model(line, kind, style):
            yield Origin.MODEL, text


def _findings(line: str, kind: SectionKind, context: Context) -> list[Finding]:
    """Those of the line's own words, placed in the line; what concerns a whole posting is no fault of one line."""
    subject = subject_from_sections("", [(kind, "", [line])], context)
    begin = subject.blocks[-1].start
    return [
        _moved(finding, -begin) for finding in check(subject) if not finding.is_of_whole_text and finding.start >= begin
    ]


def _moved(finding: Finding, by: int) -> Finding:
    return replace(finding, start=finding.start + by, end=finding.end + by)


def _repaired(line: str, found: Sequence[Finding]) -> str:
    """The line with the first replacement of each finding, from its end to its start so that places stay true."""
    last = len(line) + 1
    for finding in sorted(found, key=lambda finding: -finding.start):
        if finding.replacements and finding.end <= last:
            line = line[: finding.start] + finding.replacements[0] + line[finding.end :]
            last = finding.start
    return capitalise(" ".join(line.split()))


def _as_written(line: str, text: str) -> str:
    """With the full stop that the line has, or without."""
    return capitalise(text.strip().removesuffix(".")) + ("." if line.rstrip().endswith(".") else "")


def _nearest(line: str, statements: Iterable[str]) -> list[str]:
    own = content_stems(line)
    scored = [(_share(own, content_stems(text)), text) for text in statements]
    return [text for share, text in sorted(scored, key=lambda pair: -pair[0]) if share >= SAME_THING][:MOST]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _told_by_model(line: str, kind: SectionKind, style: Style) -> tuple[str, ...]:
    if not is_model_ready():
        return ()
    from ml.writers.mini_suggestions import alternatives

    late = time.monotonic() + SECONDS
    try:
        return alternatives(line, kind=kind, style=style, should_stop=lambda: time.monotonic() > late)
    except (WritingStopped, WriterUnavailable):
        return ()


def _gain(before: str, after: str, found: Sequence[Finding], left: Sequence[Finding]) -> str:
    """In what the new wording is better, as sentences; empty where it is not, or where it brings something worse."""
    if len(left) > len(found) or (is_generic(after) and not is_generic(before)):
        return ""
    gains = [_without(found, left)] if len(left) < len(found) else []
    words, fewer = len(words_of(before)), len(words_of(after))
    if words - fewer >= FEWER_WORDS:
        gains.append(f"{fewer} words instead of {words}.")
    if fewer <= words and reading_ease([after]) - reading_ease([before]) >= MORE_EASE:
        gains.append("Easier to read.")
    if is_generic(before) and not is_generic(after):
        gains.append("Says something that would not fit any job.")
    return " ".join(gains)


def _without(found: Sequence[Finding], left: Sequence[Finding]) -> str:
    still = [fold(finding.text) for finding in left]
    gone = [finding.text for finding in found if fold(finding.text) not in still]
    return f"Without {', '.join(f'“{text}”' for text in dict.fromkeys(gone))}." if gone else "Less to look at."
