"""Word files, with real styles so that Word's outline, lists and screen readers work."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ml.documents import html
from ml.documents.blocks import document_from_blocks
from ml.documents.docx_package import DAMAGED, clean_package
from ml.documents.headings import is_bare_heading
from ml.documents.model import Document, DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

#: Word's own title is our title; its headings stand one step below it.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul > li:fresh
p[style-name='List Paragraph'] => p:fresh
""" + "\n".join(f"p[style-name='Heading {level}'] => h{min(level + 1, 6)}:fresh" for level in range(1, 10))
BODY_FONT = "Calibri"


def render(document: Document) -> bytes:
    from docx import Document as new_word_document

    word = new_word_document()
    _set_properties(word, document)
    _set_look(word, document.language)
    if document.title:
        word.add_paragraph(document.title, "Title")
    for section in document.sections:
        word.add_paragraph(section.heading, "Heading 1")
        for line in section.lines:
            is_paragraph = section.is_prose and not is_bare_heading(line)
            word.add_paragraph(line, "Normal" if is_paragraph else "List Bullet")
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def parse(content: bytes) -> Document:
    """Read a Word file from anybody; nothing in it is run or fetched."""
    import mammoth

    package = clean_package(content)
    try:
        result = mammoth.convert_to_html(
            package, style_map=STYLES, include_embedded_style_map=False, convert_image=lambda _: []
        )
    except Exception as error:  # the reader raises whatever a broken part leads it to
        raise DocumentError(DAMAGED) from error
    return document_from_blocks(html.read_blocks(result.value))


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = document.title[:255]
    properties.language = document.language
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""


def _set_look(word: WordDocument, language: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = BODY_FONT, Pt(11)
    for name in ("Title", "Heading 1"):
        style: Any = word.styles[name]
        style.font.name = BODY_FONT
        style.font.color.rgb = RGBColor(0x1F, 0x2A, 0x37)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for tongue in word.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), language)
