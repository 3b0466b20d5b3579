"""Bringing official occupations and wages into the database; a second run with the same files changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.templates_lib import engine, reference_files
from apps.templates_lib.models import Occupation, OccupationTitle, ReferenceSource, Wage
from apps.templates_lib.reference_files import BadReference
from apps.templates_lib.wage_files import WageRow, read_wages

Name = ReferenceSource.Name
Say = Callable[[str], None]
CC_BY = "CC BY 4.0"
#: What each licence asks to be shown wherever the data is.
ATTRIBUTIONS: dict[str, tuple[str, str]] = {
    Name.ONET: (
        CC_BY,
        "This product includes information from the O*NET {version} Database by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET® is a trademark "
        "of USDOL/ETA. Titles were normalised for searching; USDOL/ETA has not approved, endorsed, or tested this.",
    ),
    Name.ESCO: (
        CC_BY,
        "This service uses the ESCO classification {version} of the European Commission. Titles were normalised for "
        "searching.",
    ),
    Name.BLS: (
        "public domain",
        "Source: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May {version}.",
    ),
}
#: Rows a statement: as many as SQLite takes, and a line of progress after each.
BATCH = 5000
#: Longest text that a column takes.
LONGEST = 200
#: Published archives and folders name their version: db_29_3_text, "ESCO dataset - v1.1.1 - ...".
VERSION = re.compile(r"(?:db_(\d+)_(\d+)|\bv(\d+(?:\.\d+)+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the source has now, how many of them this run added, changed or removed, and whom to name."""

    rows: int
    titles: int
    changed: int
    attribution: str


def import_occupations(name: str, place: str, *, version: str = "", say: Say) -> Imported:
    """O*NET or ESCO from a folder, archive or https address; raise `BadReference`, and then nothing has changed."""
    read = engine.read_onet if name == Name.ONET else engine.read_esco
    try:
        with reference_files.open_files(place) as files:
            found = read(files)
    except engine.ClassificationError as error:
        raise BadReference(str(error)) from error
    say(f"{len(found):,} occupations and {sum(len(one.titles) for one in found):,} alternate titles read")
    return _store_occupations(name, found, version or version_in(place), say)


def import_wages(path: Path, *, year: int | None = None, say: Say) -> Imported:
    rows = read_wages(path)
    say(f"{len(rows):,} wages read")
    years = {row.year for row in rows if row.year} or ({year} if year else set())
    if year is None and len(years) != 1:
        raise BadReference(f"{path.name}: does not say of which year it is. Say it with --year.")
    return _store_wages(rows, year or years.pop())


def version_in(place: str) -> str:
    found = VERSION.search(place)
    return "" if found is None else found[3] or f"{found[1]}.{found[2]}"


@transaction.atomic
def _store_occupations(name: str, found: Sequence[engine.PublishedOccupation], version: str, say: Say) -> Imported:
    _check_occupations(found)
    source, is_new = _source(name, version)
    changed = _sync_occupations(source, found)
    keys = dict(source.occupations.values_list("code", "pk"))
    wanted = {
        (keys[one.code], title.normalised): (title.title, title.is_preferred)
        for one in found
        for title in engine.official_titles(one.names)
    }
    count = len(wanted)
    changed += _sync_titles(source, wanted, say)
    return _finish(source, rows=len(found), titles=count, changed=changed, is_new=is_new)


def _check_occupations(found: Sequence[engine.PublishedOccupation]) -> None:
    codes = [one.code for one in found]
    if not found:
        raise BadReference("The files name no occupation. Give them as published.")
    if len(set(codes)) < len(codes):
        raise BadReference("The files name one code twice. Give them as published.")
    too_long = next((title for one in found for title in one.names if len(title) > LONGEST), None)
    if too_long or any(not one.title or len(one.code) > 40 for one in found):
        raise BadReference(
            f"A title is empty or longer than {LONGEST} characters: {too_long!r:.80}. Take the file anew."
        )


