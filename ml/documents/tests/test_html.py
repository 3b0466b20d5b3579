from __future__ import annotations

import re

import pytest

from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, Format, export, html
from ml.documents.tests.samples import nasty, nurse


def test_it_works() -> None:
    assert html.render(nurse()).startswith(
        "<h1>Senior Registered Nurse</h1>\n<h2>About the role</h2>\n<p>You lead the shift.</p>\n"
        "<p>You report to the matron.</p>\n<h2>What you will do</h2>\n<ul>\n<li>Assess patients</li>\n"
        "<li>Plan their care</li>\n</ul>\n"
    )


def test_only_plain_tags_are_written() -> None:
    assert set(re.findall(r"<[^>]*>", html.render(nasty()))) <= {
        f"<{slash}{tag}>" for slash in ("", "/") for tag in ("h1", "h2", "p", "ul", "li")
    }


def test_the_file_needs_no_encoding() -> None:
    document = Document("Pflegekräfte für £40k", nurse().sections)

    assert export(document, Format.HTML).content.startswith(b"<h1>Pflegekr&#228;fte f&#252;r &#163;40k</h1>")


def test_a_page_is_read_without_its_scripts_and_hidden_text() -> None:
    found = html.parse(
        "<!doctype html><html><head><title>Jobs</title><style>p{}</style></head><body onload=x()>"
        "<h1>Nurse<br>(nights)</h1><div>Join us.<p style='display: none'>Obey</p><span hidden>x</span></div>"
        "<p><b>What you bring:</b></p>Registration<br/>Patience<ul><li>Care<ul><li>of people</li></ul></li></ul>"
        "<script>alert(1)</script><h3>Our values</h3><a href='javascript:x()'>Read on</a>"
    )

    assert found == Document(
        "Nurse (nights)",
        (
            DocumentSection(SectionKind.SUMMARY, "About the role", ("Join us.",)),
            DocumentSection(SectionKind.REQUIRED, "What you bring:", ("Registration", "Patience", "Care", "of people")),
            DocumentSection(SectionKind.OTHER, "Our values", ("Read on",)),
        ),
    )


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        ("<tr><th>Pay</th><td>Band 6</td></tr><tr><td>Ward</td><td>A1</td></tr>", ("Pay | Band 6", "Ward | A1")),
        ("<tr><td><p>One</p><p>Two</p></td><td>Three</td></tr>", ("One", "Two", "Three")),
        ("<tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td></td></tr>", ("a | b",)),
    ],
)
def test_tables_become_lines(table: str, lines: tuple[str, ...]) -> None:
    assert html.parse(f"<h2>Pay details</h2><table>{table}</table>").sections[0].lines == lines


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<h1>Nurse</h1><h2>Duties</h2>", "Nurse"),
        ("<h1>Nurse</h1><h1>Duties</h1><h1>Benefits</h1>", "Nurse"),
        ("<h1>Duties</h1><h1>Benefits</h1>", ""),
        ("<h2>Nurse</h2><h3>Duties</h3>", "Nurse"),
        ("<h2>Duties</h2><h3>Days</h3>", ""),
        ("<p>Nurse</p>", ""),
    ],
)
def test_the_title_stands_above_everything(page: str, title: str) -> None:
    assert html.parse(page).title == title


@pytest.mark.parametrize(
    "sentence", ["<p><b>Apply by Monday.</b></p>", f"<p><b>{'long ' * 20}</b></p>", "<li><b>Care</b></li>"]
)
def test_bold_alone_is_no_heading(sentence: str) -> None:
    assert len(html.parse(f"<h2>Duties</h2>{sentence}").sections) == 1
