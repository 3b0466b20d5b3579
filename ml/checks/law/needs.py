"""Does the posting give what a law asks for? One detector a need, shared by all laws."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ml.checks.findings import Severity
from ml.checks.law import statements
from ml.checks.law.reading import Reading, ShownPay
from ml.checks.law.schema import CommissionOnly, Need, Rule
from ml.contracts import SectionKind

#: Fewer words than these describe no job.
FEWEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing. `most` is the highest severity it can have: less than an error where the text alone cannot tell.

    `start` and `text` are the place in the text, if there is one.
    """

    topic: str
    says: str
    most: Severity = Severity.ERROR
    start: int = 0
    text: str = ""


Detector = Callable[[Reading, Rule], Gap | None]


def gap_of(need: Need, reading: Reading, rule: Rule) -> Gap | None:
    """None if the posting gives it."""
    return DETECTORS[need](reading, rule)


def _pay(reading: Reading, rule: Rule) -> Gap | None:
    """An amount or a closed range, with its currency and period."""
    if reading.is_commission_only and rule.commission_only is not CommissionOnly.SAME:
        return None
    shown = reading.pay
    if shown is None:
        return Gap("pay", _no_pay(reading))
    if shown.is_open:
        return _at(shown, "pay", "Pay is given with one end only: name the lowest and the highest amount.")
    return _whole(shown)


def _no_pay(reading: Reading) -> str:
    known = reading.subject.context.pay
    return "The posting gives no pay" + (", though it is known: add it." if known else ".")


def _whole(shown: ShownPay) -> Gap | None:
    missing = [name for name, value in (("currency", shown.pay.currency), ("period", shown.has_period)) if not value]
    if not missing:
        return None
    return _at(shown, "pay-unit", f"Pay is given without its {' and '.join(missing)}.", Severity.WARNING)


def _at(shown: ShownPay, topic: str, says: str, most: Severity = Severity.ERROR) -> Gap:
    return Gap(topic, says, most, shown.start, shown.text)


def _pay_range(reading: Reading, rule: Rule) -> Gap | None:
    shown = reading.pay
    if shown and not shown.is_open and not shown.is_range:
        says = "Pay is one amount; a range from the lowest to the highest is meant, unless all are paid exactly this."
        return _at(shown, "pay-range", says, Severity.WARNING)
    return _pay(reading, rule)


def _pay_minimum(reading: Reading, _: Rule) -> Gap | None:
    """An amount that is the least, with its period."""
    shown = reading.pay
    if shown is None:
        return Gap("pay", _no_pay(reading))
    if shown.pay.min is None:
        return _at(shown, "pay", "Pay is given without its minimum.")
    return _whole(shown)


def _tipped_base(reading: Reading, rule: Rule) -> Gap | None:
    if not reading.says(statements.TIPPED) or reading.pay is not None:
        return None
    return Gap("tipped-base", "The job is tipped: say so, and name the base wage.")


def _benefits(reading: Reading, rule: Rule) -> Gap | None:
    is_told = statements.names_benefits(reading) or _is_linked(reading, rule, statements.BENEFITS)
    return None if is_told else Gap("benefits", "The posting says nothing of benefits.")


def _benefits_by_kind(reading: Reading, rule: Rule) -> Gap | None:
    if gap := _benefits(reading, rule):
        return gap
    missing = statements.missing_kinds(reading)
    if not missing or _is_linked(reading, rule, statements.BENEFITS):
        return None
    says = f"All benefits are to be named; the posting says nothing of {_listed(missing)}. Name what is offered."
    return Gap("benefits-by-kind", says, Severity.WARNING)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _is_linked(reading: Reading, rule: Rule, pattern: re.Pattern[str]) -> bool:
    return rule.link_suffices and reading.has_link_near(pattern)


