"""One example of each task: a prompt, and the answer to be learnt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from ml.contracts import Language, Length, Person, SectionKind, Style, Tone
from ml.language.spelling import americanise
from ml.language.text import content_stems, says
from ml.library.markup import Form, inflect, plain, sentence
from ml.training.corpus.facts import numbered, with_facts, with_other_words
from ml.training.corpus.points import as_keyed, as_typed
from ml.training.corpus.rewording import formal, in_other_words, in_plain_words, in_tone, shorter
from ml.training.corpus.sayings import Saying
from ml.writers.mini_prompt import (
    SLOTS,
    Mark,
    Parts,
    complete_prompt,
    line_prompt,
    reword_prompt,
    section_prompt,
)

REQUIREMENTS = (SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE)
SHORT_WORDS, LONG_WORDS = 10, 20
#: Two statements share this part of their telling words, or they are no wordings of one thing.
ALIKE = 0.6
SLOT = f"[{SLOTS[0]}-{SLOTS[-1]}]"


@dataclass(frozen=True, slots=True)
class Example:
    """`answer` are texts and marks as in the prompt; its end is not said. `joined` answers go on inside a word."""

    task: Mark
    prompt: Parts
    answer: Parts
    joined: bool = False


def line(sayings: tuple[Saying, ...], random: Random) -> Example:
    """A point as typed to the full line: every word of the point is in the line."""
    if random.random() < 0.08:
        return _named_requirement(random)
    saying = random.choice(sayings)
    style = _style(random)
    point, said = _point_and_line(saying, _varied(saying, random), style, random)
    style = replace(style, length=_length(said, random))
    title = random.choice(saying.names) if random.random() < 0.3 else ""
    prompt = line_prompt(saying.kind, as_keyed(point, random), style, title=title, level=saying.level)
    return Example(Mark.LINE, prompt, (said,))


def expand(sayings: tuple[Saying, ...], random: Random) -> Example:
    """The library's cue, or only the title, to one of its statements: the only task that may add content."""
    saying = random.choice(sayings)
    style = replace(_style(random), tone=Tone.NEUTRAL)
    said = _said(saying.kind, random.choice(saying.statements), style)
    style = replace(style, length=_length(said, random))
    title = random.choice(saying.names) if random.random() < 0.7 or not saying.cue else ""
    return Example(
        Mark.EXPAND,
        line_prompt(saying.kind, saying.cue, style, title=title, level=saying.level, expand=True),
        (said,),
    )


def reword(sayings: tuple[Saying, ...], random: Random) -> Example:
    """A line to another wording. Only `LONGER` may add content."""
    while True:
        saying = random.choice(sayings)
        style = replace(_style(random), tone=Tone.NEUTRAL)
        aim, old, new = _rewording(saying, random)
        before, after = _said(saying.kind, old, style), _said(saying.kind, new, style)
        if new and before != after and _slots(before) == _slots(after):
            return Example(Mark.REWORD, reword_prompt(saying.kind, before, aim, style), (after,))


def section(sayings: tuple[Saying, ...], random: Random) -> Example:
    """A few points of one role to as many lines."""
    start = random.randrange(len(sayings))
    role = [saying for saying in sayings[max(0, start - 3) : start + 5] if _goes_with(saying, sayings[start])]
    chosen = role[: random.choice((2, 3, 3, 4))]
    style = _style(random)
    points, lines, used = [], [], 0
    for saying in chosen:
        statement = numbered(_varied(saying, random), first=min(used, len(SLOTS) - 4))
        used += len(re.findall(SLOT, statement))
        point, said = _point_and_line(saying, statement, style, random)
        points.append(as_keyed(point, random))
        lines.append(said)
    title = random.choice(chosen[0].names) if random.random() < 0.5 else ""
    answer = tuple(part for said in lines for part in (Mark.NEXT, said))[1:]
    return Example(Mark.SECTION, section_prompt(chosen[0].kind, points, style, title=title), answer)


