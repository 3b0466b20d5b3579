"""What a recruiter tells: the brief."""

from __future__ import annotations

from dataclasses import dataclass

from ml.contracts.words import EmploymentType, Language, Length, Level, PayPeriod, Tone, WorkplaceType


@dataclass(frozen=True, slots=True)
class Location:
    """One place of work. `country` is an ISO 3166-1 alpha-2 code or empty."""

    country: str = ""
    region: str = ""
    city: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.region, self.country) if part)


@dataclass(frozen=True, slots=True)
class Pay:
    """A pay range in `currency` (ISO 4217) per `period`, if one is named. At least one of `min` and `max` is set."""

    min: float | None = None
    max: float | None = None
    currency: str = ""
    period: PayPeriod | None = None


@dataclass(frozen=True, slots=True)
class Company:
    name: str = ""
    about: str = ""
    benefits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What the recruiter gives. Only `title` is required.

    `template` names a job template. Tone and length that are not given are those of the template, or the usual ones.
    """

    title: str
    level: Level | None = None
    department: str = ""
    company: Company = Company()
    locations: tuple[Location, ...] = ()
    workplace_type: WorkplaceType | None = None
    employment_type: EmploymentType | None = None
    responsibilities: tuple[str, ...] = ()
    required_skills: tuple[str, ...] = ()
    nice_to_have_skills: tuple[str, ...] = ()
    pay: Pay | None = None
    tone: Tone | None = None
    length: Length | None = None
    language: Language | None = None
    template: str = ""
    notes: str = ""
    answers: tuple[Answer, ...] = ()


class BriefError(ValueError):
    """A brief that cannot be read. `field` is the path of the offending key, such as `pay.min`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
