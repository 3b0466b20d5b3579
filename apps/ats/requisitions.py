"""What an ATS says of a requisition, as a brief. Fields that are not named here are dropped before anything is stored.

A requisition's event may carry candidates, interviewers and notes about them; none of that belongs into a brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags

#: Both are an upsert by the requisition's id, so that neither order nor repetition matters.
EVENT_TYPES = frozenset({"requisition.created", "requisition.updated"})
MAX_NOTES = 4000
EMPLOYMENT_TYPES = {
    "contractor": "contract",
    "fixed_term": "contract",
    "intern": "internship",
    "temp": "temporary",
    "fulltime": "full_time",
    "parttime": "part_time",
}
PERIODS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
BLOCK_END = re.compile(r"<(?:br|/p|/li|/h\d|/div)\b[^>]*>", re.IGNORECASE)


class BadRequisition(Exception):
    """The event's data cannot be made into a brief; the message names the field."""


def known_fields(data: object) -> dict[str, Any]:
    """The part of an event's `data` that is used, in its own shape, without anything else."""
    if not isinstance(data, Mapping):
        return {}
    kept = {name: keep(data[name]) for name, keep in KEPT.items() if name in data}
    return {name: value for name, value in kept.items() if value not in (None, [], {}, "")}


def _scalar(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def storable(text: str) -> str:
    """Without NUL and half characters, which JSON can spell and PostgreSQL refuses."""
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _object(*names: str) -> Callable[[object], object]:
    def keep(value: object) -> object:
        if not isinstance(value, Mapping):
            return _scalar(value)
        return {name: _scalar(value[name]) for name in names if name in value}

    return keep


def _list(keep: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: [keep(item) for item in value] if isinstance(value, list) else _scalar(value)


KEPT: dict[str, Callable[[object], object]] = {
    "id": _scalar,
    "title": _scalar,
    "department": _object("name"),
    "locations": _list(_object("city", "region", "country")),
    "employment_type": _scalar,
    "description": _scalar,
    "responsibilities": _list(_scalar),
    "skills": _list(_object("name")),
    "salary": _object("min", "max", "currency", "period"),
}


def requisition_id(fields: Mapping[str, Any]) -> str:
    found = str(fields.get("id", "")).strip()
    if not 0 < len(found) <= 200:
        raise BadRequisition("data.id: is required, with at most 200 characters.")
    return found


def brief_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The brief for `create_description`, which checks it and names a field that cannot be used."""
    brief = {
        "title": fields.get("title", ""),
        "department": _name(fields.get("department", "")),
        "locations": fields.get("locations", []),
        "employment_type": _word(fields.get("employment_type"), EMPLOYMENT_TYPES),
        "responsibilities": fields.get("responsibilities", []),
        "required_skills": _names(fields.get("skills", [])),
        "pay": _pay(fields.get("salary")),
        "notes": plain_text(str(fields.get("description", ""))),
    }
    return {name: value for name, value in brief.items() if value not in (None, [], {}, "")}


def _name(value: Any) -> Any:
    return value.get("name", "") if isinstance(value, Mapping) else value


def _names(value: Any) -> Any:
    return [_name(item) for item in value] if isinstance(value, list) else value


def _word(value: Any, synonyms: Mapping[str, str]) -> Any:
    if not isinstance(value, str):
        return value
    word = re.sub(r"[\s-]+", "_", value.strip().lower())
    return synonyms.get(word, word)


def _pay(salary: Any) -> Any:
    if not isinstance(salary, Mapping):
        return salary
    pay = {**salary, "period": _word(salary.get("period"), PERIODS)}
    has_amount = any(pay.get(name) not in (None, "") for name in ("min", "max"))
    # Many systems send a currency for every requisition, whether or not an amount is set.
    return {name: value for name, value in pay.items() if value is not None} if has_amount else None


def plain_text(text: str) -> str:
    """Without HTML, and no longer than notes may be; cut at a word."""
    if "<" in text:
        text = unescape(strip_tags(BLOCK_END.sub("\n", text)))
    text = re.sub(r"\n\s*\n+", "\n\n", text).strip()
    return text if len(text) <= MAX_NOTES else text[:MAX_NOTES].rsplit(maxsplit=1)[0] + " …"
