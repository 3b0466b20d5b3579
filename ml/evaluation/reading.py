"""`python -m ml.evaluation.reading [FOLDER]`: how well postings are read, as JSON.

Our own labelled postings in plain text; and, where FOLDER holds them, real ones with structured data: the description
alone is read, and what it tells is compared with the posting's own fields, where the text says them at all.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from ml.contracts import EmploymentType, Location, Pay
from ml.documents import Document, Format, Reading, html, jsonld, parse, read_facts
from ml.documents.found import lines_of
from ml.documents.headings import is_bare_heading
from ml.documents.jsonld_reading import TAG
from ml.documents.model import clean
from ml.documents.place_names import read_place
from ml.documents.reading import reading_to_dict
from ml.language.cities import ORDINARY, city_countries

POSTINGS = Path(__file__).parents[1] / "documents" / "tests" / "postings"
#: `places` is asked of postings that name several.
FACTS = ("title", "sections", "pay", "place", "places", "employment_type", "workplace_type")
MOST_SHOWN = 12


@dataclass
class Score:
    """How many were asked and right; `wrong` says what was found instead."""

    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, found: object, expected: object) -> None:
        self.asked += 1
        if found != expected:
            self.wrong.append(f"{name}: {found!s:.100} instead of {expected!s:.100}")

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.asked if self.asked else 0.0

    def report(self) -> dict[str, Any]:
        shown = self.wrong[:MOST_SHOWN]
        return {
            "asked": self.asked,
            "right": self.asked - len(self.wrong),
            "share": round(self.share, 3),
            "wrong": shown,
        }


Scores = dict[str, Score]


def measure_own() -> Scores:
    """The labelled postings of this repository."""
    scores = {name: Score() for name in FACTS}
    labels = json.loads((POSTINGS / "labels.json").read_text(encoding="utf-8"))
    for name, label in labels.items():
        content = (POSTINGS / f"{name}.txt").read_bytes()
        found = _comparable(read_facts(parse(content, Format.TEXT)))
        for fact in label:
            expected = label[fact].casefold() if fact == "title" else label[fact]
            scores[fact].add(name, found[fact], expected)
    return scores


def _comparable(reading: Reading) -> dict[str, Any]:
    read = reading_to_dict(reading)
    facts = {fact["name"]: fact["value"] for fact in reversed(read["facts"])}
    places = [_town(fact["value"]) for fact in read["facts"] if fact["name"] == "location"]
    pay = facts.get("pay")
    return {
        "title": read["title"].casefold(),
        "sections": [kind for kind, _ in groupby(section["kind"] for section in read["sections"])],
        "pay": pay and {name: pay.get(name) for name in ("min", "max")} | _unit(pay),
        "place": next(iter(places), None),
        "places": places,
        "employment_type": facts.get("employment_type"),
        "workplace_type": facts.get("workplace_type"),
    }


def _town(place: dict[str, Any]) -> dict[str, str]:
    return {"city": place.get("city", ""), "country": place.get("country", "")}


def _unit(pay: dict[str, Any]) -> dict[str, str]:
    return {"currency": pay.get("currency", ""), "period": pay.get("period", "")}


# Real postings with structured data


def measure_real(folder: Path) -> Scores:
    scores = {name: Score() for name in ("sections", "pay", "place", "employment_type")}
    for name, posting in _real_postings(folder):
        whole = jsonld.parse(json.dumps(posting))
        bare = {key: posting.get(key) for key in ("@type", "title", "description")}
        text = jsonld.parse(json.dumps(bare))
        reading = read_facts(text)
        words = " ".join(line.text for line in lines_of(text))
        _compare_sections(scores["sections"], name, posting["description"], text)
        _compare_pay(scores["pay"], name, words, reading, whole.pay)
        _compare_place(scores["place"], name, words, reading, whole.locations)
        _compare_employment(scores["employment_type"], name, words, reading, whole.employment_type)
    return scores


def _real_postings(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "jsonld_files").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    with (folder / "jd-nhs-jobs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["jsonld"]


def _compare_sections(score: Score, name: str, description: str, read: Document) -> None:
    """The text of the markup, letter by letter, and no heading left standing as a line."""
    page = description if TAG.search(description) else unescape(description)
    blocks = html.read_blocks(page)
    said = _letters(block.text for block in blocks)
    kept = _letters(line for part in read.sections for line in (part.heading, *part.lines))
    missed = [
        line
        for part in read.sections
        for line in part.lines
        if re.fullmatch(r"[A-Z][A-Z &/]{5,40}:?", line) and is_bare_heading(line)
    ]
    is_whole = kept in (said, _letters(["About the role"]) + said)
    score.add(name, (is_whole, missed), (True, []))


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(clean(text).split()) for text in texts)


def _compare_pay(score: Score, name: str, words: str, reading: Reading, pay: Pay | None) -> None:
    """Asked where the text names both amounts of the field, as people write them."""
    if pay is None or not all(amount and _says_amount(words, amount) for amount in (pay.min, pay.max)):
        return
    found = reading.pay.value if reading.pay else Pay()
    score.add(name, {found.min, found.max} - {None}, {pay.min, pay.max})


def _says_amount(words: str, amount: float) -> bool:
    forms = {f"{amount:,.0f}", f"{amount:.0f}"} if amount == int(amount) else {f"{amount:,.2f}", f"{amount:g}"}
    return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", words) for form in forms)


def _compare_place(score: Score, name: str, words: str, reading: Reading, places: tuple[Location, ...]) -> None:
    """Asked where the text says that something is in the town of the field, and names no other town that way."""
    read = [read_place(place.city) or place for place in places]  # "Maidstone, Kent"
    towns = [place.city.rpartition(",")[2].strip() for place in read]
    said = [
        town
        for town in towns
        if town in city_countries() and re.search(rf"(?:\b(?:in|at|near)|,) {re.escape(town)}\b", words)
    ]
    others = set(re.findall(r"\b(?:in|at|of|near|to) ([A-Z][a-z]{3,})\b", words)) & city_countries().keys() - ORDINARY
    if not said or others - set(said):
        return
    found = [item.value.city for item in reading.locations]
    score.add(name, said if set(found) & set(said) else found, said)


def _compare_employment(score: Score, name: str, words: str, reading: Reading, kind: EmploymentType | None) -> None:
    """Asked where the text names the kind of the field and none of the others."""
    stated = {
        EmploymentType.FULL_TIME: r"\bfull[- ]time\b",
        EmploymentType.PART_TIME: r"\bpart[- ]time\b",
        EmploymentType.CONTRACT: r"\bfixed[- ]term\b",
        EmploymentType.TEMPORARY: r"\btemporary (?:post|role|position|contract)\b",
    }
    said = [name for name, pattern in stated.items() if re.search(pattern, words, re.I)]
    if said != [kind]:
        return
    score.add(name, reading.employment_type and str(reading.employment_type.value), str(kind))


def report(scores: Scores) -> dict[str, Any]:
    asked = sum(score.asked for score in scores.values())
    right = sum(score.asked - len(score.wrong) for score in scores.values())
    return {
        "share": round(right / asked, 3) if asked else 0,
        **{name: score.report() for name, score in scores.items()},
    }


def main(folders: list[str]) -> int:
    found = {"own": report(measure_own())}
    for folder in folders:
        found[folder] = report(measure_real(Path(folder)))
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
