"""Titles of the latest job descriptions for the typeahead; `settings.TITLE_SOURCES` names this module."""

from __future__ import annotations

from apps.descriptions.models import JobDescription

#: So many of the latest are looked at; both queries run along the index by time.
LATEST = 2000


def state() -> object:
    return JobDescription.objects.order_by("-updated_at", "-pk").values_list("updated_at", "pk").first()


def titles() -> list[tuple[str, str]]:
    """Title and slug of the matched profile, the latest last, so that it wins over an older one of the same title."""
    rows = JobDescription.objects.current().order_by("-updated_at", "-pk").values_list("title", "match")[:LATEST]
    return [(title, (match or {}).get("profile") or "") for title, match in reversed(rows)]
