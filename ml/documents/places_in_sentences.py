"""The place of work as sentences tell it: the towns they name, weighed by how they name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ml.contracts import Location
from ml.documents.found import Found, Place
from ml.documents.place_names import LINKS, NAME, country_of, is_city, is_country, read_place, read_towns
from ml.language.cities import ORDINARY, TOWNS, city_countries, region_countries

#: Behind these a word is somebody's name, not a town's.
TITLES = frozenset(
    {"Princess", "Queen", "King", "Prince", "St", "St.", "Saint", "Lady", "Lord", "Sir", "Dr", "Mr", "Mrs", "Ms"}
)
#: Behind these a town is a town: "University Hospital Southampton", "The Leeds office", "North London".
BEFORE_TOWN = frozenset(
    "Hospital Infirmary House Centre Center Clinic Ward Unit Office School College University Campus Surgery Practice "
    "Council City Port Royal Central Greater North South East West The Our In At Of And Near From For To A An This "
    "Road Street Lane Avenue Way Park Place Court Team Service Services Site Hub Depot Store Branch".split()
)
#: What a town lends its name to without the town being another word.
INSTITUTIONS = re.compile(
    r"\b(?:Hospitals?|Infirmary|House|Cent(?:re|er)|Clinic|Ward|Unit|Office|School|College|University|Campus|Surgery|"
    r"Practice|Road|Street|Lane|Avenue|Court|Park|Place|Depot|Store|Branch)\b"
)
CITY_AND_REGION = re.compile(rf"\b({NAME}), ?({NAME}|[A-Z]{{2,3}}|UK|USA)(?:, ?({NAME}|UK|USA|US))?(?![\w])")
LEADS = (
    r"[Bb]ased (?:in|at|within|out of|from)|[Ll]ocated (?:in|at|within)|offices? (?:in|at|near)|join us in|"
    r"work(?:ing)? (?:in|from)|site in|hub in|team in|role in"
)
IN_SENTENCE = re.compile(
    rf"\b(?P<lead>{LEADS}|in|at|near|from|for|outside|of) (?:the |our |a )?"
    rf"(?:(?:central|downtown|greater|sunny|north|south|east|west) )?(?P<name>{NAME})"
)
STRONG = re.compile(r"^(?:based|located|offices?|join|work|site|hub|team|role)")
BEHIND_LEAD = re.compile(rf"\b(?:{LEADS}) (?:the |our |a )?$")
ROW = re.compile(
    rf"\b(?:{LEADS}|in|at|across|between|covering|serving) (?P<row>[A-ZÀ-Þ][\w’'-]{{1,40}}(?: [A-ZÀ-Þ][\w’'-]{{1,40}})?"
    rf"(?:, ?[A-ZÀ-Þ][\w’'-]{{1,40}}){{0,4}},? (?:and|or|&) [A-ZÀ-Þ][\w’'-]{{1,40}})(?! [A-ZÀ-Þ])"
)
#: "at West Cumberland Hospital, Whitehaven" is in Whitehaven.
TOWN_BEHIND = re.compile(rf",? (?:(?:in|at) )?(?:{NAME}, )?(?P<town>{NAME})")
#: Towns that are told as neighbours: "an hour by train from London", "Brighton is within easy reach".
FAR_BEFORE = re.compile(
    r"\b(?:reach of|minutes?|mins|hours?|trains?|commut\w+|clos\w+ to|links?|connections? (?:to|with)|drive|"
    r"access to|distance (?:of|to|from)|between)\b[^.;:]{0,40}$"
)
FAR_AFTER = re.compile(r"^[^.;:]{0,40}\b(?:(?:with)?in (?:easy )?reach|nearby|(?:a )?short (?:drive|journey|train))\b")
#: A town abroad counts where the posting says that the work is there, not where a word looks like its name.
ABROAD = 4
#: A mere mention; however often it comes, it weighs less than one sentence that says where the work is.
MENTIONED, MOST_MENTIONS = 1, 3


@dataclass(frozen=True, slots=True)
class Mention:
    weight: int
    place: Location
    words: str


@dataclass
class _Votes:
    said: Counter[str] = field(default_factory=Counter)
    mentioned: Counter[str] = field(default_factory=Counter)
    first: dict[str, Found[Location]] = field(default_factory=dict)

    def add(self, mention: Mention, line: Place) -> None:
        key = mention.place.city or mention.place.region
        (self.said if mention.weight > MENTIONED else self.mentioned)[key] += mention.weight
        if key not in self.first or (mention.place.region and not self.first[key].value.region):
            self.first[key] = Found(mention.place, mention.words, line)

    def best(self) -> Found[Location] | None:
        towns = [key for key, found in self.first.items() if found.value.city]
        best = max(towns, key=self.weight_of, default=None)
        return None if best is None else self.first[best]

    def weight_of(self, key: str) -> int:
        return self.said[key] + min(self.mentioned[key], MOST_MENTIONS)


def find_in_sentences(lines: Iterable[Place], home: str) -> Iterator[Found[Location]]:
    """The town that the sentences tell best, with those named in one row with it."""
    votes, rows = _Votes(), {}
    for line in lines:
        for mention in _mentions(line.text):
            if mention.weight >= ABROAD or not _is_abroad(mention.place, home):
                votes.add(mention, line)
        for row in _rows(line):
            rows.update({found.value.city: row for found in row})
    best = votes.best()
    if best:
        yield from rows.get(best.value.city, [best]) if not best.value.region else [best]


def _is_abroad(place: Location, home: str) -> bool:
    return bool(home) and not place.region and home not in city_countries().get(place.city, (home,))


def _rows(line: Place) -> Iterator[list[Found[Location]]]:
    """Towns told together: "offices in Bristol, Exeter and Plymouth"."""
    for match in ROW.finditer(line.text):
        if towns := read_towns(match["row"]):
            yield [Found(town, match["row"], line) for town in towns]


def _mentions(text: str) -> Iterator[Mention]:
    yield from _with_region(text)
    for match in IN_SENTENCE.finditer(text):
        name, is_buried = _town_in(match["name"])
        if name != match["name"] and (behind := TOWN_BEHIND.match(text, match.end())) and is_city(behind["town"]):
            name, is_buried = behind["town"], False
        lead = match["lead"].lower()
        is_placed = lead.startswith(("based", "located", "office")) or (name in TOWNS and lead in {"in", "near"})
        if name and (name not in ORDINARY or is_placed):
            weight = 5 if STRONG.match(lead) and name == match["name"] else 1 if lead in {"of", "for", "from"} else 3
            yield _mention(0 if is_buried else weight, name, text, match.span("name"))
    for match in re.finditer(NAME, text):
        name, is_buried = _town_in(match[0])
        if name and (name not in ORDINARY or (name in TOWNS and INSTITUTIONS.search(match[0]))):
            yield _mention(0 if is_buried else MENTIONED, name, text, match.span())


def _with_region(text: str) -> Iterator[Mention]:
    """ "Leeds, West Yorkshire", and the town behind the name of a house: "Princess Alexandra Hospital, Harlow"."""
    for match in CITY_AND_REGION.finditer(text):
        is_placed = bool(BEHIND_LEAD.search(text[: match.start()]))
        last = match[3] or match[2]
        place = read_place(match[0])
        is_named = place is not None and (is_city(place.city) or is_country(last))
        if place and place.city and is_named and (place.region or is_country(last)):
            yield Mention(4 + 2 * is_placed, place, match[0])
        elif is_city(last) and last not in ORDINARY:
            yield _mention(3 + 2 * is_placed, last, text, match.span())


def _mention(weight: int, name: str, text: str, span: tuple[int, int]) -> Mention:
    start, end = span
    is_far = FAR_BEFORE.search(text[max(0, start - 80) : start]) or FAR_AFTER.match(text[end : end + 80])
    return Mention(0 if is_far else weight, Location(country_of(name), "", name), name)


def _town_in(name: str) -> tuple[str, bool]:
    """The town that a row of capitalised words holds, and whether it is rather a part of another name.

    "Leeds General Infirmary" is in Leeds, "Langley Green Hospital in Crawley" in Crawley; "Studdert Kennedy House"
    may be anywhere.
    """
    words = name.split(" ")
    begins = [start for start in range(len(words)) if not start or words[start - 1] not in TITLES]
    spans = [(a, b, " ".join(words[a:b]).rstrip(".’'")) for a in begins for b in range(len(words), a, -1)]
    towns = [
        (a, b, part)
        for a, b, part in spans
        if _is_town(part) and (part not in ORDINARY or part in (spans[0][2], *TOWNS))
    ]
    if not towns:
        return "", False
    behind = (town for town in towns if town[1] == len(words) and INSTITUTIONS.search(" ".join(words[: town[0]])))
    start, _, town = next(behind, towns[0])
    before = words[start - 1] if start else ""
    is_buried = bool(before) and not (before in BEFORE_TOWN or before in LINKS or before.isupper())
    return town, is_buried


def _is_town(name: str) -> bool:
    return is_city(name) and "GB" not in region_countries().get(name.lower(), ())
