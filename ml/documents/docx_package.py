"""A Word file as an untrusted package: limits first, then its XML parts without hidden text."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from ml.documents.model import DocumentError

MAX_BYTES = 5 * 2**20
MAX_UNPACKED = 50 * 2**20
#: The part of it that is parsed: text and styles, without pictures.
MAX_XML = 8 * 2**20
MAX_MEMBERS = 1000
MAX_RATIO = 100
#: Below this size a part may be packed as tightly as it likes.
SMALL_PART = 2**20
OLD_WORD = b"\xd0\xcf\x11\xe0"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})
#: The highest font size, in half points, that nobody can read.
UNREADABLE = 4

DAMAGED = "This Word file is damaged and cannot be opened."
NOT_WORD = "This is not a Word file (.docx)."
TOO_LARGE = "This Word file is too large. Remove pictures or attachments and try again."


def clean_package(content: bytes) -> BytesIO:
    """The same file with its XML parts only and without hidden text, if it keeps within the limits."""
    from lxml import etree

    parts = {name: _read_xml(xml) for name, xml in _read_parts(content)}
    hidden_styles = _hidden_styles(parts.get("word/styles.xml"))
    cleaned = BytesIO()
    with ZipFile(cleaned, "w") as package:
        for name, root in parts.items():
            _drop_hidden_runs(root, hidden_styles)
            package.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    cleaned.seek(0)
    return cleaned


def _read_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    if len(content) > MAX_BYTES:
        raise DocumentError(TOO_LARGE)
    if content.startswith(OLD_WORD):
        raise DocumentError("This file has a password or is an old .doc. Save it as .docx and try again.")
    try:
        with ZipFile(BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members)
            for member in members:
                if _is_xml(member):
                    yield member.filename, package.read(member)
    except DocumentError:
        raise
    except (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise DocumentError(DAMAGED) from error


def _check_members(members: list[ZipInfo]) -> None:
    names = [member.filename for member in members]
    if "word/document.xml" not in names:
        raise DocumentError(NOT_WORD)
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names):
        raise DocumentError("This Word file contains macros. Save it as .docx without macros and try again.")
    if len(names) != len(set(names)):
        raise DocumentError(DAMAGED)
    if len(members) > MAX_MEMBERS or _unpacked(members) > MAX_UNPACKED or _unpacked(filter(_is_xml, members)) > MAX_XML:
        raise DocumentError(TOO_LARGE)
    if any(_is_bomb(member) for member in members):
        raise DocumentError("This Word file is packed in an unusual way, so we did not open it.")


def _unpacked(members: Iterable[ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _is_xml(member: ZipInfo) -> bool:
    return member.filename.endswith((".xml", ".rels"))


def _is_bomb(member: ZipInfo) -> bool:
    return member.file_size > max(SMALL_PART, MAX_RATIO * member.compress_size)


def _read_xml(xml: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("This Word file holds definitions that Word never writes, so we did not open it.")
    return root


def _hidden_styles(styles: Any) -> frozenset[str]:
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(f"{WORD}styleId", "") for style in styles.iter(f"{WORD}style") if _vanishes(style.find(f"{WORD}rPr"))
    )


def _drop_hidden_runs(root: Any, hidden_styles: frozenset[str]) -> None:
    for run in [run for run in root.iter(f"{WORD}r") if _is_hidden(run, hidden_styles)]:
        run.getparent().remove(run)


def _is_hidden(run: Any, hidden_styles: frozenset[str]) -> bool:
    """Marked as hidden, by itself or by a style, white on white, or too small to read."""
    if not hidden_styles.isdisjoint(_styles_of(run)):
        return True
    look = run.find(f"{WORD}rPr")
    if look is None:
        return False
    size = _value(look, "sz")
    is_tiny = size.isdecimal() and int(size) <= UNREADABLE
    return _vanishes(look) or is_tiny or (_value(look, "color").upper() == "FFFFFF" and not _stands_on_colour(run))


def _styles_of(run: Any) -> list[str]:
    styles = run.findall(f"{WORD}rPr/{WORD}rStyle") + run.getparent().findall(f"{WORD}pPr/{WORD}pStyle")
    return [style.get(f"{WORD}val", "") for style in styles]


def _vanishes(look: Any) -> bool:
    vanish = None if look is None else look.find(f"{WORD}vanish")
    return vanish is not None and vanish.get(f"{WORD}val", "1") not in OFF


def _value(look: Any, name: str) -> str:
    element = look.find(f"{WORD}{name}")
    return "" if element is None else str(element.get(f"{WORD}val", ""))


def _stands_on_colour(run: Any) -> bool:
    """White letters are meant to be read on a marked or shaded ground: their own, the paragraph's or the cell's."""
    grounds = [f"{WORD}{look}/{WORD}shd" for look in ("rPr", "pPr", "tcPr")]
    holders = (run, *run.iterancestors(f"{WORD}p", f"{WORD}tc"))
    is_shaded = any(holder.find(ground) is not None for holder in holders for ground in grounds)
    return is_shaded or run.find(f"{WORD}rPr/{WORD}highlight") is not None
