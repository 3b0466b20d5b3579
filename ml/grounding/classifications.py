"""Reads the published files of O*NET (tab-delimited) and ESCO (CSV) as occupations with their titles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from ml.grounding.occupations import Occupations, official_titles

#: O*NET writes long and short forms into one title: "Business Development Officer (BD Officer)".
BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
ONET_SOC = re.compile(r"\d\d-\d{4}(?:\.\d\d)?")
ISCO = re.compile(r"\d{4}")
LONGEST_FIELD = 200_000


class ClassificationError(ValueError):
    """A file that is missing or is not what its name says; the message names the file and what to do."""


class Files(Protocol):
    """Where the files lie: a folder, or an archive."""

    def open_text(self, names: Sequence[str]) -> TextIO | None:
        """The first file that has one of the names, in whatever folder; None if there is none."""


@dataclass(frozen=True, slots=True)
class PublishedOccupation:
    """`titles` are alternate titles as published, without the occupation's own; `reported` those that workers gave."""

    code: str
    title: str
    soc: str = ""
    isco: str = ""
    description: str = ""
    titles: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [self.title, *(form for title in (*self.titles, *self.reported) for form in forms_of(title))]


class FolderFiles:
    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ClassificationError(f"{folder}: is no folder. Give the folder with the published files.")
        self._paths = {path.name.lower(): path for path in sorted(folder.rglob("*")) if path.is_file()}

    def open_text(self, names: Sequence[str]) -> TextIO | None:
        path = next((self._paths[name.lower()] for name in names if name.lower() in self._paths), None)
        return path.open(encoding="utf-8-sig", newline="") if path else None


def forms_of(title: str) -> list[str]:
    """A title, or its long and short form where one stands behind the other in brackets."""
    found = BRACKETS.match(title)
    return [part for part in found.groups() if part.strip()] if found else [title]


def read_onet(files: Files) -> list[PublishedOccupation]:
    """Occupations with alternate and reported titles; raise `ClassificationError` for missing or odd files."""
    occupations = {
        row["O*NET-SOC Code"]: PublishedOccupation(
            code=row["O*NET-SOC Code"],
            title=row["Title"].strip(),
            soc=_checked(row["O*NET-SOC Code"], ONET_SOC, "Occupation Data")[:7],
            description=row["Description"].strip(),
        )
        for row in _rows(files, "Occupation Data", ("O*NET-SOC Code", "Title", "Description"))
    }
    for name, column in (("Alternate Titles", "Alternate Title"), ("Sample of Reported Titles", "Reported Job Title")):
        for row in _rows(files, name, ("O*NET-SOC Code", column), is_needed=name == "Alternate Titles"):
            code = row["O*NET-SOC Code"]
            if code not in occupations:
                raise ClassificationError(
                    f"{name}: the code {code[:20]!r} is not in Occupation Data. Take both files from one version."
                )
            texts = occupations[code].titles if name == "Alternate Titles" else occupations[code].reported
            texts.append(row[column].strip())
    return list(occupations.values())


def read_esco(files: Files) -> list[PublishedOccupation]:
    """Occupations of occupations_en.csv with their alternative labels."""
    columns = ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels")
    return [
        PublishedOccupation(
            code=(row.get("code") or row["conceptUri"].rpartition("/")[2]).strip(),
            title=row["preferredLabel"].strip(),
            isco=_checked(row["iscoGroup"].strip().removeprefix("C"), ISCO, "occupations_en.csv"),
            description=(row.get("description") or "").strip(),
            titles=[label.strip() for label in row["altLabels"].split("\n") if label.strip()],
        )
        for row in _rows(files, "occupations_en", columns, suffixes=("csv",), delimiter=",")
        if row["conceptType"] == "Occupation"
    ]


def load_occupations(*, onet: Path | None = None, esco: Path | None = None) -> Occupations:
    """Official titles straight from folders with the published files."""
    found = [*(read_esco(FolderFiles(esco)) if esco else []), *(read_onet(FolderFiles(onet)) if onet else [])]
    return Occupations(title for one in found for title in official_titles(one.names, soc=one.soc, isco=one.isco))


def _rows(
    files: Files,
    name: str,
    columns: Sequence[str],
    *,
    suffixes: Sequence[str] = ("txt", "tsv"),
    delimiter: str = "\t",
    is_needed: bool = True,
) -> Iterator[dict[str, str]]:
    names = [f"{name}.{suffix}" for suffix in suffixes]
    file = files.open_text(names)
    if file is None:
        if is_needed:
            raise ClassificationError(f"{' or '.join(names)} is missing. Give the folder or archive as published.")
        return
    csv.field_size_limit(LONGEST_FIELD)
    with file:
        try:
            if delimiter == "\t":  # where nothing is quoted
                rows = csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            else:
                rows = csv.DictReader(file, delimiter=delimiter)
            yield from _checked_rows(rows, names[0], columns, delimiter)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ClassificationError(f"{names[0]}: cannot be read as UTF-8 text in columns ({error}).") from error


def _checked_rows(
    rows: csv.DictReader[str], name: str, columns: Sequence[str], delimiter: str
) -> Iterator[dict[str, str]]:
    missing = [column for column in columns if column not in (rows.fieldnames or ())]
    if missing:
        kind = "tab" if delimiter == "\t" else "comma"
        raise ClassificationError(
            f"{name}: has no column {missing[0]!r}. It must be the {kind}-delimited file as published."
        )
    for row in rows:
        if any(row[column] is None for column in columns):
            raise ClassificationError(f"{name}: line {rows.line_num} has too few columns. Take the file anew.")
        if any("\0" in row[column] for column in columns):
            raise ClassificationError(
                f"{name}: line {rows.line_num} holds a NUL, so it is no text. Take the file anew."
            )
        yield row


def _checked(code: str, pattern: re.Pattern[str], name: str) -> str:
    if not pattern.fullmatch(code):
        raise ClassificationError(
            f"{name}: {code[:20]!r} is no code of this classification. Take the file as published."
        )
    return code
