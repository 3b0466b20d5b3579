"""What a received event says, as far as we use it. Everything else ends here and is never stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.ats.models import InboundEvent
from apps.ats.requisitions import known_fields, storable
from apps.descriptions import documents
from apps.descriptions.errors import DescriptionError

Kind = InboundEvent.Kind
NO_OBJECT = "The body is not a JSON object with a type."
NO_TEXT = "The event names a job but does not carry it. Import the job from the connection."


@dataclass(frozen=True, slots=True)
class Received:
    """`id` tells an event from its copies, `error` why it cannot be used; `happened_at` is None where nobody says."""

    id: str
    type: str
    kind: str = Kind.OTHER
    happened_at: datetime | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    error: str = ""


def object_of(body: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def hash_of(body: bytes) -> str:
    """The id of events whose sender signs no other: who sends a copy sends the same bytes, and nothing new."""
    return hashlib.sha256(body).hexdigest()


def inner(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The object at the end of this way, or an empty one."""
    found: Any = fields
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, dict) else {}


def each(fields: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = fields.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def word(value: object) -> str:
    """A short text or number as text; empty for anything else."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return storable(str(value)).strip()
    return ""


def moment(value: object) -> datetime | None:
    """A time in ISO 8601, or in seconds or milliseconds since 1970."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, tz=UTC)
        found = parse_datetime(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found


def requisition_of(job: Mapping[str, Any], id: object) -> dict[str, Any]:
    """A job in the form of a system that the import knows, as the fields of a requisition; empty if it holds none."""
    try:
        reading = documents.read_posting(json.dumps(job).encode(), "jsonld")
    except DescriptionError:
        return {}
    brief = reading["brief"]
    fields = {
        "id": word(id),
        "title": reading["title"],
        "department": brief.get("department", ""),
        "locations": brief.get("locations", []),
        "employment_type": brief.get("employment_type"),
        "salary": brief.get("pay"),
        "description": "\n".join(line for section in reading["sections"] for line in section["lines"]),
    }
    return known_fields(fields)
