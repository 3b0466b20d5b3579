"""The posted form of a job template."""

from __future__ import annotations

from typing import Any

FIELDS = ("name", "purpose", "tone", "length", "person")


def posted(content: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What the form posts for this content; lists one a line, a tick as "on"."""
    plain = {name: content.get(name, "") for name in FIELDS}
    return plain | _rows("sections", content) | _rows("skills", content) | {"seen": 0, "do": "save"} | fields


def _rows(name: str, content: dict[str, Any]) -> dict[str, Any]:
    items = content.get(name, [])
    rows = {f"{name}-TOTAL_FORMS": len(items), f"{name}-INITIAL_FORMS": 0}
    for number, item in enumerate(items):
        for key, value in item.items():
            text = "\n".join(value) if isinstance(value, list) else "on" if value is True else value
            rows[f"{name}-{number}-{key}"] = text
    return rows
