"""The door from the connectors to `ml`: postings in the form of a system, and what two of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.utils.safestring import SafeString

import ml
from apps.descriptions.documents import document_of
from apps.descriptions.models import JobDescription
from ml import documents
from ml.documents import Document

SECTION_KINDS = {str(kind): name for kind, name in documents.STANDARD_HEADINGS.items()}
#: Facts of a brief that a field of the system can be mapped to.
MAPPABLE = ("title", "department", "level", "employment_type", "workplace_type", "notes")


class Text(TypedDict):
    """A posting's words, as they are stored and compared."""

    title: str
    sections: list[dict[str, Any]]


def outgoing(description: JobDescription, leaves_out: Iterable[str]) -> Document:
    """What is sent of a description: everything but what the system adds itself."""
    kinds = frozenset(ml.SectionKind(kind) for kind in leaves_out if kind in SECTION_KINDS)
    return documents.without(document_of(description), kinds)


def rendered(vendor: str, document: Document) -> dict[str, Any]:
    return documents.TRACKING_SYSTEMS[vendor].render(document)


def incoming(vendor: str, data: Mapping[str, Any]) -> Document:
    return documents.TRACKING_SYSTEMS[vendor].read(data)


def fingerprint(document: Document) -> str:
    return documents.fingerprint(document)


def text_of(document: Document) -> Text:
    sections = [
        {"kind": str(section.kind), "heading": section.heading, "lines": list(section.lines)}
        for section in document.sections
    ]
    return {"title": document.title, "sections": sections}


def fingerprint_of(text: Text) -> str:
    """The fingerprint of a stored text."""
    sections = tuple(
        documents.DocumentSection(ml.SectionKind(section["kind"]), section["heading"], tuple(section["lines"]))
        for section in text["sections"]
    )
    return documents.fingerprint(Document(text["title"], sections))


def plain(text: str) -> str:
    return documents.plain(text)


def mapped_facts(data: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """Facts of a brief out of the fields that an admin has named; what cannot be used is left out."""
    found = {name: at_path(data, str(path)) for name, path in mapping.items() if name in MAPPABLE}
    facts = {name: documents.usable_fact(name, value) for name, value in found.items() if value}
    return {name: value for name, value in facts.items() if value}


def at_path(data: Any, path: str) -> str:
    """The text at a path of names and numbers, such as `departments.0.name`; empty where there is none."""
    for name in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(name)
        elif isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            data = data[int(name)]
        else:
            return ""
    return str(data) if isinstance(data, str | int | float) and not isinstance(data, bool) else ""


# Feeds

FEEDS = tuple(documents.FEEDS)


def posting(description: JobDescription, url: str, company: str) -> documents.Posting:
    """`company` is asked for once, not for each of many descriptions."""
    description.brief = {"company": {"name": company}, **description.brief}
    return documents.Posting(document_of(description), url, description.updated_at)


def feed(name: str, postings: Iterable[documents.Posting], *, company: str, url: str) -> bytes:
    return documents.FEEDS[name](postings, documents.Publisher(company, url))


def structured_data(document: Document) -> SafeString:
    """The posting for a script element: `<`, `>` and `&` are written as escapes of JSON."""
    return SafeString(documents.export(document, documents.Format.JSONLD).content.decode())
