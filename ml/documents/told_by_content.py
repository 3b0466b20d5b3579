"""The kind of a section whose heading does not tell it, told by its lines."""

from __future__ import annotations

from dataclasses import replace

from ml.contracts import SectionKind
from ml.documents.headings import STANDARD_HEADINGS
from ml.documents.model import Document, DocumentSection
from ml.language.verbs import lexicon

#: Headings of these kinds may stand over a list of tasks: "The job", "Your nights".
OPEN_KINDS = frozenset({SectionKind.SUMMARY, SectionKind.OTHER})
FEWEST_TASKS, LONGEST_TASK = 2, 160


def with_tasks_found(document: Document) -> Document:
    """The first list of tasks is the responsibilities, where no heading names them."""
    if any(section.kind is SectionKind.RESPONSIBILITIES for section in document.sections):
        return document
    tasks = next((section for section in document.sections if _holds_tasks(section)), None)
    sections = (
        replace(section, kind=SectionKind.RESPONSIBILITIES) if section is tasks else section
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _holds_tasks(section: DocumentSection) -> bool:
    is_open = section.kind in OPEN_KINDS and section.heading != STANDARD_HEADINGS[SectionKind.SUMMARY]
    tasks = [line for line in section.lines if len(line) <= LONGEST_TASK and _first_word(line) in lexicon()]
    return is_open and len(tasks) >= FEWEST_TASKS and 2 * len(tasks) > len(section.lines)


def _first_word(line: str) -> str:
    return next((word for word in line.lower().split(" ") if word.isalpha()), "")
