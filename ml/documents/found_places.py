"""Places of work out of text: behind a label, in a line of facts, or named in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ml.contracts import Location
from ml.documents.found import Found, Place
from ml.documents.place_names import NAME, NOISE, country_of, is_city, pieces_of, read_place, read_places
from ml.documents.places_in_sentences import CITY_AND_REGION, IN_SENTENCE, find_in_sentences
from ml.language.cities import ORDINARY, city_countries

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
SENTENCE_END = re.compile(r"(?<=[a-z]{3})\.\s")
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


def find_places(lines: Iterable[Place]) -> list[Found[Location]]:
    """Labelled places; else those in the lines of facts at the top; else the one that the sentences name most.

    A county or country at the top gives way to a town in it that the sentences name.
    """
    kept = list(lines)
    home = next((country for country, pattern in HINTS if any(pattern.search(line.text) for line in kept)), "")
    found = _once(_labelled(kept)) or _once(_in_facts(kept, home))
    if not any(item.value.city for item in found):
        found = _once(_towns_of(found, find_in_sentences(kept, home))) or found
    return [replace(item, value=_at_home(item.value, home)) for item in found[:MOST_PLACES]]


def _once(found: Iterable[Found[Location]]) -> list[Found[Location]]:
    return list({item.value: item for item in reversed(list(found))}.values())[::-1]


def _towns_of(wider: list[Found[Location]], towns: Iterable[Found[Location]]) -> Iterator[Found[Location]]:
    """All towns where nothing wider is known, else those whose region it is."""
    regions = {item.value.region for item in wider}
    return (town for town in towns if not wider or (town.value.region and town.value.region in regions))


def _at_home(place: Location, home: str) -> Location:
    """Lincoln is in England where the posting pays in pounds, unless it names a region or a country itself."""
    is_open = not place.region and home in city_countries().get(place.city, ())
    return replace(place, country=home) if is_open and place.country == country_of(place.city) else place


def _labelled(lines: list[Place]) -> Iterator[Found[Location]]:
    for above, line in pairwise([Place(""), *lines]):
        match = LABEL.match(line.text)
        is_below = HEADING.match(above.text) or (HEADING.match(line.heading) and line.text != line.heading)
        text = match["rest"] if match else line.text if is_below and len(line.text) <= 120 else ""
        text = SENTENCE_END.split(text)[0]
        if text:
            yield from (Found(place, text, line) for place in read_places(text) or _named_in(text))


def _named_in(text: str) -> list[Location]:
    """Places inside a longer text behind a label: "Our office in Leeds, near the station"."""
    found = [read_place(match[0]) for match in CITY_AND_REGION.finditer(text)]
    found += [read_place(match["name"]) for match in IN_SENTENCE.finditer(text)]
    found += [read_place(name) for name in re.findall(NAME, text)[:20] if is_city(name) and name not in ORDINARY]
    return [place for place in found if place is not None][:1]


def _in_facts(lines: list[Place], home: str) -> Iterator[Found[Location]]:
    """Short lines at the top that consist of facts: "Leeds, UK | Full time | £30k"."""
    for line in lines[:FACT_LINES]:
        if len(line.text) <= 160 and not line.text.endswith((".", "!", "?")):
            whole = [found for found in (_fact(line, line.text, home, is_piece=False),) if found]
            yield from whole or _in_pieces(line, home)


def _in_pieces(line: Place, home: str) -> Iterator[Found[Location]]:
    """The first place of the line, and those that follow it at once: "Leeds or York | Full time"."""
    pieces = pieces_of(line.text)
    was_place = False
    for piece in pieces if len(pieces) > 1 else []:
        found = _fact(line, piece, home, is_piece=True)
        if found:
            yield found
        elif was_place:
            return
        was_place = found is not None


def _fact(line: Place, text: str, home: str, *, is_piece: bool) -> Found[Location] | None:
    bare = re.sub(r"^[^:]{1,30}:\s*", "", text)
    place = read_place(bare)
    if place is None or not _is_mostly(place, bare):
        return None
    is_in_title = line.number < 0
    is_sure = is_city(place.city) if is_in_title and is_piece else "," in bare or not is_in_title
    is_word = place.city in ORDINARY and "," not in bare
    is_abroad = bool(home) and place.country != home and not is_city(place.city)  # "Mammography, CT"
    return Found(place, bare, line) if is_sure and not is_word and not is_abroad else None


def _is_mostly(place: Location, text: str) -> bool:
    """True where the text says little beside the place."""
    said = len(place.city) + len(place.region) + 12
    return len(NOISE.sub("", text).strip()) <= said + 12
