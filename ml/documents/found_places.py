"""Places of work out of text: behind a label, in a line of facts, or named in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ml.contracts import Location
from ml.documents.found import Found, Place
from ml.language.cities import ORDINARY, TOWNS, city_countries, region_countries
from ml.language.countries import COUNTRY_CODES, COUNTRY_NAMES, OTHER_NAMES, country_code

LABEL = re.compile(
    r"^\W*(?:job |work |primary |main |office )?(?:location|locations|place of work|workplace|base|based|"
    r"based at|based in|"
    r"site|city|where|office|duty station|workplace address|address|area|region|arbeitsort|standort|ort)\s*"
    r"(?:[:|\t]|\s[-–—]\s|(?<=based in)\s|(?<=based at)\s)\s*(?P<rest>.{2,200})",
    re.I,
)
HEADING = re.compile(
    r"^(?:job |work |our )?(?:location|locations|place of work|where|where you will work|base)\W*$", re.I
)
PIECES = re.compile(r"\s*[·•|;\t/]\s*|\s+[-–—]\s+|\s+(?:or|and|&)\s+|\s{3,}")
NOISE = re.compile(
    r"\((?:[^()]*)\)|\b(?:hybrid|fully|remote|on-?site|office|head office|hq|area|greater|near|city centre|downtown|"
    r"central|based in|based at|based|in the|the)\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{5}(?:-\d{4})?\b",
    re.I,
)
#: Behind these a word is somebody's name, not a town's.
TITLES = frozenset(
    {"Princess", "Queen", "King", "Prince", "St", "St.", "Saint", "Lady", "Lord", "Sir", "Dr", "Mr", "Mrs", "Ms"}
)
LINKS = frozenset({"of", "in", "at", "near", "-", "–"})
#: Words are bounded and parted by spaces alone, so that no row of hyphens can be parted in many ways.
NAME = r"[A-ZÀ-Þ][\w’'.-]{0,40}(?: (?:(?:upon|on|of|le|la|de|am|an der|under|in) )?[A-ZÀ-Þ][\w’'-]{0,40}){0,3}"
CITY_AND_REGION = re.compile(rf"\b({NAME}), ?({NAME}|[A-Z]{{2,3}}|UK|USA)(?:, ?({NAME}|UK|USA|US))?(?![\w])")
IN_SENTENCE = re.compile(
    rf"\b(?P<lead>based (?:in|at|out of|from)|located in|located at|offices? (?:in|at|near)|join us in|"
    rf"work(?:ing)? (?:in|from)|site in|hub in|team in|role in|in|at|near|from|for|outside|of) (?:the )?"
    rf"(?:(?:central|downtown|greater|sunny|north|south|east|west|our) )?(?P<name>{NAME})"
)
STRONG = re.compile(r"^(?:based|located|offices?|join|work|site|hub|team|role)")
#: What tells the country of a posting that names only a town.
HINTS = (
    ("GB", re.compile(r"£\s?\d|\bNHS\b|\bDBS\b")),
    ("AU", re.compile(r"\bA(?:U)?\$|\bAUD\b|\bAHPRA\b")),
    ("CA", re.compile(r"\bCA?\$|\bCAD\b")),
    ("NZ", re.compile(r"\bNZ\$|\bNZD\b")),
    ("IE", re.compile(r"€\s?\d|\bHSE\b")),
    ("US", re.compile(r"\$\s?\d")),
)
MOST_PLACES = 5
FACT_LINES = 12
#: A town abroad counts where the posting says that the work is there, not where a word looks like its name.
ABROAD = 4


def find_places(lines: Iterable[Place]) -> list[Found[Location]]:
    """Labelled places; else those in the lines of facts at the top; else the one that the sentences name most."""
    kept = list(lines)
    home = next((country for country, pattern in HINTS if any(pattern.search(line.text) for line in kept)), "")
    return [replace(found, value=_at_home(found.value, home)) for found in _found_places(kept, home)]


def _at_home(place: Location, home: str) -> Location:
    """Lincoln is in England where the posting pays in pounds, unless it names a region or a country itself."""
    is_open = not place.region and home in city_countries().get(place.city, ())
    return replace(place, country=home) if is_open and place.country == _country_of(place.city) else place


def _found_places(kept: list[Place], home: str) -> list[Found[Location]]:
    for found in (list(_labelled(kept)), list(_in_facts(kept)), list(_in_sentences(kept, home))):
        once = {item.value: item for item in reversed(found)}
        if once:
            return [item for item in found if once.get(item.value) is item][:MOST_PLACES]
    return []


def read_places(text: str) -> list[Location]:
    """The places that a short text consists of, such as "Leeds, UK or Remote"."""
    whole = read_place(text)
    if whole is not None:
        return [whole]
    found = [read_place(piece) for piece in PIECES.split(text)]
    return list(dict.fromkeys(place for place in found if place is not None))


def read_place(text: str) -> Location | None:
    """City, region and country as far as they are known; None for words that are no place."""
    parts = [part.strip(" .,:-–") for part in re.split(r"[,\n]", NOISE.sub(" ", text))]
    parts = [re.sub(r"\s+", " ", part) for part in parts if part.strip(" .,:-–")]
    if not parts or len(parts) > 7:
        return None
    country = region = ""
    if len(parts) > 1 or _is_country(parts[-1]):
        country = _country(parts[-1], parts[-2] if len(parts) > 1 else "")
        if country:
            last = parts.pop()
            region = last if last.lower() in OTHER_NAMES and last.lower() in region_countries() else ""
    owners = region_countries().get(parts[-1].lower(), ()) if parts else ()
    is_region = bool(owners) and (len(parts) > 1 or not _city_in(parts[-1]))
    if is_region and (not country or country in owners):
        region = parts.pop()
        country = country or _owner(owners, parts[-1] if parts else "")
    known = next((city for part in reversed(parts) if (city := _city_in(part))), "")
    if not parts and not region and _is_city(_country_name(country)):
        known = _country_name(country)  # Singapore
    city = known or (parts[-1] if parts and country and _is_name(parts[-1]) else "")
    country = country or _country_of(city)
    return Location(country, region, city) if country and (city or region or not parts) else None


def _is_country(text: str) -> bool:
    return len(text) > 2 and country_code(text) in COUNTRY_CODES or text in {"UK", "US"}


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


def _country_name(code: str) -> str:
    return COUNTRY_NAMES.get(code, "")


def _city_in(text: str) -> str:
    """The city that the words are or end with: "BRISBANE" is Brisbane, "the port of Columbus" ends with one."""
    if text.isupper():
        text = text.title()
    words = text.split(" ")
    ends = (" ".join(words[start:]) for start in range(len(words)) if not start or words[start - 1] in LINKS)
    return next((end for end in ends if _is_city(end)), "")


def _owner(owners: tuple[str, ...], city: str) -> str:
    return next((home for home in city_countries().get(city, ()) if home in owners), owners[0])


def _country_of(city: str) -> str:
    return next(iter(city_countries().get(city, ())), "")


def _is_city(text: str) -> bool:
    return text in city_countries()


def _is_name(text: str) -> bool:
    return bool(re.fullmatch(NAME, text))


def _labelled(lines: list[Place]) -> Iterator[Found[Location]]:
    for above, line in pairwise([Place(""), *lines]):
        match = LABEL.match(line.text)
        is_below = HEADING.match(above.text) or (HEADING.match(line.heading) and line.text != line.heading)
        text = match["rest"] if match else line.text if is_below and len(line.text) <= 120 else ""
        if not text:
            continue
        yield from (Found(place, text, line) for place in read_places(text) or _named_in(text))


def _named_in(text: str) -> list[Location]:
    """Places inside a longer text behind a label: "Our office in Leeds, near the station"."""
    found = [read_place(match[0]) for match in CITY_AND_REGION.finditer(text)]
    found += [read_place(match["name"]) for match in IN_SENTENCE.finditer(text)]
    found += [read_place(name) for name in re.findall(NAME, text)[:20] if _is_city(name) and name not in ORDINARY]
    return [place for place in found if place is not None][:1]


def _in_facts(lines: list[Place]) -> Iterator[Found[Location]]:
    """Short lines at the top that consist of facts: "Leeds, UK | Full time | £30k"."""
    for line in lines[:FACT_LINES]:
        if len(line.text) > 160 or line.text.endswith((".", "!", "?")):
            continue
        pieces = PIECES.split(line.text)
        for piece in [line.text, *pieces] if len(pieces) > 1 else pieces:
            bare = re.sub(r"^[^:]{1,30}:\s*", "", piece)
            place = read_place(bare)
            is_sure = place is not None and ("," in bare or line.number >= 0 or len(pieces) > 1)
            is_word = place is not None and place.city in ORDINARY and "," not in bare
            if place and is_sure and not is_word and _is_mostly(place, bare):
                yield Found(place, bare, line)
                break


def _is_mostly(place: Location, text: str) -> bool:
    """True where the text says little beside the place."""
    said = len(place.city) + len(place.region) + 12
    return len(NOISE.sub("", text).strip()) <= said + 12


def _in_sentences(lines: list[Place], home: str) -> Iterator[Found[Location]]:
    votes: Counter[str] = Counter()
    first: dict[str, Found[Location]] = {}
    for line in lines:
        for weight, place, words in _mentions(line.text):
            key = place.city or place.region
            is_abroad = bool(home) and not place.region and home not in city_countries().get(place.city, (home,))
            if is_abroad and weight < ABROAD:
                continue
            votes[key] += weight
            if key not in first or (place.region and not first[key].value.region):
                first[key] = Found(place, words, line)
    named = [(count, key) for key, count in votes.items() if first[key].value.city]
    if named:
        yield first[max(named, key=lambda item: item[0])[1]]


def _mentions(text: str) -> Iterator[tuple[int, Location, str]]:
    for match in CITY_AND_REGION.finditer(text):
        place = read_place(match[0])
        is_named = place is not None and (_is_city(place.city) or _is_country(match[3] or match[2]))
        if place and place.city and is_named and (place.region or _is_country(match[3] or match[2])):
            yield 4, place, match[0]
        elif _is_city(match[2]) and match[2] not in ORDINARY:  # "Princess Alexandra Hospital, Harlow"
            yield 3, Location(_country_of(match[2]), "", match[2]), match[2]
    for match in IN_SENTENCE.finditer(text):
        name = _longest_city(match["name"])
        lead = match["lead"].lower()
        is_placed = lead.startswith(("based", "located", "office")) or (name in TOWNS and lead in {"in", "near"})
        if name and (name not in ORDINARY or is_placed):
            weight = 5 if STRONG.match(lead) else 1 if lead in {"of", "for", "from"} else 3
            yield weight, Location(_country_of(name), "", name), name
    for match in re.finditer(NAME, text):
        name = _longest_city(match[0])
        if name and name not in ORDINARY:
            yield 1, Location(_country_of(name), "", name), name


def _longest_city(name: str) -> str:
    """The city that a row of capitalised words holds: "Leeds General Infirmary" is in Leeds."""
    words = name.split(" ")
    begins = [start for start in range(len(words)) if not start or words[start - 1] not in TITLES]
    spans = [" ".join(words[a:b]).rstrip(".’'") for a in begins for b in range(len(words), a, -1)]
    counties = region_countries()
    cities = (part for part in spans if _is_city(part) and "GB" not in counties.get(part.lower(), ()))
    return next((part for part in cities if part not in ORDINARY or part == spans[0]), "")
