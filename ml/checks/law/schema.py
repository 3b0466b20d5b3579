"""What one law says of postings, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Need(StrEnum):
    """What a posting can owe its readers."""

    PAY = "pay"
    PAY_RANGE = "pay_range"
    PAY_MINIMUM = "pay_minimum"
    OVERPAYMENT = "overpayment"
    TIPPED_BASE = "tipped_base"
    OTHER_COMPENSATION = "other_compensation"
    BENEFITS = "benefits"
    BENEFITS_BY_KIND = "benefits_by_kind"
    HEALTH_BENEFITS = "health_benefits"
    DEADLINE = "deadline"
    HOW_TO_APPLY = "how_to_apply"
    JOB_DESCRIPTION = "job_description"
    AI_STATEMENT = "ai_statement"
    VACANCY_STATEMENT = "vacancy_statement"
    COLLECTIVE_AGREEMENT = "collective_agreement"
    ACCOMMODATION = "accommodation"
    FEDERAL_CONTRACTOR = "federal_contractor"
    PRIVACY_NOTICE = "privacy_notice"


class CountBasis(StrEnum):
    """Which employees a threshold counts: those in the place of the law, or all of them."""

    IN_PLACE = "in_place"
    IN_ALL = "in_all"


class Reach(StrEnum):
    """How a law reaches a job: worked there, doable there from home, or reporting to an office there."""

    PLACE = "place"
    REMOTE = "remote"
    REPORTS_TO = "reports_to"


class Grade(StrEnum):
    """How near the source is to the text of the law."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MEMORY = "memory"


class CommissionOnly(StrEnum):
    """What holds for a job paid by commission alone: nothing else, "say so" in place of pay, or no duty at all."""

    SAME = ""
    SAY_SO = "say_so"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many employees a law binds. With `is_unclear` the law does not tell the basis: the stricter is taken.

    `here` is how many of them must be in the place of the law.
    """

    employees: int = 0
    basis: CountBasis = CountBasis.IN_ALL
    is_unclear: bool = False
    here: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a range may reach: an `amount` a year in `currency`, or a `share` of its minimum.

    A range whose end is above `unless_above` is free.
    """

    amount: float | None = None
    currency: str = ""
    unless_above: float | None = None
    share: float | None = None
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one law. `code` and `version` name it; `jurisdiction` is where it holds.

    `required` must stand in the posting, `required_later` is owed at the moment `later` if not there, `recommended` is
    owed elsewhere and well placed in a posting. `forbidden` names wordings of `wordings.toml`. With `only_contractors`
    the rule is one for contractors of the federal government.
    """

    code: str
    version: int
    name: str
    jurisdiction: str
    effective_from: date
    reach: tuple[Reach, ...]
    source: str
    grade: Grade
    reviewed_on: date
    effective_to: date | None = None
    enforced_from: date | None = None
    threshold: Threshold = Threshold()
    required: tuple[Need, ...] = ()
    required_later: tuple[Need, ...] = ()
    recommended: tuple[Need, ...] = ()
    later: str = ""
    forbidden: tuple[str, ...] = ()
    spread: Spread | None = None
    commission_only: CommissionOnly = CommissionOnly.SAME
    link_suffices: bool = False
    only_contractors: bool = False
    retention_years: int | None = None
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        return (*self.required, *self.required_later, *self.recommended)

    def covers(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class LawError(ValueError):
    """A rule pack, or a code of a jurisdiction, that cannot be read. The text names the place and the way out."""
