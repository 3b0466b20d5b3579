"""A job description as a document: plain facts and lines of text, the same for every file format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ml.contracts import (
    PROSE_SECTIONS,
    Brief,
    Draft,
    EmploymentType,
    Language,
    Location,
    Pay,
    SectionKind,
    WorkplaceType,
)
from ml.documents.headings import STANDARD_HEADINGS

#: Characters that show nothing and can hide or reorder text: zero width, direction overrides, tags, variation
#: supplements; with them the ones that no XML file may hold. Joiners that emoji and Indic scripts need are kept.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


class DocumentError(ValueError):
    """A file that cannot be read or made. `reason` is a sentence for the person who gave it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def clean(text: str) -> str:
    """One line of visible text: no control or hidden characters, single spaces."""
    return " ".join(UNSEEN.sub("", text).split())


def clean_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(clean, lines) if line)


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A heading and its lines. Text is cleaned on the way in, so that every format can carry it."""

    kind: SectionKind
    heading: str
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "heading", clean(self.heading) or STANDARD_HEADINGS[self.kind])
        object.__setattr__(self, "lines", clean_lines(self.lines))

    @property
    def is_prose(self) -> bool:
        """Prose lines are paragraphs; the lines of other sections are bullets."""
        return self.kind in PROSE_SECTIONS


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    sections: tuple[DocumentSection, ...]
    language: str = "en-GB"
    company: str = ""
    department: str = ""
    locations: tuple[Location, ...] = ()
    employment_type: EmploymentType | None = None
    workplace_type: WorkplaceType | None = None
    pay: Pay | None = None
    date_posted: date | None = None
    valid_through: date | None = None
    identifier: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "language", "company", "department", "identifier"):
            object.__setattr__(self, name, clean(getattr(self, name)))

    def lines_of(self, kind: SectionKind) -> tuple[str, ...]:
        return tuple(line for section in self.sections if section.kind is kind for line in section.lines)


def document_from_draft(draft: Draft, brief: Brief) -> Document:
    """The draft's text with the brief's facts. Sections that nothing was written for are left out."""
    return Document(
        title=draft.title,
        sections=tuple(
            DocumentSection(section.kind, section.heading, tuple(line.text for line in section.lines))
            for section in draft.sections
            if section.lines
        ),
        language=brief.language or Language.EN_GB,
        company=brief.company.name,
        department=brief.department,
        locations=brief.locations,
        employment_type=brief.employment_type,
        workplace_type=brief.workplace_type,
        pay=brief.pay,
    )
