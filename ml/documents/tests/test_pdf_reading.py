from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from ml.contracts import SectionKind
from ml.documents import Document, DocumentError, DocumentSection, Format, export, parse, pdf_reading
from ml.documents.tests.samples import nurse


def test_it_works() -> None:
    found = parse(export(nurse(), Format.PDF).content, Format.PDF)
    assert found.title == nurse().title
    assert found.sections[-len(nurse().sections) :] == nurse().sections


def test_wrapped_lines_and_pages_are_joined() -> None:
    lines = tuple(f"Number {n}: " + "care for people on the ward and write down what was done " * 3 for n in range(40))
    parts = (
        DocumentSection(SectionKind.SUMMARY, "About the role", ("You lead. " * 40,)),
        DocumentSection(SectionKind.RESPONSIBILITIES, "What you will do", lines),
    )
    found = parse(export(Document("Nurse", parts), Format.PDF).content, Format.PDF)
    assert found.sections == parts


def test_an_encrypted_file_is_named() -> None:
    writer = PdfWriter(PdfReader(BytesIO(export(nurse(), Format.PDF).content)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    with pytest.raises(DocumentError, match="password"):
        parse(file.getvalue(), Format.PDF)


def test_a_scanned_file_is_named() -> None:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(600, 800)
    writer.write(file)
    with pytest.raises(DocumentError, match="pictures of pages"):
        parse(file.getvalue(), Format.PDF)


def test_many_pages_are_refused() -> None:
    writer, file = PdfWriter(), BytesIO()
    for _ in range(41):
        writer.add_blank_page(600, 800)
    writer.write(file)
    with pytest.raises(DocumentError, match="more than 40 pages"):
        parse(file.getvalue(), Format.PDF)


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "SECONDS", 0.01)
    with pytest.raises(DocumentError, match="takes too long"):
        parse(export(nurse(), Format.PDF).content, Format.PDF)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"no pdf", b"%PDF-1.4\n" + b"\0" * 9999])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="damaged"):
        parse(content, Format.PDF)
