from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as word_document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, docx
from ml.documents.tests.samples import nasty, nurse


def saved(word: object) -> bytes:
    file = BytesIO()
    word.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def test_it_works() -> None:
    word = word_document(BytesIO(docx.render(nurse())))

    assert [(p.style.name, p.text) for p in word.paragraphs][:5] == [
        ("Title", "Senior Registered Nurse"),
        ("Heading 1", "About the role"),
        ("Normal", "You lead the shift."),
        ("Normal", "You report to the matron."),
        ("Heading 1", "What you will do"),
    ]
    assert word.paragraphs[5].style.name == "List Bullet"


def test_properties_name_nobody() -> None:
    properties = word_document(BytesIO(docx.render(nurse(language="en-US")))).core_properties

    assert (properties.title, properties.language) == ("Senior Registered Nurse", "en-US")
    assert {properties.author, properties.last_modified_by, properties.comments, properties.keywords} == {""}


def test_the_language_is_set_for_the_spell_checker() -> None:
    with ZipFile(BytesIO(docx.render(nurse(language="en-GB")))) as package:
        assert b'<w:lang w:val="en-GB"' in package.read("word/styles.xml")


def test_text_is_never_a_field_or_markup() -> None:
    with ZipFile(BytesIO(docx.render(nasty()))) as package:
        written = package.read("word/document.xml")

    assert b"<script" not in written
    assert b"instrText" not in written


def test_hidden_text_is_left_out() -> None:
    word = word_document()
    paragraph = word.add_paragraph("Care")
    paragraph.add_run(" secret").font.hidden = True
    paragraph.add_run(" white").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(" tiny").font.size = Pt(1)
    paragraph.add_run(" shown").font.hidden = False
    style = word.styles.add_style("Ghost", 2)
    style.font.hidden = True
    paragraph.add_run(" ghost", style)

    assert docx.parse(saved(word)).sections[0].lines == ("Care shown",)


def test_white_text_on_colour_is_kept() -> None:
    word = word_document()
    run = word.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Our mission")
    run.font.color.rgb = RGBColor(255, 255, 255)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), "000080")
    word.tables[0].cell(0, 0)._tc.get_or_add_tcPr().append(shading)

    assert docx.parse(saved(word)).sections[0].lines == ("Our mission",)


def test_other_peoples_files_are_read() -> None:
    word = word_document()
    word.add_heading("Staff Nurse", 1)
    word.add_paragraph("Join us.")
    word.add_paragraph().add_run("Key Responsibilities").bold = True
    word.add_paragraph("Assess", "List Number")
    word.add_paragraph("Plan", "List Bullet 2")
    word.add_heading("Our values", 2)
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ward", "A1"

    assert docx.parse(saved(word)) == Document(
        "Staff Nurse",
        (
            DocumentSection(SectionKind.SUMMARY, "About the role", ("Join us.",)),
            DocumentSection(SectionKind.RESPONSIBILITIES, "Key Responsibilities", ("Assess", "Plan")),
            DocumentSection(SectionKind.OTHER, "Our values", ("Ward | A1",)),
        ),
    )


@pytest.mark.parametrize("level", range(1, 10))
def test_headings_of_every_level_are_headings(level: int) -> None:
    word = word_document()
    word.add_heading("Duties", level)
    word.add_paragraph("Assess")

    assert docx.parse(saved(word)).sections == (DocumentSection(SectionKind.RESPONSIBILITIES, "Duties", ("Assess",)),)
