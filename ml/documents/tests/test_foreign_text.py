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
    ["You will:", "ROSTER: 8/6", "We are looking for somebody who can:", "Pay: £12 an hour", "Hours: 40",
     "Ring Dale after four.", "Experience with ovens", "Salary £30,000"],
)  # fmt: skip
def test_no_headings(line: str) -> None:
    found = text.parse(f"Baker\n\nDuties\n- Bake\n{line}\n- Sell")
    assert [section.kind for section in found.sections] == [SectionKind.RESPONSIBILITIES]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("You should have:", SectionKind.REQUIRED),
        ("It would be great if you also had", SectionKind.NICE_TO_HAVE),
        ("SELECTION CRITERIA", SectionKind.REQUIRED),
        ("Our commitment to equity:", SectionKind.EQUAL_OPPORTUNITY),
    ],
)
@pytest.mark.parametrize("bullet", ["-", "--", ">", "·"])
def test_headings_that_lead_into_a_list(heading: str, kind: SectionKind, bullet: str) -> None:
    found = text.parse(f"Baker\n\nDuties\n- Bake\n\n{heading}\n\n{bullet} ovens\n{bullet} bread")
    assert [(part.kind, part.lines) for part in found.sections][1:] == [(kind, ("ovens", "bread"))]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("- Ring the doctor\n- Give medication", SectionKind.RESPONSIBILITIES),
        ("- A free loaf\n- Give medication\n- Four days off", SectionKind.OTHER),
        ("- Ring the doctor", SectionKind.OTHER),
    ],
)
def test_tasks_under_a_heading_that_tells_nothing(lines: str, kind: SectionKind) -> None:
    assert text.parse(f"Nurse\n\nYOUR NIGHTS\n{lines}").sections[0].kind is kind


def test_tasks_are_found_only_where_no_heading_names_them() -> None:
    found = text.parse("Nurse\n\nDuties\n- Watch\n\nHOW TO APPLY\n- Send a letter\n- Call the ward")
    assert [part.kind for part in found.sections] == [SectionKind.RESPONSIBILITIES, SectionKind.OTHER]


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


def test_a_text_behind_a_list_has_a_heading_of_its_own() -> None:
    found = text.parse("Baker\n\nDuties\n- Bake\n- Sell\n\nWhat the shop smells like\nWarm, mostly.")
    assert [section.heading for section in found.sections] == ["Duties", "What the shop smells like"]


@pytest.mark.parametrize("line", ["You will also", "Warm, mostly.", "Pay: £12"])
def test_other_lines_behind_a_list_are_no_headings(line: str) -> None:
    found = text.parse(f"Baker\n\nDuties\n- Bake\n\n{line}\nSell bread.")
    assert [section.heading for section in found.sections] == ["Duties"]


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
