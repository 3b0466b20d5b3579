"""Facts that the law hangs on and nobody has told: the questions for them, and what their answers say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ml.checks.context import Context
from ml.checks.law.applicable import Status, applicable_rules
from ml.checks.law.places import jurisdictions, name_of
from ml.checks.law.schema import CountBasis, Need
from ml.contracts import Answer
from ml.language.text import fold

ASK_AI = "Is AI used to screen, assess or select applicants for this job?"
ASK_VACANCY = "Is this posting for an existing vacancy?"
ASK_IN_ALL = "How many people do you employ in all?"
ASK_IN_PLACE = "How many people do you employ in {place}?"
YES = re.compile(r"(?:yes|y|yeah|true|it is|it does|we do)\b", re.IGNORECASE)
NO = re.compile(r"(?:no|n|none|not|false|never|it is not|it does not|we do not|we don['’]t)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")


def open_questions(context: Context) -> tuple[str, ...]:
    """What would decide which laws bind, then what their statements need. Each once."""
    laws = applicable_rules(context)
    counts = [
        _ask_count(law.rule.jurisdiction, law.rule.threshold.basis)
        for law in laws
        if law.needs_count and law.rule.required and law.status is Status.IF
    ]
    wanted = {need for law in laws if law.is_sure for need in law.rule.required}
    facts = [ASK_VACANCY] if Need.VACANCY_STATEMENT in wanted and context.vacancy_exists is None else []
    facts += [ASK_AI] if Need.AI_STATEMENT in wanted and context.screens_with_ai is None else []
    return tuple(dict.fromkeys([*counts, *facts]))


def _ask_count(code: str, basis: CountBasis) -> str:
    return ASK_IN_ALL if basis is CountBasis.IN_ALL else ASK_IN_PLACE.format(place=name_of(code))


def is_legal_question(text: str) -> bool:
    """Is it one of ours, whose answer is a fact and no sentence of the posting?"""
    return fold(text) in _known()


def with_answers(context: Context, answers: Iterable[Answer]) -> Context:
    """The context with what these answers tell; an answer that tells nothing changes nothing."""
    for answer in answers:
        about = _known().get(fold(answer.question))
        if about == "screens_with_ai" and (told := yes_or_no(answer.answer)) is not None:
            context = replace(context, screens_with_ai=told)
        elif about == "vacancy_exists" and (told := yes_or_no(answer.answer)) is not None:
            context = replace(context, vacancy_exists=told)
        elif about and (number := NUMBER.search(answer.answer)):
            context = _counted(context, about, int(re.sub(r"\D", "", number[0])))
    return context


def _counted(context: Context, about: str, number: int) -> Context:
    if about == "employees":
        return replace(context, employees=number)
    others = tuple((code, count) for code, count in context.employees_in if code != about)
    return replace(context, employees_in=(*others, (about, number)))


def yes_or_no(answer: str) -> bool | None:
    text = answer.strip()
    return False if NO.match(text) else True if YES.match(text) else None


@cache
def _known() -> dict[str, str]:
    """Each question by its folded text, with the field or the code of the place that it asks for."""
    of_places = {ASK_IN_PLACE.format(place=item.name): code for code, item in jurisdictions().items()}
    known = {ASK_AI: "screens_with_ai", ASK_VACANCY: "vacancy_exists", ASK_IN_ALL: "employees", **of_places}
    return {fold(text): about for text, about in known.items()}
