"""The statements that the law of a posting's places wants in it: their text where a fact suffices, else a slot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ml.checks.context import Context
from ml.checks.law.applicable import Applicable, Status, applicable_rules
from ml.checks.law.questions import ASK_AI, ASK_VACANCY
from ml.checks.law.schema import Need, Rule
from ml.contracts import SectionKind


@dataclass(frozen=True, slots=True)
class RequiredBlock:
    """One statement for one kind of section. With an empty `text` a person has to fill in the `slot`.

    `rules` are the laws that want it, and `why` says where; `question` asks the recruiter for the fact, if it is one.
    """

    need: Need
    section: SectionKind
    slot: str
    why: str
    rules: tuple[Rule, ...]
    text: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class _Statement:
    section: SectionKind
    slot: str
    tell: Callable[[Context], str | None] = lambda _: ""
    question: str = ""


def _ai(context: Context) -> str | None:
    if context.screens_with_ai is None:
        return ""
    uses = "We use artificial intelligence to screen, assess or select applicants for this job."
    return uses if context.screens_with_ai else None


def _vacancy(context: Context) -> str:
    if context.vacancy_exists is None:
        return ""
    return f"This posting is {'' if context.vacancy_exists else 'not '}for an existing vacancy."


def _contractor(context: Context) -> str | None:
    says = "We consider qualified applicants without regard to protected veteran status or disability."
    return says if context.is_federal_contractor else None


PAY, BENEFITS, TERMS = SectionKind.PAY, SectionKind.BENEFITS, SectionKind.CONDITIONS
#: `tell` gives the text, "" where a person has to, and None where nothing is to be said.
STATEMENTS: Mapping[Need, _Statement] = {
    Need.PAY: _Statement(PAY, "pay range"),
    Need.PAY_RANGE: _Statement(PAY, "pay range"),
    Need.PAY_MINIMUM: _Statement(PAY, "minimum pay"),
    Need.OVERPAYMENT: _Statement(PAY, "readiness to pay above the minimum"),
    Need.OTHER_COMPENSATION: _Statement(BENEFITS, "bonus, commission and equity"),
    Need.BENEFITS: _Statement(BENEFITS, "benefits"),
    Need.BENEFITS_BY_KIND: _Statement(BENEFITS, "benefits: health, retirement, leave and others"),
    Need.DEADLINE: _Statement(TERMS, "last day to apply"),
    Need.VACANCY_STATEMENT: _Statement(TERMS, "vacancy statement", _vacancy, ASK_VACANCY),
    Need.AI_STATEMENT: _Statement(SectionKind.AI_NOTICE, "AI statement", _ai, ASK_AI),
    Need.FEDERAL_CONTRACTOR: _Statement(SectionKind.EQUAL_OPPORTUNITY, "federal contractor statement", _contractor),
}


def required_blocks(context: Context) -> tuple[RequiredBlock, ...]:
    """Of the laws that surely bind; where the number of employees would decide, `open_questions` asks for it."""
    laws = [law for law in applicable_rules(context) if law.status is Status.IN_FORCE]
    return tuple(_blocks(context, laws))


def _blocks(context: Context, laws: list[Applicable]) -> Iterator[RequiredBlock]:
    for need, statement in STATEMENTS.items():
        wanting = [law for law in laws if need in law.rule.required]
        text = statement.tell(context)
        if wanting and text is not None:
            rules = tuple(law.rule for law in wanting)
            why = " ".join(dict.fromkeys(law.why for law in wanting))
            question = "" if text else statement.question
            yield RequiredBlock(need, statement.section, statement.slot, why, rules, text, question)
