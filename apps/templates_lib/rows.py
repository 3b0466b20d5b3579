"""Rows of a form that can be added, moved and removed without JavaScript: a button posts `do=responsibilities:3:up`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

#: Each kind of rows with an empty one, whose first field takes the focus.
Blanks = Mapping[str, Mapping[str, Any]]


def change_rows(content: dict[str, Any], do: str, blanks: Blanks) -> str:
    """Add, remove or move a row as its button says; returns the id of what takes the focus."""
    match = re.fullmatch(r"([a-z]+):(\d{1,3}):(up|down|remove|add)", do)
    if match is None or match[1] not in blanks:
        return ""
    name, number, rows = match[1], int(match[2]), content[match[1]]
    first_field = next(iter(blanks[name]))
    if match[3] == "add":
        rows.append(deepcopy(dict(blanks[name])))
        return f"{name}-{len(rows) - 1}-{first_field}"
    if number >= len(rows):
        return ""
    if match[3] == "remove":
        rows.pop(number)
        return f"{name}-add"
    to = number - 1 if match[3] == "up" else number + 1
    if not 0 <= to < len(rows):
        return ""
    rows[number], rows[to] = rows[to], rows[number]
    is_at_end = to in (0, len(rows) - 1)
    return f"{name}-{to}-{first_field if is_at_end else match[3]}"
