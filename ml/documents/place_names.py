"""Names of places read out of short texts: "Leeds, UK", "Austin, TX or Remote", "Perth WA", "Remote (Germany)"."""

from __future__ import annotations

import re

from ml.contracts import Location
from ml.language.cities import ORDINARY, city_countries, region_countries
from ml.language.countries import COUNTRY_CODES, COUNTRY_NAMES, OTHER_NAMES, country_code

PIECES = re.compile(r"\s*[·•|;\t/]\s*|\s+[-–—]\s+|\s{3,}")
ALTERNATIVES = re.compile(r"\s+(?:or|and|&)\s+")
MOST_WORDS = 4
NOISE = re.compile(
    r"\((?:[^()]*)\)|\b(?:hybrid|fully|remote|on-?site|office|head office|hq|area|greater|near|city centre|downtown|"
    r"central|based in|based at|based|in the|the)\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{5}(?:-\d{4})?\b",
    re.I,
)
IN_BRACKETS = re.compile(r"^(?P<before>[^()]*)\((?P<inside>[^()]{2,60})\)\W*$")
LINKS = frozenset({"of", "in", "at", "near", "-", "–"})
#: Words are bounded and parted by spaces alone, so that no row of hyphens can be parted in many ways.
_WORD = r"[A-ZÀ-Þ](?:[^\W\d_]|[’'-]){0,40}"
NAME = rf"(?:{_WORD}|[A-Z][a-z]{{0,2}}\.)(?: (?:(?:upon|on|of|le|la|de|am|an der|under|in) )?{_WORD}){{0,3}}"
BETWEEN_TOWNS = re.compile(r",? (?:and|or|&) |, |/| / ")
CITY_BEFORE_REGION = re.compile(rf"(?P<city>{NAME}) (?P<region>[A-Z]{{2,3}})")
MOST_PARTS = 7


def read_places(text: str) -> list[Location]:
    """The places that a short text consists of, such as "Leeds, UK or Remote"."""
    if towns := read_towns(text):
        return towns
    whole = read_place(text)
    if whole is not None:
        return [whole]
    found = [read_place(piece) for piece in pieces_of(text)]
    return list(dict.fromkeys(place for place in found if place is not None))


def pieces_of(text: str) -> list[str]:
    """A line of facts in pieces: "Leeds or York | Full time" has three. A sentence is left in one."""
    pieces = []
    for piece in PIECES.split(text):
        words = ALTERNATIVES.split(piece)
        pieces += words if all(len(part.split()) <= MOST_WORDS for part in words) else [piece]
    return pieces


def read_towns(text: str) -> list[Location]:
    """The towns of a row of at least two, such as "Leicester, Nottingham or Derby"; [] for anything else."""
    names = [name.strip() for name in BETWEEN_TOWNS.split(text.strip(" .:"))]
    is_row = len(names) > 1 and all(is_city(name) and not _is_region(name) for name in names)
    is_row = is_row and not all(name in ORDINARY for name in names)
    return [Location(country_of(name), "", name) for name in dict.fromkeys(names)] if is_row else []


def read_place(text: str) -> Location | None:
    """City, region and country as far as they are known; None for words that are no place."""
    parts = [part.strip(" .,:-–") for part in re.split(r"[,\n]", NOISE.sub(" ", text))]
    parts = [re.sub(r"\s+", " ", part) for part in parts if part.strip(" .,:-–")]
    if not parts:
        bracketed = IN_BRACKETS.match(text)  # "Remote (Germany)"
        return read_place(bracketed["inside"]) if bracketed else None
    return _read_parts(_with_region_apart(parts)) if len(parts) <= MOST_PARTS else None


def _with_region_apart(parts: list[str]) -> list[str]:
    """ "Perth WA" is Perth, WA."""
    match = CITY_BEFORE_REGION.fullmatch(parts[-1])
    if match and set(city_countries().get(match["city"], ())) & set(
        region_countries().get(match["region"].lower(), ())
    ):
        return [*parts[:-1], match["city"], match["region"]]
    return parts


def _read_parts(parts: list[str]) -> Location | None:
    country = region = ""
    if len(parts) > 1 or is_country(parts[-1]):
        country = _country(parts[-1], parts[-2] if len(parts) > 1 else "")
        if country:
            last = parts.pop()
            region = last if last.lower() in OTHER_NAMES and last.lower() in region_countries() else ""
    owners = region_countries().get(parts[-1].lower(), ()) if parts and _is_region(parts[-1]) else ()
    is_region = bool(owners) and (len(parts) > 1 or not _city_in(parts[-1]))
    if is_region and (not country or country in owners):
        region = parts.pop()
        country = country or _owner(owners, parts[-1] if parts else "")
    known = next((city for part in reversed(parts) if (city := _city_in(part))), "")
    if not parts and not region and is_city(COUNTRY_NAMES.get(country, "")):
        known = COUNTRY_NAMES[country]  # Singapore
    city = known or (parts[-1] if parts and country and _is_name(parts[-1]) else "")
    country = country or country_of(city)
    return Location(country, region, city) if country and (city or region or not parts) else None


def is_country(text: str) -> bool:
    return len(text) > 2 and country_code(text) in COUNTRY_CODES or text in {"UK", "US"}


def _is_region(text: str) -> bool:
    """Short forms are written in capitals: "or" is not Oregon."""
    return text.lower() in region_countries() and (len(text) > 3 or text.isupper() or text.istitle())


def _country(text: str, before: str) -> str:
    """Two letters are a country only where they are no state of the city's country: Austin, CA is not in Canada."""
    code = country_code(text)
    if code not in COUNTRY_CODES or (len(text) == 2 and not text.isupper()):
        return ""
    owners = region_countries().get(text.lower(), ())
    homes = city_countries().get(before, ())
    if (
        text.lower() not in OTHER_NAMES
        and owners
        and (len(text) == 2 or set(homes) & set(owners))
        and code not in homes
    ):
        return ""
    return code


def _city_in(text: str) -> str:
    """The city that the words are or end with: "BRISBANE" is Brisbane, "the port of Columbus" ends with one."""
    if text.isupper():
        text = text.title()
    words = text.split(" ")
    ends = (" ".join(words[start:]) for start in range(len(words)) if not start or words[start - 1] in LINKS)
    return next((end for end in ends if is_city(end)), "")


def _owner(owners: tuple[str, ...], city: str) -> str:
    return next((home for home in city_countries().get(city, ()) if home in owners), owners[0])


def country_of(city: str) -> str:
    return next(iter(city_countries().get(city, ())), "")


def is_city(text: str) -> bool:
    return text in city_countries()


def _is_name(text: str) -> bool:
    return bool(re.fullmatch(NAME, text))