def _statement(topic: str, pattern: re.Pattern[str], says: str, most: Severity, *sections: SectionKind) -> Detector:
    """A detector of one statement, which stands in a section of its own or is found by its words."""

    def detect(reading: Reading, rule: Rule) -> Gap | None:
        has_section = any(reading.of(section).strip() for section in sections)
        is_told = has_section or reading.says(pattern) or _is_linked(reading, rule, pattern)
        return None if is_told else Gap(topic, says, most)

    return detect


def _job_description(reading: Reading, _: Rule) -> Gap | None:
    if len(reading.text.split()) >= FEWEST_WORDS:
        return None
    return Gap("job-description", "The posting does not describe the job.", Severity.WARNING)


def _ai_statement(reading: Reading, _: Rule) -> Gap | None:
    uses = reading.subject.context.screens_with_ai
    if uses is False or reading.of(SectionKind.AI_NOTICE).strip() or reading.says(statements.AI_STATEMENT):
        return None
    if uses:
        return Gap("ai-statement", "The posting does not say that AI is used to screen, assess or select applicants.")
    says = "Nothing says whether AI screens, assesses or selects applicants; if it does, the posting says so."
    return Gap("ai-statement", says, Severity.WARNING)


def _federal_contractor(reading: Reading, _: Rule) -> Gap | None:
    if not reading.subject.context.is_federal_contractor:
        return None
    if reading.says(statements.VETERANS) and reading.says(statements.DISABILITY):
        return None
    says = "A federal contractor says that it considers applicants without regard to veteran status or disability."
    return Gap("federal-contractor", says)


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
DETECTORS: Mapping[Need, Detector] = {
    Need.PAY: _pay,
    Need.PAY_RANGE: _pay_range,
    Need.PAY_MINIMUM: _pay_minimum,
    Need.TIPPED_BASE: _tipped_base,
    Need.BENEFITS: _benefits,
    Need.BENEFITS_BY_KIND: _benefits_by_kind,
    Need.JOB_DESCRIPTION: _job_description,
    Need.AI_STATEMENT: _ai_statement,
    Need.FEDERAL_CONTRACTOR: _federal_contractor,
    Need.OVERPAYMENT: _statement(
        "overpayment", statements.OVERPAYMENT, "The posting does not say whether more than the minimum is paid.", ERROR
    ),
    Need.OTHER_COMPENSATION: _statement(
        "other-compensation",
        statements.OTHER_COMPENSATION,
        "Bonus, commission and equity are to be named, if there are any; the posting says nothing of them.",
        WARNING,
    ),
    Need.HEALTH_BENEFITS: _statement("health-benefits", statements.HEALTH, "No health benefits are named.", NOTE),
    Need.DEADLINE: _statement(
        "deadline",
        statements.DEADLINE,
        "The posting names no last day to apply, and does not say that applications are ongoing.",
        ERROR,
    ),
    Need.HOW_TO_APPLY: _statement(
        "how-to-apply",
        statements.HOW_TO_APPLY,
        "The text does not say how to apply, which the page around it may do.",
        WARNING,
    ),
    Need.VACANCY_STATEMENT: _statement(
        "vacancy-statement",
        statements.VACANCY,
        "The posting does not say whether it is for an existing vacancy.",
        ERROR,
    ),
    Need.COLLECTIVE_AGREEMENT: _statement(
        "collective-agreement",
        statements.COLLECTIVE_AGREEMENT,
        "If a collective agreement sets the pay, applicants are to be told its terms.",
        NOTE,
    ),
    Need.ACCOMMODATION: _statement(
        "accommodation-line",
        statements.ACCOMMODATION,
        "No line offers adjustments to applicants with a disability.",
        NOTE,
        SectionKind.ACCOMMODATION,
    ),
    Need.PRIVACY_NOTICE: _statement(
        "privacy-notice",
        statements.PRIVACY,
        "Nothing says how applicants’ data are used; a link suffices.",
        NOTE,
        SectionKind.PRIVACY_NOTICE,
    ),
}
