from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ml.documents import DocumentError, Format, docx, export, parse
from ml.documents.docx_package import MAX_BYTES, MAX_MEMBERS
from ml.documents.tests.samples import nurse

RULES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x SYSTEM "file:///etc/hostname">'


def changed(**parts: bytes) -> bytes:
    """A good Word file with these parts added or replaced (`__` for a slash)."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    file = BytesIO()
    with ZipFile(BytesIO(docx.render(nurse()))) as good, ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name in good.namelist():
            if name not in named:
                package.writestr(name, good.read(name))
        for name, content in named.items():
            package.writestr(name, content)
    return file.getvalue()


def word_xml(start: str = "", text: str = "Care", encoding: str = "UTF-8") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{start}{body}'.encode(encoding)


DOCUMENT = "word/document.xml"


def test_it_works() -> None:
    assert docx.parse(changed(**{DOCUMENT: word_xml()})).sections[0].lines == ("Care",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"not a zip", "damaged"),
        (b"%PDF-1.7", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (docx.render(nurse())[:3000], "damaged"),
        (b"x" * (MAX_BYTES + 1), "too large"),
    ],
    ids=["empty", "text", "pdf", "doc", "cut", "large"],
)
def test_what_is_no_word_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        docx.parse(content)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"word/VBAPROJECT.BIN": b"x"}, "macros"),
        ({"word/media/bomb.png": b"\0" * 20_000_000}, "unusual"),
        ({f"word/media/{number}.bin": bytes(100) for number in range(MAX_MEMBERS)}, "too large"),
        ({f"x{number}.png": b"ab" * 3_000_000 for number in range(9)}, "too large|unusual"),
        ({DOCUMENT: b"<w:document"}, "damaged"),
        ({DOCUMENT: word_xml(RULES, "&b;")}, "definitions"),
        ({DOCUMENT: word_xml(RULES, "&b;", "UTF-16")}, "definitions"),
        ({DOCUMENT: word_xml(RULES, "x", "cp037")}, "definitions|damaged"),
        ({"word/styles.xml": word_xml(RULES)}, "definitions"),
        ({DOCUMENT: word_xml(EXTERNAL)}, "definitions"),
        ({DOCUMENT: word_xml(text="no repetition 0123456789 " * 400_000)}, "too large|unusual"),
        ({DOCUMENT: b"<x/>"}, "damaged"),
        ({DOCUMENT: b"<x>" * 100_000}, "damaged"),
    ],
    ids=[
        "macros", "shouted macros", "bomb", "members", "size", "cut", "entities", "utf-16", "ebcdic", "styles",
        "external", "long", "foreign", "deep",
    ],
)  # fmt: skip
def test_a_dangerous_word_file_is_refused(parts: dict[str, bytes], reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        docx.parse(changed(**parts))


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("hello.txt", "hello")

    with pytest.raises(DocumentError, match="not a Word file"):
        docx.parse(file.getvalue())


def test_files_outside_are_never_fetched() -> None:
    rels = docx.render(nurse())
    with ZipFile(BytesIO(rels)) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    outside = f'<Relationship Id="rId99" Type="{kind}" Target="http://192.0.2.1/x.png" TargetMode="External"/>'
    links = links.replace("</Relationships>", f"{outside}</Relationships>")

    content = changed(**{"word/_rels/document.xml.rels": links.encode()})

    assert docx.parse(content).title == "Senior Registered Nurse"


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.TEXT, Format.HTML, Format.JSONLD])
def test_large_and_binary_files_are_refused(form: Format) -> None:
    with pytest.raises(DocumentError, match="too large"):
        parse(b"x" * (MAX_BYTES + 1), form)
    with pytest.raises(DocumentError, match="not a text file"):
        parse(export(nurse(), Format.DOCX).content, form)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert parse("# Pflegekräfte – 40 €".encode(encoding), Format.MARKDOWN).title == "Pflegekräfte – 40 €"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Format.MARKDOWN, "[" * 20_000),
        (Format.MARKDOWN, "*a " * 20_000),
        (Format.MARKDOWN, "> " * 5_000 + "x"),
        (Format.TEXT, "x\n" * 100_000),
        (Format.TEXT, "word " * 50_000),
        (Format.HTML, "<div>x" * 500_000),
        (Format.HTML, "&#" * 2_000_000),
        (Format.HTML, "<p>x" * 100_000),
        (Format.HTML, "<b>" * 500_000 + "x"),
        (Format.HTML, "<table><tr><td>x" * 100_000),
        (Format.JSONLD, '<script type="application/ld+json">' * 20_000),
    ],
    ids=[
        "brackets",
        "stars",
        "quotes",
        "lines",
        "words",
        "divs",
        "references",
        "paragraphs",
        "bold",
        "tables",
        "scripts",
    ],
)
def test_hostile_text_is_read_in_linear_time(form: Format, text: str) -> None:
    started = process_time()
    with suppress(DocumentError):
        parse(text.encode(), form)

    assert process_time() - started < 20
