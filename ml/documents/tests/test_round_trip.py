from __future__ import annotations

import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml.contracts import Brief, Company, Draft, Language, Line, Location, Section, SectionKind
from ml.documents import (
    STANDARD_HEADINGS,
    Document,
    DocumentError,
    DocumentSection,
    Format,
    document_from_draft,
    export,
    kind_of_heading,
    parse,
)
from ml.documents.tests.samples import NASTY, nasty, nurse

READABLE = [form for form in Format if form is not Format.PDF]

words = st.one_of(
    st.sampled_from([*NASTY, *STANDARD_HEADINGS.values(), "Duties:", "x" * 90, "-", "--", "1.", "a.", "o", "•", "\\"]),
    st.text(st.sampled_from(string.punctuation + "aA1 "), min_size=1, max_size=12),
    st.text(min_size=1, max_size=20),
)
texts = st.lists(words, min_size=1, max_size=14).map(" ".join)
headings = st.one_of(st.sampled_from(sorted(STANDARD_HEADINGS.values())), words)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    sections = []
    for heading in draw(st.lists(headings, min_size=1, max_size=4)):
        lines = tuple(draw(st.lists(texts, max_size=4)))
        section = DocumentSection(SectionKind.OTHER, heading, lines)
        sections.append(DocumentSection(kind_of_heading(section.heading), section.heading, lines))
    return Document(draw(texts), tuple(sections))


@pytest.mark.parametrize("form", READABLE)
def test_it_works(form: Format) -> None:
    document = nurse()

    found = parse(export(document, form).content, form)

    assert (found.title, found.sections) == (document.title, document.sections)


@pytest.mark.parametrize("form", READABLE)
def test_nasty_text_stays_text(form: Format) -> None:
    found = parse(export(nasty(), form).content, form)

    assert (found.title, found.sections) == (nasty().title, nasty().sections)


@pytest.mark.parametrize("form", READABLE)
def test_a_document_without_a_title_does_not_get_one(form: Format) -> None:
    document = Document("", nurse().sections)

    assert parse(export(document, form).content, form).title == ""


def check_round_trip(document: Document, form: Format) -> None:
    found = parse(export(document, form).content, form)

    assert found.title == document.title
    assert found.sections == document.sections


@pytest.mark.parametrize("form", [form for form in READABLE if form is not Format.DOCX])
@settings(deadline=None, max_examples=20, derandomize=True, database=None)
@given(document=documents())
def test_any_document_comes_back(form: Format, document: Document) -> None:
    check_round_trip(document, form)


@pytest.mark.slow
@pytest.mark.parametrize("form", READABLE)
@settings(deadline=None, max_examples=150, derandomize=True, database=None)
@given(document=documents())
def test_a_great_many_documents_come_back(form: Format, document: Document) -> None:
    check_round_trip(document, form)


@pytest.mark.parametrize("kind", SectionKind)
def test_standard_headings_name_their_kind(kind: SectionKind) -> None:
    assert kind_of_heading(STANDARD_HEADINGS[kind]) is kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What You'll Do:", SectionKind.RESPONSIBILITIES),
        ("What you’ll do", SectionKind.RESPONSIBILITIES),
        ("1. Key Responsibilities", SectionKind.RESPONSIBILITIES),
        ("🚀 DUTIES & RESPONSIBILITIES", SectionKind.RESPONSIBILITIES),
        ("Main duties of the postholder", SectionKind.RESPONSIBILITIES),
        ("Requirements", SectionKind.REQUIRED),
        ("Essential qualifications", SectionKind.REQUIRED),
        ("What you bring", SectionKind.REQUIRED),
        ("About you", SectionKind.REQUIRED),
        ("Who you are", SectionKind.REQUIRED),
        ("Preferred qualifications", SectionKind.NICE_TO_HAVE),
        ("Desirable:", SectionKind.NICE_TO_HAVE),
        ("About Northfield General", SectionKind.ABOUT),
        ("About this role", SectionKind.SUMMARY),
        ("Our benefits for you", SectionKind.BENEFITS),
        ("What's in it for you?", SectionKind.BENEFITS),
        ("Salary range", SectionKind.PAY),
        ("In your first 90 days", SectionKind.FIRST_90_DAYS),
        ("Equal Opportunities Employer", SectionKind.EQUAL_OPPORTUNITY),
        ("Our values", SectionKind.OTHER),
        ("Why the payment team repays a look at the many things that we require", SectionKind.OTHER),
        ("---", SectionKind.OTHER),
        ("", SectionKind.OTHER),
    ],
)
def test_usual_headings_are_known(heading: str, kind: SectionKind) -> None:
    assert kind_of_heading(heading) is kind


def test_hidden_characters_are_dropped() -> None:
    section = DocumentSection(SectionKind.OTHER, "\u202eOdd\x00", ("a\u200bb\x07 \n c\u00a0d", "\u200b", " "))

    assert section.heading == "Odd"
    assert section.lines == ("ab c d",)


def test_a_draft_becomes_a_document_with_the_facts_of_the_brief() -> None:
    brief = Brief(title="nurse", company=Company("Northfield"), locations=(Location("GB"),), language=Language.EN_US)
    draft = Draft(
        "Nurse",
        (
            Section(SectionKind.SUMMARY, "About the role", (Line("You care."),)),
            Section(SectionKind.BENEFITS, "Benefits", ()),
        ),
    )

    document = document_from_draft(draft, brief)

    assert document == Document(
        "Nurse",
        (DocumentSection(SectionKind.SUMMARY, "About the role", ("You care.",)),),
        language="en-US",
        company="Northfield",
        locations=(Location("GB"),),
    )


@pytest.mark.parametrize("form", READABLE)
def test_an_empty_file_is_refused(form: Format) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(b" \n", form)

    assert caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Senior C++/Rust Engineer (m/f)", "senior-c-rust-engineer-m-f.md"),
        ("日本", "job-description.md"),
        ("É" * 99, "e" * 80 + ".md"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert export(Document(title, nurse().sections), Format.MARKDOWN).filename == name


def test_import_loads_no_heavy_library() -> None:
    code = (
        "import sys, ml.documents;"
        "heavy = {'docx', 'typst', 'mammoth', 'lxml', 'nh3', 'markdown_it', 'django'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
