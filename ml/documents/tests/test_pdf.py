from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from pypdf import PdfReader

from ml.contracts import SectionKind
from ml.documents import Document, DocumentError, DocumentSection, pdf
from ml.documents.tests.samples import NASTY, nurse


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf.render(document)))


def text_of(document: Document) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(document).pages).split())


def tags_of(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for kid in node for tag in tags_of(kid)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/S"])] if "/S" in node else []), *tags_of(node.get("/K", []))]


def test_it_works() -> None:
    words = text_of(nurse())

    assert "Senior Registered Nurse Northfield General · Acute Medicine · Leeds, West Yorkshire, GB" in words
    assert "Full time · GBP 31,000 to 38,500.50 a year" in words
    assert "What you will do • Assess patients • Plan their care" in words
    assert words.endswith("Senior Registered Nurse 1 / 1")


def test_it_is_tagged_for_screen_readers() -> None:
    root = read(nurse()).trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert {"/H1", "/P", "/L", "/LI"} <= set(tags_of(root["/StructTreeRoot"]))


def test_title_and_language_are_set() -> None:
    reader = read(nurse(language="de"))

    assert reader.metadata is not None
    assert reader.metadata.title == "Senior Registered Nurse"
    assert reader.trailer["/Root"]["/Lang"] == "de"


def test_text_is_never_markup() -> None:
    shown = [line for line in NASTY if "日" not in line]
    words = text_of(Document("#panic()", (DocumentSection(SectionKind.REQUIRED, "= $x$ *b* @me", tuple(shown)),)))

    assert "#panic()" in words
    assert "= $x$ *b* @me" in words
    assert '#import "x": * and #set and $x^2$ @who <label> // not a comment' in words


def test_pictures_are_left_out() -> None:
    section = DocumentSection(SectionKind.OTHER, "🚀", ("✨ Join us 👩🏽‍⚕️", "⭐"))

    words = text_of(Document("Nurse 🏥", (section,)))

    assert "More information • Join us" in words
    assert "\N{ROCKET}" not in words


def test_letters_that_the_fonts_lack_are_an_error() -> None:
    with pytest.raises(DocumentError, match="日"):
        pdf.render(Document("日本", nurse().sections))


@pytest.mark.parametrize("language", ["", "x", "en_GB", "en-Latn-GB", '"#', "deutsch"])
def test_an_odd_language_is_english(language: str) -> None:
    assert read(nurse(language=language)).trailer["/Root"]["/Lang"].startswith("en")


def test_a_document_without_title_or_text_is_printed() -> None:
    assert text_of(Document("", ())).startswith("Job description")


def test_long_documents_have_numbered_pages() -> None:
    long = DocumentSection(SectionKind.REQUIRED, "What you bring", tuple(f"Skill {number}" for number in range(120)))
    reader = read(Document("word " * 40, (long,)))

    assert [page.extract_text().split("\n")[-1][-5:] for page in reader.pages] == [
        f"{number} / {len(reader.pages)}" for number in range(1, len(reader.pages) + 1)
    ]


def test_threads_can_share_the_compiler() -> None:
    with ThreadPoolExecutor(4) as pool:
        sizes = set(pool.map(lambda number: b"%PDF" in pdf.render(nurse(identifier=str(number))), range(8)))

    assert sizes == {True}


def test_it_is_quick_once_warm() -> None:
    pdf.render(nurse())
    times = []
    for number in range(5):
        started = perf_counter()
        pdf.render(nurse(company=f"Hospital {number}"))
        times.append(perf_counter() - started)

    assert min(times) < 0.5, "a compiler is started for each document"
