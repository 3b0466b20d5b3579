"""The words of the product as frozen dataclasses and protocols: what every engine reads and returns.

Nothing here imports a heavy library, Django or the rest of `ml` but `ml.wording`, which is as plain; everything else in
`ml` imports this.
The JSON forms of `Brief` and `Draft` are described by `docs/schemas/brief.json` and `docs/schemas/draft.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from ml.wording import Wording


class Level(StrEnum):
    INTERN = "intern"
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"


class WorkplaceType(StrEnum):
    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class EmploymentType(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    INTERNSHIP = "internship"


class PayPeriod(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Tone(StrEnum):
    NEUTRAL = "neutral"
    FRIENDLY = "friendly"
    FORMAL = "formal"
    CONCISE = "concise"


class Length(StrEnum):
    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Language(StrEnum):
    """Spelling of the library's own sentences; people's words are never respelt."""

    EN_GB = "en-GB"
    EN_US = "en-US"


class Person(StrEnum):
    """Whom the text addresses: the reader ("you") or the role ("the postholder")."""

    YOU = "you"
    POSTHOLDER = "postholder"


class SourceKind(StrEnum):
    BRIEF = "brief"
    PROFILE = "profile"
    TEMPLATE = "template"
    BOILERPLATE = "boilerplate"
    POSTING = "posting"
    PERSON = "person"
    MODEL = "model"


class SectionKind(StrEnum):
    """The sections a draft can have, in the order of the standard job template."""

    ABOUT = "about"
    SUMMARY = "summary"
    RESPONSIBILITIES = "responsibilities"
    FIRST_90_DAYS = "first_90_days"
    REQUIRED = "required"
    NICE_TO_HAVE = "nice_to_have"
    CONDITIONS = "conditions"
    PAY = "pay"
    BENEFITS = "benefits"
    EQUAL_OPPORTUNITY = "equal_opportunity"
    ACCOMMODATION = "accommodation"
    PRIVACY_NOTICE = "privacy_notice"
    AI_NOTICE = "ai_notice"
    OTHER = "other"


#: Sections that hold text which the law may ask for.
LEGAL_SECTIONS = frozenset(
    {
        SectionKind.EQUAL_OPPORTUNITY,
        SectionKind.ACCOMMODATION,
        SectionKind.PRIVACY_NOTICE,
        SectionKind.AI_NOTICE,
    }
)

#: Sections that hold pay, legal or company text: slots that no model may write or see.
LOCKED_SECTIONS = LEGAL_SECTIONS | {SectionKind.ABOUT, SectionKind.PAY, SectionKind.BENEFITS}

#: Sections whose lines are prose; the lines of every other section are bullets.
PROSE_SECTIONS = LEGAL_SECTIONS | {SectionKind.ABOUT, SectionKind.SUMMARY}


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where a point or a line comes from.

    `ref` names the place inside the source: `responsibilities[2]` of the brief,
    `registered-nurse/responsibilities/4` of a profile, a writer's name and version for the model.
    """

    kind: SourceKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be said.

    `text` is what the source says, in the source's own words. `statement` is the library's full sentence for it in
    markup form (see `ml.library.schema`), empty for people's own words. `must_say` is true for the points of the brief:
    the guard refuses a section that leaves one out. `certificate` marks a licence the law asks for.
    `fixed` marks a line of the job template, which is said word for word and shown to no engine.
    """

    text: str
    sources: tuple[Source, ...]
    statement: str = ""
    must_say: bool = False
    certificate: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How the text reads; decided once for a draft from the brief and the company's voice."""

    tone: Tone = Tone.NEUTRAL
    length: Length = Length.STANDARD
    person: Person = Person.YOU
    language: Language = Language.EN_GB
    wording: Wording = Wording()


