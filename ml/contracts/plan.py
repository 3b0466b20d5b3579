"""What a draft is to say: the points of each section, where each comes from, and in which style."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ml.contracts.brief import Brief
from ml.contracts.words import LOCKED_SECTIONS, Language, Length, Person, SectionKind, SourceKind, Tone
from ml.wording import Wording


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
