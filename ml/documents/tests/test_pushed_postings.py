"""What we send to a tracking system reads back as what was sent, also after the system has stripped tags."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from ml.contracts import SectionKind
from ml.documents import TRACKING_SYSTEMS, Document, DocumentSection, fingerprint, without
from ml.documents.tests.samples import nasty, nurse
from ml.documents.tests.test_round_trip import documents

ASHBY_STRIPS = re.compile(r"</?(?!(?:h[1-6]|b|i|u|a|ul|ol|li|code|pre)\b)[a-z]+[^>]*>", re.I)
LINKS = DocumentSection(
    SectionKind.SUMMARY,
    "About the role",
    ("Read https://example.org/a?b=1&c=2, or write to jo.doe@example.org.", "https://example.org"),
)


def stored(vendor: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a write in the shape in which the vendor gives them back."""
    match vendor:
        case "greenhouse":
            return {"job_id": 1, **fields}
        case "ashby":
            html = ASHBY_STRIPS.sub("", fields["description"]["content"])
            return {"title": fields["title"], "descriptionHtml": html}
        case "workable":
            return {"shortcode": "A1", **fields}
    return {"id": "1", "categories": {}, **fields}


def there_and_back(vendor: str, document: Document) -> Document:
    system = TRACKING_SYSTEMS[vendor]
    return system.read(stored(vendor, system.render(document)))


@pytest.mark.parametrize("vendor", TRACKING_SYSTEMS)
def test_bullets_paragraphs_and_links_come_back(vendor: str) -> None:
    document = replace(nurse(), sections=(LINKS, *nurse().sections[1:]))

    found = there_and_back(vendor, document)

    assert found.title == document.title
    assert sorted(found.sections, key=lambda s: s.heading) == sorted(document.sections, key=lambda s: s.heading)
    assert fingerprint(found) == fingerprint(document)
    if vendor in ("greenhouse", "lever", "ashby"):
        assert found.sections == document.sections  # the others have a fixed order of their own


@pytest.mark.parametrize("vendor", TRACKING_SYSTEMS)
def test_links_are_links(vendor: str) -> None:
    sent = str(TRACKING_SYSTEMS[vendor].render(replace(nurse(), sections=(LINKS,))))
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in sent
    assert '<a href="mailto:jo.doe@example.org">' in sent


@pytest.mark.parametrize("vendor", TRACKING_SYSTEMS)
def test_nasty_text_stays_text(vendor: str) -> None:
    document = without(nasty(), frozenset())
    assert fingerprint(there_and_back(vendor, document)) == fingerprint(document)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(document=documents())
@pytest.mark.parametrize("vendor", ["greenhouse", "ashby"])
def test_any_text_stays_text(vendor: str, document: Document) -> None:
    document = without(document, frozenset())
    assert fingerprint(there_and_back(vendor, document)) == fingerprint(document)


def test_formatting_is_no_change() -> None:
    ours = Document("Cook", (DocumentSection(SectionKind.OTHER, "You’ll cook", ("Soup – daily",)),))
    theirs = Document("Cook", (DocumentSection(SectionKind.REQUIRED, "You'll  cook:", ("Soup - daily",)),))
    assert fingerprint(ours) == fingerprint(theirs)


@pytest.mark.parametrize("line", ["Soup weekly", "Soup - daily, bread too", "soup - daily"])
def test_a_changed_word_is_a_change(line: str) -> None:
    ours = Document("Cook", (DocumentSection(SectionKind.OTHER, "Work", ("Soup - daily",)),))
    theirs = Document("Cook", (DocumentSection(SectionKind.OTHER, "Work", (line,)),))
    assert fingerprint(ours) != fingerprint(theirs)


def test_what_the_system_adds_is_left_out() -> None:
    kept = without(nurse(), frozenset({SectionKind.EQUAL_OPPORTUNITY}))
    assert "Everyone is welcome" not in str(TRACKING_SYSTEMS["greenhouse"].render(kept))
    assert len(kept.sections) == len(nurse().sections) - 1
