"""PDF/UA-1 through typst: tagged, with title and language. The text goes in as JSON and never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ml.contracts import Location
from ml.documents.facts import facts_line
from ml.documents.model import Document, DocumentError

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATE = Path(__file__).with_name("posting.typ")
UNTITLED = "Job description"
FOOTER_LENGTH = 70
UNSHOWN = re.compile(r'the text `"(.+)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: How many different pictures a text may hold before we give up.
MOST_PICTURES = 100
#: Symbols, and characters that mean nothing or only something to one program.
PICTURES = frozenset({"So", "Sk", "Cn", "Co", "Cf"})
#: What only changes the picture before it: joiners, frames of keycaps, tones of skin.
JOINERS = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_lock = Lock()


def render(document: Document) -> bytes:
    """A tagged PDF. Pictures in the text that the fonts lack are left out; letters that they lack are an error."""
    for _ in range(MOST_PICTURES):
        try:
            return _compile(json.dumps(_posting(document)))
        except RuntimeError as error:
            unshown = _unshown(str(error))
            thinner = _without(document, f"{unshown.strip()}{JOINERS}")
            if thinner == document or not all(map(_is_picture, unshown.strip())):
                raise DocumentError(_reason(unshown)) from error
        document = thinner
    raise DocumentError(_reason(""))


def _compile(data: str) -> bytes:
    with _lock:
        pdf = _compiler().compile(format="pdf", sys_inputs={"document": data}, pdf_standards=["ua-1"])
    if not isinstance(pdf, bytes):
        raise DocumentError(_reason(""))
    return pdf


@cache
def _compiler() -> Compiler:
    """Kept, because it reads the fonts once. One thread at a time may use it."""
    from typst import Compiler

    return Compiler(TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True)


def _posting(document: Document) -> dict[str, Any]:
    lang, _, region = document.language.partition("-")
    title = document.title or UNTITLED
    return {
        "title": title,
        "short_title": title if len(title) <= FOOTER_LENGTH else f"{title[:FOOTER_LENGTH].rstrip()}…",
        "lang": lang.lower() if re.fullmatch("[A-Za-z]{2,3}", lang) else "en",
        "region": region.upper() if re.fullmatch("[A-Za-z]{2}", region) else None,
        "meta": facts_line(document),
        "sections": [
            {"heading": section.heading, "lines": section.lines, "is_prose": section.is_prose}
            for section in document.sections
        ],
    }


def _without(document: Document, characters: str) -> Document:
    gone = str.maketrans("", "", characters)
    sections = tuple(
        replace(part, heading=part.heading.translate(gone), lines=tuple(line.translate(gone) for line in part.lines))
        for part in document.sections
    )
    facts = {name: getattr(document, name).translate(gone) for name in ("title", "company", "department")}
    places = tuple(
        Location(*(part.translate(gone) for part in (place.country, place.region, place.city)))
        for place in document.locations
    )
    return replace(document, sections=sections, locations=places, **facts)


def _unshown(error: str) -> str:
    """The text that the fonts cannot show, out of the compiler's words."""
    match = UNSHOWN.search(error)
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), match[1]) if match else ""


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in PICTURES or character in JOINERS


def _reason(unshown: str) -> str:
    if not unshown:
        return "The PDF could not be made from this text. Export it as a Word file instead."
    return f'The PDF fonts cannot show "{unshown}". Take it out of the text, or export it as a Word file instead.'
