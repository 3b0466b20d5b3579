"""The local writer with jd-mini: one prompt a point, all points of a section side by side.

Facts travel around the model as slots. A line that loses a word of its point, or adds one that says something new, is
tried once more with a plainer prompt; failed twice it is marked, and the chain puts the composer's line in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ml.contracts import (
    Language,
    Length,
    Line,
    Person,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    ShouldStop,
    Source,
    SourceKind,
    Style,
    Tone,
    Verdict,
    never_stop,
)
from ml.guard.check import SAID
from ml.language.text import capitalise, content_stems, says
from ml.library.markup import Form, inflect, sentence
from ml.planning.opening import at_company, company_to_name
from ml.writers.composer import ComposerWriter
from ml.writers.mini_facts import Slotted, TooManyFacts, with_slots
from ml.writers.mini_model import Answer, MiniModel, mini_model
from ml.writers.mini_prompt import KINDS, Parts, line_prompt
from ml.writers.mini_reading import babbles

MOST_TOKENS = 96
#: Words that a line may add to its point; any other verb or noun would be the model's guess of what is done.
HARMLESS = content_stems(
    "experience ability skills knowledge command confidence practice carry out handle look after take care manage run "
    "do have hold keep prepare provide support help work"
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Task:
    """`company` is the employer that the line names in front of what the model says."""

    point: Point
    said: Slotted
    style: Style
    company: str = ""


class MiniWriter:
    """Greedy and seeded by nothing: the same plan gives the same lines."""

    name = "local"

    def __init__(self, model: Callable[[], MiniModel] | None = None) -> None:
        self._model = model or mini_model
        self.version = "jd-mini"

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop
    ) -> Sequence[Line]:
        """Lines for the points that are words; what is all facts or law stays with the composer."""
        tasks = [task for point in section.points if (task := _task(point, section.kind, plan.style))]
        if not tasks:
            return ComposerWriter().write_section(plan, section, should_stop=should_stop)
        if section.kind is SectionKind.SUMMARY and tasks[0].point is section.points[0]:
            tasks[0] = replace(tasks[0], company=company_to_name(plan, tasks[0].point))
        model = self._model()
        self.version = model.version
        answers = self._answers(model, section.kind, tasks, should_stop)
        again = [number for number, task in enumerate(tasks) if not _is_good(task, answers[number])]
        if again:
            plainer = [replace(tasks[number], style=Style(person=tasks[number].style.person)) for number in again]
            second = self._answers(model, section.kind, plainer, should_stop)
            for number, answer in zip(again, second, strict=True):
                answers[number] = answer
        return [self._line(task, answer) for task, answer in zip(tasks, answers, strict=True)]

    def _answers(
        self, model: MiniModel, kind: SectionKind, tasks: Sequence[_Task], should_stop: ShouldStop
    ) -> list[Answer]:
        prompts: list[Parts] = [line_prompt(kind, task.said.text, task.style) for task in tasks]
        words = max(len(task.said.text.split()) for task in tasks)
        return model.answer(prompts, most=min(MOST_TOKENS, 16 + 3 * words), should_stop=should_stop)

    def _line(self, task: _Task, answer: Answer) -> Line:
        sources = (*task.point.sources, Source(SourceKind.MODEL, f"{self.name} {self.version}"))
        text = task.said.fill(answer.text.strip() or task.said.text)
        text = at_company(text, task.company) if task.company else capitalise(text)
        line = Line(text, sources=sources, writer=self.name)
        if _is_good(task, answer):
            return line
        return replace(line, verdict=Verdict.UNSUPPORTED, reasons=("The model did not say the point faithfully.",))


def _task(point: Point, kind: SectionKind, style: Style) -> _Task | None:
    """What the model is to say, or nothing: openings, licences and lists of facts are the composer's."""
    statement = inflect(point.statement, style.person, Form.BASE)
    is_own = not statement or (point.must_say and not says(statement, point.text))
    if kind not in KINDS or point.certificate or point.fixed or (kind is SectionKind.SUMMARY and is_own):
        return None
    if is_own:
        text, style = point.text, replace(style, language=Language.EN_GB)  # nobody respells people's words
    elif kind is SectionKind.SUMMARY:
        text = sentence(point.statement, style.person)
    else:
        text = statement
    try:
        said = with_slots(text, opens_small=kind is not SectionKind.SUMMARY)
    except TooManyFacts:
        return None
    return _Task(point, said, _fitting(style, said.text)) if content_stems(said.text) else None


def _fitting(style: Style, text: str) -> Style:
    """The marks that were trained for such a line: a tone only where it shows, no length against the point's own."""
    return replace(style, length=Length.STANDARD, tone=style.tone if " will " in text else Tone.NEUTRAL)


def _is_good(task: _Task, answer: Answer) -> bool:
    if not answer.is_whole or not answer.text.strip() or not task.said.holds_all(answer.text):
        return False
    if task.style.person is Person.POSTHOLDER and _YOU.search(answer.text):
        return False
    if babbles(answer.text, task.said.text):
        return False
    wanted, got = content_stems(task.said.text), content_stems(answer.text)
    return len(wanted & got) >= SAID * len(wanted) and got - wanted <= HARMLESS
