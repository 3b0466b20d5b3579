"""Placeholders of a job template's fixed lines: filled from the brief, or left for a person to fill."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ml.contracts import Brief, Point, SectionKind, Source, SourceKind
from ml.grounding.titles import read_title
from ml.language.open_slots import open_slot
from ml.library.job_templates import SLOT
from ml.planning import facts


def known_slots(brief: Brief) -> dict[str, tuple[str, str]]:
    """What the brief says for a placeholder of this name, and in which field."""
    employment = brief.employment_type or read_title(brief.title).employment_type
    places = "; ".join(dict.fromkeys(facts.place_name(place) for place in brief.locations))
    known = {
        "title": (brief.title, "title"),
        "company": (brief.company.name, "company.name"),
        "department": (brief.department, "department"),
        "location": (places, "locations"),
        "level": (str(brief.level or ""), "level"),
        "employment": (facts.EMPLOYMENT[employment] if employment else "", "employment_type"),
        "pay": (facts.format_pay(brief.pay) if brief.pay else "", "pay"),
    }
    return {name: value for name, value in known.items() if value[0]}


def fixed_point(line: str, template: str, kind: SectionKind, known: Mapping[str, tuple[str, str]]) -> Point:
    """A fixed line with what the brief knows in its slots. One pass: a value with braces stays what it is."""
    used = [name for name in SLOT.findall(line) if name in known]
    text = SLOT.sub(lambda slot: known[slot[1]][0] if slot[1] in known else open_slot(slot[1]), line)
    sources = [Source(SourceKind.TEMPLATE, f"{template}/{kind}")]
    sources += [Source(SourceKind.BRIEF, known[name][1]) for name in dict.fromkeys(used)]
    return Point(text, tuple(sources), fixed=True)


def missing_point(heading: str, template: str, kind: SectionKind) -> Point:
    """What stands in a required section that nothing is known for."""
    name = re.sub(r"[\[\]]", "", heading).strip().lower()[:60] or kind.replace("_", " ")
    return Point(open_slot(name), (Source(SourceKind.TEMPLATE, f"{template}/{kind}"),), fixed=True)
