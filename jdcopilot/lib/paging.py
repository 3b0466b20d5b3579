"""Pages of a long list without counting it: one row more than a page is read, which says whether there is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

#: Beyond this, narrowing the list finds things faster than leafing, and OFFSET costs more than it is worth.
LAST_PAGE = 400


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    rows: Sequence[Any]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def previous_number(self) -> int:
        return self.number - 1


def page_of(queryset: QuerySet[Any], number: str | None, *, size: int = 25) -> Page:
    """The page that the address names; the first where it names none, or nonsense."""
    wanted = int(number) if number and number.isdecimal() and len(number) < 7 else 1
    page = min(max(wanted, 1), LAST_PAGE)
    start = (page - 1) * size
    rows = list(queryset[start : start + size + 1])
    return Page(page, rows[:size], has_next=len(rows) > size and page < LAST_PAGE)
