"""Ratings as JSON Lines, for reading and for training. No person is named, and e-mail addresses are taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from apps.feedback.models import Rating

EMAIL = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.\w{2,}")


def export_lines(ratings: QuerySet[Rating]) -> Iterator[str]:
    """One JSON object and a line feed for each rating, the oldest first."""
    for rating in ratings.select_related("revision").order_by("pk").iterator(chunk_size=200):
        yield json.dumps(_row(rating), ensure_ascii=False) + "\n"


def _row(rating: Rating) -> dict[str, Any]:
    return {
        "description": rating.description_id,
        "revision": rating.revision.number,
        "section_kind": rating.section_kind,
        "text": _scrub(rating.rated_text),
        "engine": rating.engine,
        "stars": rating.stars,
        "reasons": rating.reasons,
        "comment": _scrub(rating.comment),
        "created_at": rating.created_at.isoformat(),
    }


def _scrub(text: str) -> str:
    return EMAIL.sub("[e-mail]", text)
