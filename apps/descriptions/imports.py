"""Postings from outside: read, shown to the person who brought them, and stored only once that person confirms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import documents, services
from apps.descriptions.errors import DescriptionError
from apps.descriptions.exporting import without_mark
from apps.descriptions.models import JobDescription, PendingImport
from jdcopilot.lib.fetching import AddressRefused, FetchFailed, fetch

#: Long enough to be called away, short enough that other people's text does not pile up.
KEPT = timedelta(days=1)
MOST_PENDING = 20
#: More headings than any posting has; what follows stays as lines of the last section.
MOST_SECTIONS = 60
LONGEST_HEADING = 120


def read_posting(*, by: User, content: bytes, format: str, source: str) -> PendingImport:
    """Read a file or a text; raise `DescriptionError` with a sentence where that cannot be done."""
    reading = documents.read_posting(content, format)
    reading["sections"] = _bounded(reading["sections"])
    for part in (reading, reading["brief"]):
        part["title"] = without_mark(part.get("title", ""))
    drop_expired()
    _drop_oldest(by)
    return PendingImport.objects.create(owner=by, format=format, source=source[:300], reading=reading)


def fetch_posting(*, by: User, url: str) -> PendingImport:
    """Read the page at a public address that a person gave. Nothing else on it is fetched."""
    if not settings.JD_IMPORT_URLS:
        raise DescriptionError("Addresses are not read here. Save the page and upload the file instead.")
    try:
        page = fetch(url, allow_loopback=settings.JD_WEBHOOK_ALLOW_LOOPBACK)
    except (AddressRefused, FetchFailed) as error:
        raise DescriptionError(str(error)) from error
    format = documents.format_of(page.content, page.content_type)
    return read_posting(by=by, content=page.content, format=format, source=page.url)


def find_import(*, by: User, import_id: UUID) -> PendingImport | None:
    """The person's own import, unless it has ended: nobody else is told that it exists."""
    mine = PendingImport.objects.filter(owner=by, created_at__gt=timezone.now() - KEPT)
    return mine.select_related("description").filter(pk=import_id).first()


@transaction.atomic
def confirm_import(
    *, by: User, pending: PendingImport, brief: dict[str, Any], sections: Sequence[dict[str, str]]
) -> JobDescription:
    """Store what the person confirmed: `sections` holds a kind and a heading for each one, no kind to leave it out.

    A second press finds the description that the first one made.
    """
    locked = PendingImport.objects.select_for_update().get(pk=pending.pk)
    if locked.description is not None:
        return locked.description
    read = locked.reading["sections"]
    chosen = [
        {
            "kind": choice["kind"],
            "heading": choice["heading"] or section["heading"],
            "lines": [documents.imported_line(text) for text in section["lines"]],
        }
        for section, choice in zip(read, sections, strict=True)
        if choice["kind"]
    ]
    description = services.store_import(by=by, brief=brief, sections=chosen, format=locked.format)
    taken = PendingImport.objects.filter(pk=locked.pk, description=None).update(description=description, reading={})
    if not taken:
        raise DescriptionError("This posting has just been imported in another tab. Reload the page.")
    return description


def discard_import(*, by: User, pending: PendingImport) -> None:
    PendingImport.objects.filter(pk=pending.pk, owner=by, description=None).delete()


def drop_expired() -> int:
    dropped, _ = PendingImport.objects.filter(created_at__lte=timezone.now() - KEPT).delete()
    return dropped


def _drop_oldest(by: User) -> None:
    mine = PendingImport.objects.filter(owner=by).order_by("-created_at", "pk")
    kept = list(mine.values_list("pk", flat=True)[: MOST_PENDING - 1])
    PendingImport.objects.filter(owner=by).exclude(pk__in=kept).delete()


def _bounded(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """No more sections than a page can ask about, no longer headings than a section can have; no text is lost."""
    kept = [_with_short_heading(section) for section in sections[:MOST_SECTIONS]]
    for section in sections[MOST_SECTIONS:]:
        kept[-1]["lines"] += [section["heading"], *section["lines"]]
    return kept


def _with_short_heading(section: dict[str, Any]) -> dict[str, Any]:
    heading = section["heading"]
    if len(heading) <= LONGEST_HEADING:
        return section
    return {**section, "heading": f"{heading[: LONGEST_HEADING - 1]}…", "lines": [heading, *section["lines"]]}