def _source(name: str, version: str) -> tuple[ReferenceSource, bool]:
    """The source's row, locked, so that two imports of one source follow each other; and whether it is another now."""
    licence, text = ATTRIBUTIONS[name]
    fields: dict[str, Any] = {
        "version": version[:40],
        "licence": licence,
        "attribution": " ".join(text.format(version=version[:40]).split()),
    }
    source, is_new = ReferenceSource.objects.select_for_update().get_or_create(
        name=name, defaults={**fields, "changed_at": timezone.now()}
    )
    is_other = any(getattr(source, field) != value for field, value in fields.items())
    for field, value in fields.items():
        setattr(source, field, value)
    return source, is_new or is_other


def _finish(source: ReferenceSource, *, rows: int, titles: int, changed: int, is_new: bool) -> Imported:
    if changed or is_new:
        source.changed_at = timezone.now()
        source.save(update_fields=["version", "licence", "attribution", "changed_at"])
    return Imported(rows, titles, changed, source.attribution)


def _sync_occupations(source: ReferenceSource, found: Iterable[engine.PublishedOccupation]) -> int:
    known = {one.code: one for one in source.occupations.all()}
    fresh, other = [], []
    for one in found:
        row = known.pop(one.code, None)
        values = {"title": one.title, "soc": one.soc, "isco": one.isco, "description": one.description}
        if row is None:
            fresh.append(Occupation(source=source, code=one.code, **values))
        elif any(getattr(row, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(row, field, value)
            other.append(row)
    _delete(Occupation, [row.pk for row in known.values()])
    Occupation.objects.bulk_create(fresh, batch_size=500)
    Occupation.objects.bulk_update(other, ["title", "soc", "isco", "description"], batch_size=200)
    return len(known) + len(fresh) + len(other)


def _sync_titles(source: ReferenceSource, wanted: dict[tuple[int, str], tuple[str, bool]], say: Say) -> int:
    """Takes out of `wanted` what is there already, and stores the rest."""
    gone = []
    rows = OccupationTitle.objects.filter(occupation__source=source).values_list(
        "pk", "occupation_id", "normalised", "title", "is_preferred"
    )
    for pk, occupation_id, normalised, title, is_preferred in rows:
        if wanted.get((occupation_id, normalised)) == (title, is_preferred):
            del wanted[occupation_id, normalised]
        else:
            gone.append(pk)
    _delete(OccupationTitle, gone)
    fresh = [
        OccupationTitle(occupation_id=occupation_id, normalised=normalised, title=title, is_preferred=is_preferred)
        for (occupation_id, normalised), (title, is_preferred) in wanted.items()
    ]
    for start in range(0, len(fresh), BATCH):
        OccupationTitle.objects.bulk_create(fresh[start : start + BATCH], batch_size=BATCH)
        say(f"{min(start + BATCH, len(fresh)):,} of {len(fresh):,} new titles stored")
    return len(gone) + len(fresh)


def _delete(model: type[Occupation] | type[OccupationTitle], keys: Sequence[int]) -> None:
    for start in range(0, len(keys), 500):
        model._default_manager.filter(pk__in=keys[start : start + 500]).delete()


@transaction.atomic
def _store_wages(rows: Sequence[WageRow], year: int) -> Imported:
    """The year's wages as the file has them; those of other years stay."""
    if not 1990 <= year <= 2100:
        raise BadReference(f"{year} is no year of wages. Say it with --year.")
    source, is_new = _source(Name.BLS, str(year))
    known = {wage.soc: wage for wage in source.wages.filter(year=year, area=Wage.Area.US)}
    fresh = []
    for row in rows:
        wage = known.get(row.soc)
        values = {"title": row.title, **row.amounts}
        if wage is not None and all(getattr(wage, field) == value for field, value in values.items()):
            del known[row.soc]
        else:
            fresh.append(Wage(source=source, soc=row.soc, year=year, **values))
    Wage.objects.filter(pk__in=[wage.pk for wage in known.values()]).delete()
    Wage.objects.bulk_create(fresh, batch_size=500)
    return _finish(source, rows=len(rows), titles=0, changed=len(known) + len(fresh), is_new=is_new)