class RepairStep(StrEnum):
    """The steps of the guard's ladder, in their order (`ml.guard.repair`)."""

    SLOT = "slot"
    ASK_AGAIN = "ask_again"
    SENTENCE = "sentence"
    COMPOSER = "composer"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing the guard did to an engine's text: the refused `text`, why, and what stands `instead`, if anything.

    An engine that is asked again has no `instead`; of a point that was left out, `text` is the point.
    """

    step: RepairStep
    section: SectionKind
    reason: str
    text: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What one section has to say, in order. The points of locked sections are final lines, word for word.

    `composer_only` marks an open section that the job template has locked: no model writes it or sees it.
    `refused` is what the guard had against an engine's first answer, when that engine is asked again.
    """

    kind: SectionKind
    heading: str
    points: tuple[Point, ...]
    lead_in: str = ""
    composer_only: bool = False
    refused: tuple[Repair, ...] = ()

    @property
    def is_locked(self) -> bool:
        return self.kind in LOCKED_SECTIONS


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer makes the text specific. `say` is the sentence frame for the answer (`{answer}`)."""

    text: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest role profile and how close it is. `score` runs from 0 to 1; `profile` is None below the floor.

    `occupation` is the official title (O*NET, ESCO) that led there, if `method` is "occupation".
    """

    profile: str | None
    score: float
    title: str = ""
    method: str = "none"
    also: tuple[str, ...] = ()
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A line of an accepted job description of the same company: shows a model how it writes, never what is true."""

    section: SectionKind
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a writer chain needs: brief, match, style and the points of each section.

    `request_id` names the request towards a service, so that its records can be joined to ours; `asked_by` is an opaque
    key of the person, by which one of several variants of a model is chosen and which is never sent.
    """

    brief: Brief
    match: Match
    style: Style
    sections: tuple[SectionPlan, ...]
    questions: tuple[Question, ...] = ()
    notices: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    request_id: str = ""
    asked_by: str = ""


class Verdict(StrEnum):
    """What the guard says of a line."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Line:
    """One written line. `writer` is the engine that wrote it; `reasons` say what the guard found missing."""

    text: str
    sources: tuple[Source, ...] = ()
    writer: str = ""
    verdict: Verdict = Verdict.SUPPORTED
    reasons: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        return self.verdict is Verdict.SUPPORTED


@dataclass(frozen=True, slots=True)
class Section:
    kind: SectionKind
    heading: str
    lines: tuple[Line, ...] = ()

    @property
    def is_locked(self) -> bool:
        return self.kind in LOCKED_SECTIONS


@dataclass(frozen=True, slots=True)
class Draft:
    """The written result. `writer` names the engine that was asked; each line names the one that wrote it.

    `replaced_share` (0 to 1) is the part of the lines in sections that an engine answered which the composer wrote
    instead; `repairs` say why.
    """

    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...] = ()
    match: Match = Match(profile=None, score=0.0)
    writer: str = ""
    notices: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    replaced_share: float = 0.0
    repairs: tuple[Repair, ...] = ()

    def with_timings(self, timings_ms: Mapping[str, float]) -> Draft:
        return replace(self, timings_ms=dict(timings_ms))


class BriefError(ValueError):
    """A brief that cannot be read. `field` is the path of the offending key, such as `pay.min`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class WriterUnavailable(Exception):
    """The engine cannot answer now; asking again, or asking the next engine, may help."""


class WriterError(Exception):
    """The engine answered with something useless, or refuses this input. Asking again will not help."""


class WriterNotSetUp(WriterError):
    """The engine cannot work as it is configured: neither another try nor another section will help."""


class WritingStopped(Exception):
    """A person pressed Stop; raised by a writer as soon as it notices."""


ShouldStop = Callable[[], bool]


def never_stop() -> bool:
    return False


#: Told each piece of an engine's answer as it comes, in the thread that writes.
Hear = Callable[[str], None]


def nobody_hears(piece: str) -> None:
    pass


@runtime_checkable
class Writer(Protocol):
    """An engine that turns the points of a section into lines.

    `write_section` returns one line or more for the plan's points; it never sees a locked section. It raises
    `WriterUnavailable`, `WriterError` or `WritingStopped`, and nothing else. It checks `should_stop` at least once
    a second while it works.

    An engine may also have `tries`, how often it may be asked for one section (without it once), and `parallel`, how
    many sections it writes at a time (without it one).
    """

    name: str
    version: str

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop
    ) -> Sequence[Line]: ...


@runtime_checkable
class StreamingWriter(Writer, Protocol):
    """An engine whose answer can be followed while it comes. `streams` is true."""

    streams: bool

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop, hear: Hear = nobody_hears
    ) -> Sequence[Line]: ...


class Encoder(Protocol):
    """Turns sentences into unit vectors, one row a sentence (float32, 384 wide for all-MiniLM-L6-v2)."""

    name: str

    def encode(self, texts: Sequence[str]) -> Any: ...


class VectorStore(Protocol):
    """Keeps embeddings by the SHA-256 of their text, so that the library is embedded once."""

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]: ...

    def put_many(self, vectors: Mapping[str, bytes]) -> None: ...
