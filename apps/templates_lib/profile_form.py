"""A profile's content as the edit page shows and posts it: lists one a line, and rows that can be added and moved.

Row fields are named `responsibilities-3-cue`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from apps.templates_lib import engine

Content = dict[str, Any]
TEXTS = ("title", "field", "soc", "isco")
LINES = ("aliases", "tools", "summaries", "first_90_days", "facts_to_ask")
#: The fields of a row; those in `LISTS` hold several values.
ROWS = {
    "responsibilities": ("cue", "statements", "levels"),
    "requirements": ("cue", "kind", "statements"),
    "skills": ("name", "kind", "level"),
    "certificates": ("name", "country", "statement"),
    "questions": ("ask", "say"),
}
LISTS = {"statements", "levels"}
DUTIES = {"responsibilities", "first_90_days"}
BLANK = {"kind": "essential", "level": "working"}
#: A row as it is added.
BLANK_ROWS = {
    name: {key: [] if key in LISTS else BLANK.get(key, "") for key in fields} for name, fields in ROWS.items()
}
#: More rows than a profile may have are cut off; the service refuses those before.
MOST_ROWS = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group: its values, what the linter says of it, and which of its buttons take the focus."""

    number: int
    values: dict[str, Any]
    remarks: list[Any]
    is_first: bool
    is_last: bool
    focus: str = ""

    @property
    def number_text(self) -> str:
        return str(self.number)

    @property
    def name(self) -> str:
        return str(self.values.get("cue") or self.values.get("name") or self.values.get("ask") or "new one")


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    rows: list[Row]
    remarks: list[Any] = field(default_factory=list)


def read_content(data: QueryDict, slug: str) -> Content:
    """What was typed, rows without any text left out."""
    content = read_form(data, slug)
    for name, fields in ROWS.items():
        content[name] = [row for row in content[name] if any(row[key] for key in fields if key not in BLANK)]
    return content


def read_form(data: QueryDict, slug: str) -> Content:
    """What was typed, with the rows that are still empty."""
    content: Content = {"id": slug, **{name: " ".join(data.get(name, "").split()) for name in TEXTS}}
    content |= {name: _lines(name, data.get(name, "")) for name in LINES}
    content["levels"] = [level for level in engine.LEVELS if level in data.getlist("levels")]
    stated = {level: _lines("", data.get(f"level_statements-{level}", "")) for level in engine.LEVELS}
    content["level_statements"] = {level: texts for level, texts in stated.items() if texts}
    return content | {name: _rows(data, name) for name in ROWS}


def show_groups(content: Content, findings: Iterable[Any], focus: str = "") -> dict[str, Group]:
    by_place = remarks_by_place(findings)
    groups = {}
    for name in ROWS:
        last = len(content[name]) - 1
        rows = [
            Row(n, values, by_place[f"{name}/{n}"], n == 0, n == last, focus) for n, values in enumerate(content[name])
        ]
        groups[name] = Group(name, rows, by_place[name])
    return groups


def remarks_by_place(findings: Iterable[Any]) -> dict[str, list[Any]]:
    """Findings by the field or row that they belong beside."""
    found: dict[str, list[Any]] = defaultdict(list)
    for finding in findings:
        name, *rest = finding.place.split("/")
        if name.startswith("cue "):
            name = "responsibilities"
        has_rows = name in ROWS or name == "level_statements"
        found["/".join([name, *rest[:1]]) if has_rows else name].append(finding)
    return found


def _lines(name: str, text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return [engine.mark_duty(line) for line in lines] if name in DUTIES else lines


def _rows(data: QueryDict, name: str) -> list[dict[str, Any]]:
    numbers = {int(found[1]) for key in data if (found := re.match(rf"{name}-(\d{{1,3}})-", key))}
    return [_row(data, name, number) for number in sorted(numbers)[:MOST_ROWS]]


def _row(data: QueryDict, name: str, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key in ROWS[name]:
        posted = data.getlist(f"{name}-{number}-{key}")
        if key == "statements":
            row[key] = _lines(name, "\n".join(posted))
        elif key == "levels":
            row[key] = [level for level in engine.LEVELS if level in posted]
        else:
            row[key] = " ".join(" ".join(posted).split())
    return row
