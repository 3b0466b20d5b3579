"""The statements that the law wants in a posting, which no engine writes: a told fact, or a slot for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from ml.checks.context import Context, Employer
from ml.checks.law.blocks import RequiredBlock, required_blocks
from ml.checks.law.needs import gap_of
from ml.checks.law.questions import is_legal_question, open_questions, with_answers, yes_or_no
from ml.checks.law.reading import Reading
from ml.checks.subject import subject_from_sections
from ml.contracts import Answer, Brief, Point, Question, SectionKind, SectionPlan, Source, SourceKind
from ml.grounding.titles import read_title
from ml.language.open_slots import open_slot

#: Asked beside those of the role.
MOST_QUESTIONS = 2


def legal_context(brief: Brief, employer: Employer) -> Context:
    """What the law has to know of the job: the brief's places, and what the employer has told of itself."""
    context = Context(
        locations=brief.locations,
        workplace_type=brief.workplace_type or read_title(brief.title).workplace_type,
        pay=brief.pay,
        **asdict(employer),
    )
    return with_answers(context, brief.answers)


def legal_questions(context: Context, brief: Brief) -> tuple[Question, ...]:
    answered = {answer.question for answer in brief.answers}
    asked = [text for text in open_questions(context) if text not in answered]
    return tuple(Question(text) for text in asked[:MOST_QUESTIONS])


def answers_law(answer: Answer) -> bool:
    """Such an answer decides which statements stand in the text; it is no sentence of it."""
    return is_legal_question(answer.question)


def unclear_answers(brief: Brief) -> list[str]:
    """A notice for each answer that the law's question cannot use."""
    return [
        f"“{answer.answer[:60]}” does not answer “{answer.question}”. Give a number, or yes or no."
        for answer in brief.answers
        if answers_law(answer) and yes_or_no(answer.answer) is None and not any(map(str.isdigit, answer.answer))
    ]


def with_statements(
    sections: Sequence[SectionPlan],
    context: Context,
    order: Sequence[SectionKind],
    heading: Callable[[SectionKind], str],
) -> list[SectionPlan]:
    """The sections with every statement that the law wants and that they do not make."""
    planned = {section.kind: section for section in sections}
    for block in _missing(sections, context):
        section = planned.get(block.section) or SectionPlan(block.section, heading(block.section), ())
        planned[block.section] = replace(section, points=(*section.points, _point(block)))
    return [planned[kind] for kind in order if kind in planned]


def _missing(sections: Sequence[SectionPlan], context: Context) -> list[RequiredBlock]:
    """One slot for one place in the text, though several laws may want it in their own way."""
    texts = [(section.kind, section.heading, [point.text for point in section.points]) for section in sections]
    reading = Reading(subject_from_sections("", texts, context))
    missing = [b for b in required_blocks(context) if any(gap_of(b.need, reading, rule) for rule in b.rules)]
    return list({(block.section, block.text or block.slot): block for block in missing}.values())


def _point(block: RequiredBlock) -> Point:
    codes = ", ".join(rule.code for rule in block.rules)
    return Point(block.text or open_slot(block.slot), (Source(SourceKind.TEMPLATE, f"law/{codes}"),), fixed=True)
