"""How the company speaks, the job template in use, and the fixed texts that stand in every posting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from ml.briefs import typed_texts
from ml.checks.context import Employer
from ml.contracts import LEGAL_SECTIONS, Brief, Language, Length, Person, Point, SectionKind, Source, SourceKind, Tone
from ml.language.replace import Found, find_words
from ml.library.job_templates import JobTemplate, TemplateSection
from ml.wording import CompanyForm, Wording

Value = TypeVar("Value")
STANDARD_ORDER = tuple(kind for kind in SectionKind if kind is not SectionKind.OTHER)
#: Stands for a section that the template says nothing of.
NOTHING_SAID = TemplateSection(SectionKind.OTHER)


class Decider(StrEnum):
    """Who decided how the text reads; the first that says something does."""

    BRIEF = "brief"
    TEMPLATE = "template"
    COMPANY = "company"
    NOBODY = ""


@dataclass(frozen=True, slots=True)
class FixedText:
    """One text of the company's boilerplate; `ref` names it for the source shown on the page."""

    text: str
    ref: str


@dataclass(frozen=True, slots=True)
class Voice:
    """The company's voice and the job template in use. Empty `headings` and `texts` leave the standard ones."""

    person: Person = Person.YOU
    tone: Tone | None = None
    language: Language = Language.EN_GB
    order: tuple[SectionKind, ...] = STANDARD_ORDER
    headings: Mapping[SectionKind, str] = field(default_factory=dict)
    texts: Mapping[SectionKind, tuple[FixedText, ...]] = field(default_factory=dict)
    template: JobTemplate | None = None
    wording: Wording = Wording()
    values: tuple[str, ...] = ()
    employer: Employer = Employer()

    def points(self, kind: SectionKind) -> list[Point]:
        """The company's own lines for a locked section."""
        return [Point(item.text, (Source(SourceKind.BOILERPLATE, item.ref),)) for item in self.texts.get(kind, ())]

    def with_template(self, template: JobTemplate) -> Voice:
        return replace(
            self,
            person=template.person or self.person,
            order=tuple(section.kind for section in template.sections),
            headings={section.kind: section.heading for section in template.sections if section.heading},
            template=template,
        )

    def section(self, kind: SectionKind) -> TemplateSection:
        return (self.template.section(kind) if self.template else None) or NOTHING_SAID

    def tone_of(self, brief: Brief) -> Tone:
        return self.decided_tone(brief)[0]

    def length_of(self, brief: Brief) -> Length:
        return self.decided_length(brief)[0]

    def decided_tone(self, brief: Brief) -> tuple[Tone, Decider]:
        by_template = self.template.tone if self.template else None
        said = {Decider.BRIEF: brief.tone, Decider.TEMPLATE: by_template, Decider.COMPANY: self.tone}
        return _first(said, Tone.NEUTRAL)

    def decided_length(self, brief: Brief) -> tuple[Length, Decider]:
        by_template = self.template.length if self.template else None
        return _first({Decider.BRIEF: brief.length, Decider.TEMPLATE: by_template}, Length.STANDARD)

    @property
    def whole_order(self) -> tuple[SectionKind, ...]:
        """The template's sections, then those it leaves out: what the brief says and what the law asks for stays."""
        return (*self.order, *(kind for kind in STANDARD_ORDER if kind not in self.order))

    def may_add(self, kind: SectionKind, point: Point) -> bool:
        """Does the point stand in the text even where the template has no such section?"""
        return kind in self.order or point.must_say or (kind in LEGAL_SECTIONS and kind in self.texts)

    def value_points(self, company: str) -> list[Point]:
        """What the company stands for, as the last line of the text about it."""
        if not self.values:
            return []
        whom = company if company and self.wording.company is CompanyForm.NAME else ""
        stands = f"What {whom} stands for" if whom else "What we stand for"
        text = f"{stands}: {'; '.join(value.rstrip('.;') for value in self.values)}."
        return [Point(text, (Source(SourceKind.BOILERPLATE, "Company values"),))]


def _first(said: Mapping[Decider, Value | None], usual: Value) -> tuple[Value, Decider]:
    return next(((value, decider) for decider, value in said.items() if value), (usual, Decider.NOBODY))


def typed_notices(brief: Brief, wording: Wording) -> list[str]:
    """What the recruiter typed against the company's voice: it stays, and is said."""
    found: dict[str, Found] = {}
    for text in typed_texts(brief):
        for item in find_words(text, wording.avoided):
            found.setdefault(item.avoided.word, item)
    return [_notice(item) for item in found.values()]


def _notice(found: Found) -> str:
    reason = f" ({found.avoided.reason.rstrip('.')})" if found.avoided.reason else ""
    others = [f"“{word}”" for word in found.avoided.instead[1:]]
    better = " or ".join([f"“{found.instead}”", *others]) if found.instead else ""
    advice = f" Write {better} instead." if better else " Say it another way."
    return f"You typed “{found.said}”, which is not a word of the company's voice{reason}. It stays as typed.{advice}"