def complete(sayings: tuple[Saying, ...], random: Random) -> Example:
    """A sentence cut anywhere, in the middle of a word too, to its rest."""
    start = random.randrange(len(sayings))
    saying = sayings[start]
    style = replace(_style(random), tone=random.choice((Tone.NEUTRAL, Tone.NEUTRAL, Tone.NEUTRAL, Tone.FRIENDLY)))
    statement = random.choice(saying.statements)
    if random.random() < 0.2:
        statement = with_facts(saying, statement, random)
    said = _said(saying.kind, in_tone(statement, style.tone), style)
    typed, rest = _cut(said, random)
    title = random.choice(saying.names) if random.random() < 0.85 else ""
    before = _line_before(sayings, start, style, random) if random.random() < 0.25 else ""
    return Example(Mark.COMPLETE, complete_prompt(saying.kind, title, before, typed, style), (rest,), joined=True)


TASKS: tuple[tuple[Callable[[tuple[Saying, ...], Random], Example], float], ...] = (
    (complete, 0.46),
    (line, 0.26),
    (reword, 0.15),
    (expand, 0.09),
    (section, 0.04),
)


def is_faithful(point: str, said: str) -> bool:
    """Does the line hold every telling word and every slot of its point?"""
    return says(said, point) and _slots(point) == _slots(said)


def _slots(text: str) -> list[str]:
    return sorted(re.findall(SLOT, text))


def _point_and_line(saying: Saying, statement: str, style: Style, random: Random) -> tuple[str, str]:
    """Typed forms that would lose a word are drawn again; the plain statement never does."""
    tone = Tone.NEUTRAL if saying.kind is not SectionKind.SUMMARY else style.tone
    for _ in range(4):
        point, full = as_typed(saying.kind, statement, random), statement
        if saying.kind in REQUIREMENTS and random.random() < 0.08:
            point, full = _with_years(point, statement, random)
        said = _said(saying.kind, in_tone(full, tone), style)
        if is_faithful(point, said):
            return point, said
    return _said(saying.kind, statement, replace(style, language=Language.EN_GB)), _said(saying.kind, statement, style)


def _cut(said: str, random: Random) -> tuple[str, str]:
    """Typed beginning and rest. Nobody can guess a fact: a slot stands in the beginning."""
    cut = max(1, int(len(said) * random.random() ** 1.5 * 0.9))
    slots = [match.end() for match in re.finditer(SLOT, said)]
    cut = max([cut, *slots])
    return said[:cut].rstrip(), said[len(said[:cut].rstrip()) :]


def _varied(saying: Saying, random: Random) -> str:
    """One of the statements, often cut short, often with facts and words of somewhere else."""
    statement = random.choice(saying.statements)
    if saying.kind is not SectionKind.SUMMARY:
        if random.random() < 0.4:
            statement = shorter(statement) or statement
        if random.random() < 0.35:
            statement = with_other_words(statement, random)
    return with_facts(saying, statement, random) if random.random() < 0.5 else statement


def _rewording(saying: Saying, random: Random) -> tuple[Mark, str, str]:
    statement = random.choice(saying.statements)
    one, other = saying.statements[0], saying.statements[-1]
    if _are_alike(one, other) and random.random() < 0.5:
        one, other = random.sample((one, other), 2)
        return Mark.OTHER, one, other
    if saying.kind is not SectionKind.SUMMARY and random.random() < 0.4:
        statement = with_other_words(statement, random)
    if random.random() < 0.4:
        statement = with_facts(saying, statement, random)
    aim = random.choice((Mark.SHORTER, Mark.LONGER, Mark.WARMER, Mark.PLAINER, Mark.OTHER, Mark.OTHER))
    if aim is Mark.SHORTER:
        return aim, statement, shorter(statement)
    if aim is Mark.LONGER:
        part = shorter(statement)
        is_whole = (
            part and statement.startswith(part) and len(re.findall(SLOT, part)) == len(re.findall(SLOT, statement))
        )
        return aim, part, statement if is_whole else ""
    if aim is Mark.WARMER:
        return aim, random.choice((statement, formal(statement))), in_tone(statement, Tone.FRIENDLY)
    if aim is Mark.PLAINER:
        return aim, formal(statement), in_plain_words(statement)
    return aim, statement, in_other_words(statement, random)


