"""The figures of one draft, by name, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ml.briefs import all_texts
from ml.contracts import LOCKED_SECTIONS, Draft, Line, Plan, SectionKind
from ml.evaluation.measure import awkward, facts_of, repeated, unsaid, unsupported
from ml.evaluation.specificity import RoleWords, names_of
from ml.language.readability import reading_ease, reading_grade
from ml.language.text import words_of
from ml.library.lint import EXCLUDING

#: Sections that an engine may write; the others are facts of the brief or text of the company.
OPEN = frozenset(SectionKind) - LOCKED_SECTIONS - {SectionKind.CONDITIONS}
EXCLUDING_WORDS = re.compile(rf"\b(?:{'|'.join(map(re.escape, EXCLUDING))})\b", re.IGNORECASE)
COMPOSER = "composer"


@dataclass(frozen=True, slots=True)
class Metric:
    """`better` is 1 where more is better, -1 where less is, 0 where neither is."""

    name: str
    meaning: str
    better: int = 0
    unit: str = ""


METRICS = (
    Metric("point_recall", "facts of the brief that the text says", 1, "%"),
    Metric("unsupported", "numbers, amounts, names, places and formal claims without a source, per 100 words", -1),
    Metric("completeness", "planned sections that hold a line", 1, "%"),
    Metric("repeated", "lines that say again what another line said", -1, "%"),
    Metric("distinct_3", "different runs of three words among all of them", 1, "%"),
    Metric("specificity", "open lines whose words fit at most 2 % of the library's roles", 1, "%"),
    Metric("shared", "open lines that stand word for word in a draft for another role", -1, "%"),
    Metric("awkward", "lines that break a rule of form or grammar", -1, "%"),
    Metric("excluding", "words that shut people out and that the brief does not have, per draft", -1),
    Metric("reading_ease", "Flesch reading ease; 60 to 70 is plain English", 1),
    Metric("reading_grade", "Flesch-Kincaid grade: years of school", -1),
    Metric("words", "words of the text"),
    Metric("characters", "characters of the text"),
    Metric("replaced", "open lines that the composer wrote instead of the engine", -1, "%"),
)


def figures_of(plan: Plan, draft: Draft, roles: RoleWords, asked: str) -> dict[str, float]:
    """Every metric but `shared`, which needs the other drafts. `asked` is the engine that was to write."""
    lines, opened = _lines(draft), open_lines(draft)
    texts = [line.text for line in lines]
    words = sum(len(words_of(text)) for text in texts)
    facts = list(facts_of(plan.brief))
    with_words = [text for text in texts if words_of(text)]
    names, free = names_of(plan.brief), _free_lines(plan, draft)
    specific = [line for line in opened if roles.is_specific(line.text, plan.match.profile, names)]
    planned = {section.kind for section in plan.sections}
    return {
        "point_recall": 1 - _share(len(list(unsaid(plan.brief, draft))), len(facts)),
        "unsupported": 100 * _share(len(list(unsupported(plan, draft))), words),
        "completeness": 1 - _share(len(planned - {section.kind for section in draft.sections}), len(planned)),
        "repeated": _share(len(list(repeated(draft))), len(lines)),
        "distinct_3": distinct_share([line.text for line in opened]),
        "specificity": _share(len(specific), len(opened)),
        "awkward": _share(len(list(awkward(plan, draft))), len(lines)),
        "excluding": float(len(list(excluding_words(plan, draft)))),
        "reading_ease": _measured(reading_ease, with_words),
        "reading_grade": _measured(reading_grade, with_words),
        "words": float(words),
        "characters": float(sum(map(len, texts))),
        "replaced": _share(sum(line.writer != asked for line in free), len(free)),
    }


def open_lines(draft: Draft) -> list[Line]:
    return [line for section in draft.sections if section.kind in OPEN for line in section.lines]


def distinct_share(texts: list[str], *, run: int = 3) -> float:
    """Different runs of so many words among all runs, none of them across two lines; 1 where there are none."""
    split = [[word.lower() for word in words_of(text)] for text in texts]
    runs = [tuple(words[at : at + run]) for words in split for at in range(len(words) - run + 1)]
    return len(set(runs)) / len(runs) if runs else 1.0


def excluding_words(plan: Plan, draft: Draft) -> Iterator[str]:
    """Those of the linter's list that the text has and the brief has not."""
    typed = "\n".join(all_texts(plan.brief)).lower()
    for line in _lines(draft):
        yield from (word for word in EXCLUDING_WORDS.findall(line.text) if word.lower() not in typed)


def _free_lines(plan: Plan, draft: Draft) -> list[Line]:
    """Open lines that were an engine's to write: not the fixed ones of a job template."""
    fixed = {point.text for section in plan.sections for point in section.points if point.fixed}
    locked = {section.kind for section in plan.sections if section.composer_only}
    kinds = OPEN - locked
    lines = [line for section in draft.sections if section.kind in kinds for line in section.lines]
    return [line for line in lines if line.text not in fixed]


def _lines(draft: Draft) -> list[Line]:
    return [line for section in draft.sections for line in section.lines]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _measured(measure: Callable[[list[str]], float], texts: list[str]) -> float:
    return measure(texts) if texts else 0.0
