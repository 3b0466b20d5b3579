"""What is known of a posting besides its text. A rule that needs what is not known stays silent; it never guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ml.contracts import EmploymentType, Language, Level, Location, Pay, PayPeriod, WorkplaceType


@dataclass(frozen=True, slots=True)
class PastPay:
    """The ends of `count` earlier ranges of pay, and the `median` of their middles, in one currency and period."""

    min: float
    max: float
    median: float
    count: int
    currency: str
    period: PayPeriod | None


@dataclass(frozen=True, slots=True)
class Context:
    """`employees` counts the whole employer; `employees_in` those of single jurisdictions, such as `{"US-CO": 3}`.

    `jurisdictions` are codes of the law table besides those that `locations` lead to; `reports_to` is the office to
    which the job reports, if it is elsewhere. Without a `posting_date` the law is that of today. `screens_with_ai` says
    whether AI screens, assesses or selects applicants, `vacancy_exists` whether the posting fills a vacancy of now.
    `profile` is the id of the role profile on which the text is based. `past_pay` is what the employer has named
    for this role, level and place before. `names` are those of the company and its departments, whose words are
    nobody's choice here.
    """

    language: Language | None = None
    level: Level | None = None
    employment_type: EmploymentType | None = None
    workplace_type: WorkplaceType | None = None
    locations: tuple[Location, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    reports_to: Location | None = None
    pay: Pay | None = None
    past_pay: PastPay | None = None
    posting_date: date | None = None
    employees: int | None = None
    employees_in: tuple[tuple[str, int], ...] = ()
    is_federal_contractor: bool | None = None
    screens_with_ai: bool | None = None
    vacancy_exists: bool | None = None
    profile: str = ""
    names: tuple[str, ...] = ()


NOTHING_KNOWN = Context()


@dataclass(frozen=True, slots=True)
class Employer:
    """What the employer has told of itself once, for all postings; the words are those of `Context`."""

    employees: int | None = None
    employees_in: tuple[tuple[str, int], ...] = ()
    is_federal_contractor: bool | None = None
    screens_with_ai: bool | None = None
