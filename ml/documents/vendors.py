"""What the readers of applicant tracking systems' JSON share: safe access to fields, and words to contracts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from math import isfinite
from typing import Any

from ml.contracts import EmploymentType, Pay, PayPeriod, SectionKind, WorkplaceType
from ml.documents import html, text
from ml.documents.blocks import LINE, Block, sections_from_blocks
from ml.documents.headings import kind_of_heading
from ml.documents.model import DocumentSection

Fields = Mapping[str, Any]
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;/?[a-zA-Z]")
#: Nobody escapes a text more often than this.
MOST_UNESCAPED = 3
EMPLOYMENT = (
    (EmploymentType.INTERNSHIP, r"intern|apprentic|trainee"),
    (EmploymentType.PART_TIME, r"part.?time"),
    (EmploymentType.FULL_TIME, r"full.?time|permanent|regular"),
    (EmploymentType.TEMPORARY, r"temp|seasonal|casual"),
    (EmploymentType.CONTRACT, r"contract|freelance|fixed"),
)
PERIODS = (
    (PayPeriod.HOUR, r"hour"),
    (PayPeriod.DAY, r"day|dai"),
    (PayPeriod.WEEK, r"week"),
    (PayPeriod.MONTH, r"month"),
    (PayPeriod.YEAR, r"year|annual|annum"),
)


def words(fields: Fields, *names: str) -> str:
    """The first of these fields that holds a text."""
    found = (fields.get(name) for name in names)
    return next((value for value in found if isinstance(value, str) and value.strip()), "")


def inner(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def each(fields: Fields, name: str) -> list[Fields]:
    value = fields.get(name)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, Sequence) else []


def sections(markup: str) -> tuple[DocumentSection, ...]:
    """The sections of a text in HTML, escaped once or more, or in plain text."""
    return sections_from_blocks(_blocks(markup))


def section(heading: str, markup: str, kind: SectionKind | None = None) -> tuple[DocumentSection, ...]:
    """One section with this heading; none where there is no text."""
    lines = tuple(block.text for block in _blocks(markup))
    return (DocumentSection(kind or kind_of_heading(heading), heading, lines),) if lines else ()


def part(heading: str, markup: str, kind: SectionKind | None = None) -> tuple[DocumentSection, ...]:
    """The sections of one part of a posting; what stands before its first heading is headed by the part's name."""
    blocks = _blocks(markup)
    start = next((index for index, block in enumerate(blocks) if block.level != LINE), len(blocks))
    lines = tuple(block.text for block in blocks[:start])
    first = (DocumentSection(kind or kind_of_heading(heading), heading, lines),) if lines else ()
    return first + sections_from_blocks(blocks[start:])


def _blocks(markup: str) -> list[Block]:
    for _ in range(MOST_UNESCAPED):
        is_markup = TAG.match(markup.lstrip()) or (TAG.search(markup) and not ESCAPED_TAG.search(markup))
        if is_markup:  # what begins with a tag is not escaped as a whole: its escaped tags are words about tags
            break
        if not ESCAPED_TAG.search(markup):
            return list(text.read_blocks(unescape(markup)))
        markup = unescape(markup)
    return html.read_blocks(markup)


def employment_type(name: str) -> EmploymentType | None:
    return next((kind for kind, pattern in EMPLOYMENT if re.search(pattern, name, re.I)), None)


def workplace_type(name: str) -> WorkplaceType | None:
    return {"remote": WorkplaceType.REMOTE, "hybrid": WorkplaceType.HYBRID, "onsite": WorkplaceType.ONSITE}.get(
        re.sub(r"[^a-z]", "", name.lower())
    )


def pay(low: Any, high: Any, currency: str, period: str) -> Pay | None:
    """The stated amounts; a currency or period that is not stated stays open."""
    least, most = amount(low), amount(high)
    if least is None and most is None:
        return None
    code = currency.strip().upper()
    unit = next((unit for unit, pattern in PERIODS if re.search(pattern, period, re.I)), None)
    return Pay(least, most, code if re.fullmatch("[A-Z]{3}", code) else "", unit)


def amount(value: Any) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}(\.\d+)?", value.replace(",", "")):
        value = float(value.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) and 0 < value < 1e10 else None


def day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
