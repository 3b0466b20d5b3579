from __future__ import annotations

import pytest

from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, text
from ml.documents.tests.samples import nasty, nurse


def test_it_works() -> None:
    assert text.render(nurse()).startswith(
        "Senior Registered Nurse\n=======================\n\nAbout the role\n--------------\n\n"
        "You lead the shift.\n\nYou report to the matron.\n\nWhat you will do\n----------------\n\n"
        "- Assess patients\n- Plan their care\n\n"
    )


def test_long_lines_are_wrapped_and_read_back() -> None:
    line = " ".join(["care"] * 60)
    document = Document("Nurse", tuple(DocumentSection(kind, "X", (line,)) for kind in SectionKind))
    written = text.render(document)

    assert max(map(len, written.splitlines())) <= text.WIDTH
    assert [section.lines for section in text.parse(written).sections] == [(line,)] * len(SectionKind)


@pytest.mark.parametrize("mark", ["-", "1.", "---", "===", "a)", "•", "y" * 100, "Benefits", "AND SO ON"])
@pytest.mark.parametrize("words", range(12, 18))
def test_marks_may_stand_where_a_line_ends(mark: str, words: int) -> None:
    for kind in (SectionKind.SUMMARY, SectionKind.REQUIRED):
        section = DocumentSection(kind, "X", (" ".join(["care"] * words + [mark]), "care"))

        assert text.parse(text.render(Document("Nurse", (section,)))).sections[0].lines == section.lines


def test_text_that_looks_like_structure_is_written_as_a_bullet() -> None:
    prose = DocumentSection(SectionKind.SUMMARY, "About the role", ("Benefits", "- a", "ALL IN CAPITALS", "Plain."))

    assert text.render(Document("", (prose,))).endswith("\n\n- Benefits\n- - a\n- ALL IN CAPITALS\n\nPlain.\n")


def test_other_peoples_text_is_read() -> None:
    found = text.parse(
        "Staff Nurse\r\n\r\nWe are a large hospital in the middle of a small town, and we are looking\r\n"
        "for nurses.\r\n\r\nResponsibilities:\r\n• Assess patients\r\n  and write it down\r\n* Plan\r\n1) Hand over\r\n"
        "OUR VALUES AND YOURS\r\nCare\r\nRespect\r\n"
    )

    assert found == Document(
        "Staff Nurse",
        (
            DocumentSection(
                SectionKind.SUMMARY,
                "About the role",
                ("We are a large hospital in the middle of a small town, and we are looking for nurses.",),
            ),
            DocumentSection(
                SectionKind.RESPONSIBILITIES,
                "Responsibilities:",
                ("Assess patients and write it down", "Plan", "1) Hand over"),
            ),
            DocumentSection(SectionKind.OTHER, "OUR VALUES AND YOURS", ("Care", "Respect")),
        ),
    )


@pytest.mark.parametrize("first", ["We need a nurse.", "- A nurse", "Join us!", "Benefits"])
def test_a_sentence_is_no_title(first: str) -> None:
    assert text.parse(f"{first}\n\nMore.").title == ""


def test_nothing_is_lost() -> None:
    assert "".join("".join(nasty().sections[1].lines).split()) in "".join(
        line.removeprefix("- ").replace(" ", "") for line in text.render(nasty()).splitlines()
    )
