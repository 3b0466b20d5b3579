"""From the places of a job to the jurisdictions whose law reaches it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from ml.checks.context import Context
from ml.checks.law.schema import LawError, Reach
from ml.checks.law.strict import make, read_toml
from ml.contracts import Location, WorkplaceType
from ml.documents.place_names import country_of, read_places
from ml.language.cities import REGIONS
from ml.language.countries import COUNTRY_CODES


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place that can have laws. `cities` stand for it without their region; `members` are countries of a union."""

    name: str
    part_of: str = ""
    cities: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """How the job comes under a jurisdiction. `is_sure` is false where remote work there is only possible."""

    by: Reach
    is_sure: bool = True


@cache
def jurisdictions() -> Mapping[str, Jurisdiction]:
    """By code. A code without `part_of` is part of its beginning: US-CO of US."""
    rows = read_toml(files("ml.checks.law").joinpath("jurisdictions.toml"))
    return {
        code: _with_parent(code, make(Jurisdiction, row, f"jurisdictions.toml: {code}")) for code, row in rows.items()
    }


def _with_parent(code: str, found: Jurisdiction) -> Jurisdiction:
    return found if found.part_of or "-" not in code else replace(found, part_of=code.split("-")[0])


def check_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes as the table has them: EU for FR, US for US-TX. Raise `LawError` for the first without any rule."""
    return tuple(_known(code.strip().upper()) for code in codes)


def _known(code: str) -> str:
    if code in jurisdictions():
        return code
    country, _, region = code.removeprefix("EU-").partition("-")
    is_place = country in COUNTRY_CODES and (not region or _region_code(country, region))
    if is_place and (wider := codes_of(Location(country, region))):
        return wider[0]
    near = difflib.get_close_matches(code, jurisdictions(), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`python -m ml law` lists the codes."
    raise LawError(f"{code}: no rule is known for this place; {hint}")


def name_of(code: str) -> str:
    return jurisdictions()[code].name


def reached(context: Context) -> dict[str, Reached]:
    """Every jurisdiction whose law may reach the job, by the surest way in which it does."""
    found: dict[str, Reached] = {}
    places = [code for place in context.locations for code in codes_of(place)]
    for code in (*places, *with_parents(check_codes(context.jurisdictions))):
        found[code] = Reached(Reach.PLACE)
    for code in codes_of(context.reports_to) if context.reports_to else ():
        found.setdefault(code, Reached(Reach.REPORTS_TO))
    if context.workplace_type is WorkplaceType.REMOTE:
        for code, is_sure in _doable_in(context.locations):
            found.setdefault(code, Reached(Reach.REMOTE, is_sure))
    return found


def _doable_in(locations: Iterable[Location]) -> Iterator[tuple[str, bool]]:
    """Remote work can be done in the whole country; surely so where the posting names nothing narrower."""
    for place in locations:
        country = _country(place)
        is_whole = not (place.region or place.city)
        yield from ((code, is_whole) for code in jurisdictions() if country and code.split("-")[0] == country)


def with_parents(codes: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for code in codes:
        while code:
            found[code] = None
            code = jurisdictions()[code].part_of if code in jurisdictions() else ""
    return tuple(found)


@lru_cache(maxsize=512)
def codes_of(place: Location) -> tuple[str, ...]:
    """The jurisdictions of a place of work, narrow and wide."""
    if place.city and not (place.region or place.country):
        read = read_places(place.city)
        place = read[0] if len(read) == 1 else place
    country = _country(place)
    if not country:
        return ()
    union = next((code for code, item in jurisdictions().items() if country in item.members), "")
    home = f"{union}-{country}" if union else country
    home = home if home in jurisdictions() else union
    if not home:
        return ()
    region = _region_code(country, place.region)
    return with_parents(
        [home, *([region] if region in jurisdictions() else ()), *_of_city(country, region, place.city)]
    )


def _country(place: Location) -> str:
    return place.country or country_of(place.city)


def _region_code(country: str, region: str) -> str:
    """US-CO of "Colorado", "CO" or "State of Colorado"."""
    wanted = region.casefold().removeprefix("state of ").removeprefix("province of ").strip()
    return f"{country}-{_short_forms(country)[wanted]}" if wanted in _short_forms(country) else ""


@cache
def _short_forms(country: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for region in REGIONS.get(country, "").split(";"):
        name, _, short = region.rpartition(" ")
        if short.isupper():
            found |= {name.casefold(): short, short.casefold(): short}
    return found


def _of_city(country: str, region: str, city: str) -> list[str]:
    """Jurisdictions that the city stands for, inside the region if one is named."""
    wanted = city.casefold()
    return [
        code
        for code, item in jurisdictions().items()
        if code.split("-")[0] == country
        and any(wanted == name.casefold() for name in item.cities)
        and (not region or code == region or item.part_of == region)
    ]
