"""A place in the title, which has a field of its own in every job board and in structured data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Finding, Severity
from ml.checks.structure.rules_of_thumb import GOOGLE, structure_rule
from ml.checks.structure.title_words import tidy, title_of
from ml.checks.subject import Block, Subject
from ml.language.cities import ORDINARY, city_countries, region_countries

RULE = structure_rule("title-place", Severity.NOTE, GOOGLE)
#: What stands by itself behind a separator or "in", or in brackets: "Nurse - Leeds", "Nurse (Leeds)", "Nurse in Leeds".
PIECE = re.compile(
    r"(?:\s+[-–—|/@]\s*|\s*,\s*|\s+(?:in|at)\s+(?=[A-Z])|\s*[(\[])"
    r"(?P<name>(?:(?!\s+[-–—|/@])[^,|()\[\]]){3,30}?)(?P<end>[)\]]|(?=\s*(?:$|\s[-–—|/@]|[,|])))"
)
#: Cities whose names say something else in a title.
NO_PLACES = ORDINARY | {"Perm", "Man", "Bank"}
#: "Registrar, District of Columbia" is where the office is, but regions of two letters are as often something else.
SHORTEST_REGION = 4


def check_title_place(subject: Subject) -> Iterator[Finding]:
    title = title_of(subject)
    found = [piece for piece in PIECE.finditer(title.text) if _is_place(piece["name"], subject)] if title else []
    if title and found:
        yield RULE.at(
            title,
            f"“{found[0]['name']}” belongs into the field for the place: searches by title do not expect it here.",
            _without(title, found),
        )


def _without(title: Block, found: list[re.Match[str]]) -> tuple[str, ...]:
    """Nothing where a list of places goes on with names that are not known: "Didcot, Abingdon, Thame"."""
    if title.text[found[-1].end() :].lstrip().startswith(","):
        return ()
    text = title.text
    for piece in reversed(found):
        text = f"{text[: piece.start()]}{text[piece.end() :]}"
    return (tidy(text),)


def _is_place(name: str, subject: Subject) -> bool:
    places = subject.context.locations
    if name.lower() in {part.lower() for place in places for part in (place.city, place.region) if part}:
        return True
    is_region = len(name) >= SHORTEST_REGION and name.lower() in region_countries()
    return (name in city_countries() or is_region) and name not in NO_PLACES