def _named_requirement(random: Random) -> Example:
    """Tools, languages and systems alone, as recruiters list them."""
    kind = random.choice((SectionKind.REQUIRED, SectionKind.NICE_TO_HAVE))
    one, two = SLOTS[0], SLOTS[1]
    point, said = random.choice(
        (
            (one, f"experience with {one}"),
            (f"{one} and {two}", f"experience with {one} and {two}"),
            (f"{one}, {two}", f"experience with {one} and {two}"),
            (f"{one}/{two}", f"experience with {one} or {two}"),
            (f"{one} or {two}", f"experience with {one} or {two}"),
            (f"{one} experience", f"experience with {one}"),
            (f"{one} skills", f"skills in {one}"),
            (f"knows {one}", f"knowledge of {one}"),
            (f"good {one}", f"a good command of {one}"),
            (f"{one} ({two})", f"experience with {one} ({two})"),
            (f"{one} years of {two}", f"{one} years of experience with {two}"),
            (f"{one} years {two}", f"{one} years of experience with {two}"),
            (f"{one} yrs {two}", f"{one} years of experience with {two}"),
            (f"{one} certificate", f"a {one} certificate"),
            (f"{one} licence", f"a {one} licence"),
            (f"degree in {one}", f"a degree in {one}"),
        )
    )
    style = _style(random)
    return Example(Mark.LINE, line_prompt(kind, point, style), (_spelt(said, style),))


def _with_years(point: str, statement: str, random: Random) -> tuple[str, str]:
    """ "experience of payroll" -> "3 years payroll", "3 years of experience of payroll"."""
    if not statement.startswith("experience ") or re.search(SLOT, point):
        return point, statement
    typed = re.sub(r"^experience (?:of|with|in|as)? ?", "", point)
    slot = SLOTS[0]
    asked = random.choice(("{0} years {1}", "{0} years of {1}", "{0} years experience {1}", "{1} {0} years"))
    asked = asked.format(slot, typed)
    return asked, f"{slot} years of {statement}"


def _style(random: Random) -> Style:
    return Style(
        tone=random.choices(list(Tone), (62, 16, 14, 8))[0],
        person=random.choices((Person.YOU, Person.POSTHOLDER), (85, 15))[0],
        language=random.choices((Language.EN_GB, Language.EN_US), (80, 20))[0],
    )


def _length(said: str, random: Random) -> Length:
    """The mark tells the truth about the answer, and is often left out."""
    words = len(said.split())
    if random.random() < 0.6 or SHORT_WORDS < words < LONG_WORDS:
        return Length.STANDARD
    return Length.SHORT if words <= SHORT_WORDS else Length.LONG


def _said(kind: SectionKind, statement: str, style: Style) -> str:
    """As it stands in the text: a summary is a whole sentence, the rest goes on from "you will" or "you have"."""
    if kind is SectionKind.SUMMARY:
        return _spelt(sentence(statement, style.person), style)
    return _spelt(inflect(statement, style.person, Form.BASE), style)


def _spelt(text: str, style: Style) -> str:
    return americanise(text) if style.language is Language.EN_US else text


def _are_alike(one: str, other: str) -> bool:
    """Do two statements of a cue say the same, and not two things about it?"""
    stems, others = content_stems(plain(one)), content_stems(plain(other))
    return one != other and len(stems & others) >= ALIKE * min(len(stems), len(others))


def _goes_with(one: Saying, other: Saying) -> bool:
    return one.names == other.names and one.kind is other.kind


def _line_before(sayings: tuple[Saying, ...], place: int, style: Style, random: Random) -> str:
    before = sayings[place - 1]
    return _said(before.kind, before.statements[0], style) if _goes_with(before, sayings[place]) else ""
