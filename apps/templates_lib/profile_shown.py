"""A profile as people read it: sentences without marks, and what changed between two contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.templates_lib import engine
from apps.templates_lib.fields_diff import FieldDiff, diff_fields

Content = dict[str, Any]
LABELS = {
    "title": "Title",
    "field": "Field of work",
    "aliases": "Other titles",
    "levels": "Levels",
    "level_statements": "What a level means",
    "summaries": "Summaries",
    "responsibilities": "Responsibilities",
    "requirements": "Requirements",
    "skills": "Skills",
    "tools": "Tools",
    "certificates": "Licences",
    "first_90_days": "The first 90 days",
    "questions": "Questions",
    "facts_to_ask": "Facts to ask for",
    "codes": "Codes",
    "soc": "SOC code",
    "isco": "ISCO code",
}


def name_field(field: str) -> str:
    """ "human_resources" as people write it."""
    return field.replace("_", " ").capitalize()


def name_place(place: str) -> str:
    """ "responsibilities/3/0" as people count: "Responsibilities 4"."""
    name, *rest = place.split("/")
    number = f" {int(rest[0]) + 1}" if rest and rest[0].isdecimal() else ""
    return f"{LABELS.get(name, name.replace('_', ' '))}{number}"


def show_content(content: Content) -> dict[str, Any]:
    """Everything of a profile in readable sentences; what a profile lacks is left out."""
    needs = _items(content, "requirements")
    licences, questions = content.get("certificates", []), content.get("questions", [])
    codes = {"SOC": content.get("soc"), "ISCO-08": content.get("isco")}
    return {
        "summaries": _plain(content.get("summaries", [])),
        "responsibilities": _items(content, "responsibilities"),
        "essential": [item for item in needs if item.get("kind") != "asset"],
        "assets": [item for item in needs if item.get("kind") == "asset"],
        "skills": content.get("skills", []),
        "tools": content.get("tools", []),
        "certificates": [{**item, "text": engine.read_plain(item["statement"])} for item in licences],
        "first_90_days": _plain(content.get("first_90_days", [])),
        "levels": content.get("levels", []),
        "level_statements": {level: _plain(texts) for level, texts in content.get("level_statements", {}).items()},
        "questions": [{"ask": item["ask"], "say": engine.read_plain(item.get("say", ""))} for item in questions],
        "facts": content.get("facts_to_ask", []),
        "aliases": content.get("aliases", []),
        "codes": [f"{name} {code}" for name, code in codes.items() if code],
    }


def diff_contents(old: Content, new: Content) -> list[FieldDiff]:
    """The fields that differ, in the marked form that editors write."""
    return diff_fields(_labelled(old), _labelled(new))


def _labelled(content: Content) -> dict[str, list[str]]:
    written = dict(_written(content))
    return {label: written[name] for name, label in LABELS.items() if name in written}


def _plain(statements: list[str]) -> list[str]:
    return [engine.read_plain(statement) for statement in statements]


def _items(content: Content, name: str) -> list[Content]:
    """Responsibilities or requirements with their wordings as they read."""
    return [{**item, "texts": _plain(item.get("statements", []))} for item in content.get(name, [])]


def _written(content: Content) -> Iterator[tuple[str, list[str]]]:
    """Each field as lines of text."""
    for name in ("title", "field"):
        yield name, [content.get(name, "")]
    for name in ("aliases", "levels", "summaries", "tools", "first_90_days", "facts_to_ask"):
        yield name, list(content.get(name, []))
    yield "codes", [content.get("soc", ""), content.get("isco", "")]
    stated = content.get("level_statements", {})
    yield "level_statements", [f"{level}: {text}" for level in sorted(stated) for text in stated[level]]
    for name in ("responsibilities", "requirements"):
        yield name, [line for item in content.get(name, []) for line in _item_lines(item)]
    yield "skills", [f"{item['name']} ({item['kind']}, {item['level']})" for item in content.get("skills", [])]
    licences = content.get("certificates", [])
    yield "certificates", [f"{item['name']} ({item['country']}): {item['statement']}" for item in licences]
    yield "questions", [f"{item['ask']} → {item.get('say', '')}" for item in content.get("questions", [])]


def _item_lines(item: Content) -> Iterator[str]:
    about = ", ".join([*([item["kind"]] if "kind" in item else []), *item.get("levels", [])])
    yield f"{item['cue']} ({about})" if about else item["cue"]
    yield from (f"– {statement}" for statement in item.get("statements", []))
