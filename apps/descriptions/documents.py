"""The door from job descriptions to `ml.documents`: files made of them, and postings read from files."""

from __future__ import annotations

from typing import Any

import ml
from apps.descriptions.engine import StoredSection, brief_for
from apps.descriptions.errors import DescriptionError
from apps.descriptions.lines import StoredLine
from apps.descriptions.models import JobDescription
from ml import documents

Exported = documents.Exported
FORMATS = tuple(str(format) for format in documents.Format)
FORMAT_OF_ENDING = {ending: str(format) for ending, format in documents.FORMAT_OF_ENDING.items()}
KIND_NAMES = {str(kind): name for kind, name in documents.STANDARD_HEADINGS.items()}


def export(description: JobDescription, format: str) -> documents.Exported:
    """The description as a file; raise `DescriptionError` with a sentence when that cannot be made."""
    try:
        return documents.export(document_of(description), documents.Format(format))
    except documents.DocumentError as error:
        raise DescriptionError(error.reason) from error


def missing_for_google(description: JobDescription) -> tuple[str, ...]:
    return documents.missing_for_google(document_of(description))


def document_of(description: JobDescription) -> documents.Document:
    brief = brief_for(description)
    sections = tuple(
        documents.DocumentSection(
            ml.SectionKind(section.kind), section.heading, tuple(line["text"] for line in section.lines)
        )
        for section in description.sections.all()
        if section.lines
    )
    return documents.Document(
        title=description.title,
        sections=sections,
        language=description.language,
        company=brief.company.name,
        department=brief.department,
        locations=brief.locations,
        employment_type=brief.employment_type,
        workplace_type=brief.workplace_type,
        pay=brief.pay,
        date_posted=description.updated_at.date(),
        identifier=str(description.pk),
    )


def read_posting(content: bytes, format: str) -> dict[str, Any]:
    """What a person is asked to confirm: sections, facts with the lines that tell them, and the brief they make."""
    try:
        document = documents.parse(content, documents.Format(format))
    except documents.DocumentError as error:
        raise DescriptionError(error.reason) from error
    return documents.reading_to_dict(documents.read_facts(document))


def format_of(content: bytes, content_type: str) -> str:
    return str(documents.format_of(content, content_type))


def parse_document(content: bytes, format: str) -> tuple[str, list[StoredSection], dict[str, Any]]:
    """Title, sections and the facts of an imported file. Every line's source is that posting."""
    try:
        document = documents.parse(content, documents.Format(format))
    except documents.DocumentError as error:
        raise DescriptionError(error.reason) from error
    sections: list[StoredSection] = [
        {
            "kind": str(section.kind),
            "heading": section.heading,
            "lines": [imported_line(text) for text in section.lines],
        }
        for section in document.sections
    ]
    facts = ml.brief_to_dict(
        ml.Brief(
            title=document.title,
            department=document.department,
            locations=document.locations,
            employment_type=document.employment_type,
            workplace_type=document.workplace_type,
            pay=document.pay,
        )
    )
    return document.title, sections, facts


def imported_line(text: str) -> StoredLine:
    source = {"kind": "posting", "ref": "imported file"}
    return {"text": text, "sources": [source], "writer": "", "supported": True, "reasons": []}
