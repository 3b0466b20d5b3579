"""Plain text of other people's habits; nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ml.contracts import SectionKind
from ml.documents import Format, parse, text

POSTINGS = sorted((Path(__file__).parent / "postings").glob("*.txt"))


@pytest.mark.parametrize(
    "heading",
    ["Duties", "DUTIES", "Duties:", "**Duties**", "## Duties", "== Duties ==",
     "[Duties]", "1. Duties", "--- Duties ---",
     "DUTIES AND RESPONSIBILITIES:",
     "A. DUTIES", "What you'll do", "*What you will do:*", "Your responsibilities are to"],
)  # fmt: skip
def test_headings(heading: str) -> None:
    found = text.parse(f"Baker\n\nWe bake.\n\n{heading}\n- Bake\n- Sell")
    assert [section.kind for section in found.sections] == [SectionKind.SUMMARY, SectionKind.RESPONSIBILITIES]
    assert found.lines_of(SectionKind.RESPONSIBILITIES) == ("Bake", "Sell")


@pytest.mark.parametrize(
    "line",
    ["You will:", "We are looking for somebody who can:", "Pay: £12 an hour", "Hours: 40", "Ring Dale after four.",
     "Experience with ovens", "Salary £30,000"],
)  # fmt: skip
def test_no_headings(line: str) -> None:
    found = text.parse(f"Baker\n\nDuties\n- Bake\n{line}\n- Sell")
    assert [section.kind for section in found.sections] == [SectionKind.RESPONSIBILITIES]


def test_a_section_in_one_line() -> None:
    found = text.parse("Baker\n\nDuties: bake, sell and sweep the floor\nPay: £12 an hour")
    assert found.sections[0].lines == ("bake, sell and sweep the floor", "Pay: £12 an hour")


@pytest.mark.parametrize(
    ("first", "title", "line"),
    [
        ("Baker - Leeds, UK", "Baker", "Leeds, UK"),
        ("Baker (part time)", "Baker", "part time"),
        ("Baker (m/f/d)", "Baker", "m/f/d"),
        ("Job title: Night Baker", "Night Baker", None),
        ("Subject: Fwd: Vacancy: Baker", "Baker", None),
        ("Baker - Bread and Cakes", "Baker - Bread and Cakes", None),
    ],
)
def test_titles(first: str, title: str, line: str | None) -> None:
    found = text.parse(f"{first}\n\nDuties\n- Bake")
    assert found.title == title
    assert line is None or found.sections[0].lines[0] == line


def test_what_has_no_known_heading_keeps_a_section_of_its_own() -> None:
    found = text.parse("Baker\n\nDuties:\n- Bake\n\nThe odd bits:\n- A free loaf")
    assert [(part.kind, part.heading) for part in found.sections][-1] == (SectionKind.OTHER, "The odd bits:")


@pytest.mark.parametrize("path", POSTINGS, ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    found = parse(content.encode(), Format.TEXT)
    said = " ".join([found.title, *(line for part in found.sections for line in (part.heading, *part.lines))])
    words = [word.strip("*_=#>~-–—+()[]|:,.•") for word in content.split()]
    missing = [
        word for word in words if any(map(str.isalnum, word)) and word not in said and not word.rstrip(".)").isdecimal()
    ]
    labels = {"Job", "title", "Position", "VACANCY", "Subject", "Vacancy", "JOB", "TITLE", "a", "b", "c"}
    assert set(missing) <= labels
