"""Reads US wages by SOC code: the table of the BLS (OEWS, saved as CSV) or our tab-separated copy of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from apps.templates_lib.reference_files import BadReference

#: Our name of a column -> its names in the files that are known.
COLUMNS: dict[str, tuple[str, ...]] = {
    "soc": ("OCC_CODE", "code"),
    "title": ("OCC_TITLE", "title"),
    "annual_lower": ("A_PCT25", "annualPct25"),
    "annual_median": ("A_MEDIAN", "annualMedianWage"),
    "annual_upper": ("A_PCT75", "annualPct75"),
    "hourly_lower": ("H_PCT25", "hourlyPct25"),
    "hourly_median": ("H_MEDIAN", "hourlyMedianWage"),
    "hourly_upper": ("H_PCT75", "hourlyPct75"),
}
AMOUNTS = tuple(name for name in COLUMNS if name.startswith(("annual", "hourly")))
NEEDED = ("soc", "title", "annual_median")
SOC = re.compile(r"(\d\d-\d{4})(?:\.\d\d)?")
#: The bureau writes these for "not published" and "above the highest amount shown".
NOT_PUBLISHED = frozenset({"", "*", "**", "#", "~"})


@dataclass(frozen=True, slots=True)
class WageRow:
    soc: str
    title: str
    year: int | None
    amounts: Mapping[str, Decimal | None]


def read_wages(path: Path) -> list[WageRow]:
    """Each SOC code once, where a median is published; raise `BadReference` for a missing or odd file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = "\t" if "\t" in file.readline() else ","
            file.seek(0)
            found = {row.soc: row for row in _read_rows(csv.DictReader(file, delimiter=delimiter), path.name)}
    except OSError as error:
        raise BadReference(f"{path}: {error.strerror}. Give the file with the wages.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadReference(f"{path.name}: is not text in columns ({error}). Save the table as CSV in UTF-8.") from error
    if not found:
        raise BadReference(f"{path.name}: has no row with a code and a median. Give the national table of the BLS.")
    return list(found.values())


def _read_rows(rows: csv.DictReader[str], name: str) -> Iterator[WageRow]:
    columns = _columns_of(rows.fieldnames or (), name)
    for row in rows:
        code = SOC.fullmatch((row[columns["soc"]] or "").strip())
        amounts = {
            field: _amount(row.get(columns.get(field, "")), f"{name}, line {rows.line_num}") for field in AMOUNTS
        }
        if code and _is_national(row) and (amounts["annual_median"] or amounts["hourly_median"]):
            yield WageRow(code[1], (row[columns["title"]] or "").strip()[:200], _year_of(row), amounts)


def _columns_of(fieldnames: Sequence[str], name: str) -> dict[str, str]:
    columns = {field: column for field, known in COLUMNS.items() for column in fieldnames if column in known}
    for field in NEEDED:
        if field not in columns:
            raise BadReference(f"{name}: has no column {COLUMNS[field][0]}. Give the table of the BLS, saved as CSV.")
    return columns


def _is_national(row: Mapping[str, str]) -> bool:
    """Tables of all areas have a row a state; the hint is for the country. Of industries only all together count."""
    return row.get("AREA_TITLE", "U.S.") in ("U.S.", "US") and row.get("NAICS", "000000") == "000000"


def _year_of(row: Mapping[str, str]) -> int | None:
    found = re.search(r"\b(?:19|20)\d\d\b", row.get("source") or "")
    return int(found[0]) if found else None


def _amount(text: str | None, place: str) -> Decimal | None:
    plain = (text or "").strip().replace(",", "")
    if plain in NOT_PUBLISHED:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 < amount < 10_000_000:
        raise BadReference(f"{place}: {plain[:20]!r} is no amount. Give the table of the BLS, saved as CSV.")
    return amount.quantize(Decimal("0.01"))
