"""Making, comparing and restoring the immutable versions of a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions.models import JobDescription, Revision, Section
from apps.descriptions.text_hash import text_hash

#: Added to old positions while new ones are given out, since two sections may never share one.
FREE_POSITIONS = 10_000
#: A person who keeps typing gets a revision at least this often.
CHECKPOINT_AFTER = timedelta(minutes=10)


def content_of(description: JobDescription) -> list[dict[str, Any]]:
    return [
        {"kind": section.kind, "heading": section.heading, "lines": section.lines}
        for section in description.sections.order_by("position", "pk")
    ]


def add_revision(
    description: JobDescription, *, by: User, reason: str, engine: str = "", even_if_same: bool = False
) -> Revision:
    """Store the working copy as the next version, unless the latest already holds exactly this."""
    content = content_of(description)
    latest = description.revisions.first()
    is_same = latest is not None and latest.content == content and latest.title == description.title
    if latest is not None and is_same and not even_if_same:
        return latest
    return Revision.objects.create(
        description=description,
        number=latest.number + 1 if latest else 1,
        title=description.title,
        content=content,
        origin=Revision.Origin.ENGINE if engine else Revision.Origin.PERSON,
        author=by,
        engine=engine,
        reason=reason,
    )


def checkpoint_edit(description: JobDescription, *, by: User) -> None:
    """Called on each autosave: a revision for a person's first edit, then one every `CHECKPOINT_AFTER`."""
    latest = description.revisions.first()
    if latest is None or latest.author_id != by.pk or latest.origin == Revision.Origin.ENGINE or _is_old(latest):
        add_revision(description, by=by, reason="Edited")


def _is_old(revision: Revision) -> bool:
    return timezone.now() - revision.created_at > CHECKPOINT_AFTER


def replace_sections(description: JobDescription, content: Sequence[Mapping[str, Any]], *, by: User | None) -> None:
    """Make `content` the working copy.

    A section keeps its row as long as its kind stays, and its version rises: an editor that is still open elsewhere
    gets a conflict with a choice, not a page that is gone.
    """
    rows = {_key(row.kind, row.heading): row for row in description.sections.all()}
    kept = [rows.pop(_key(section["kind"], section["heading"]), None) for section in content]
    description.sections.exclude(pk__in=[row.pk for row in kept if row is not None]).delete()
    description.sections.update(position=F("position") + FREE_POSITIONS)
    for position, (row, section) in enumerate(zip(kept, content, strict=True)):
        _store_section(row or Section(description=description, version=0), position, section, by)
    refresh_search_text(description)


def _key(kind: str, heading: str) -> tuple[str, str]:
    return (kind, heading if kind == "other" else "")


def _store_section(row: Section, position: int, section: Mapping[str, Any], by: User | None) -> None:
    row.kind, row.heading, row.position, row.lines = section["kind"], section["heading"], position, section["lines"]
    row.version, row.updated_by, row.updated_at = row.version + 1, by, timezone.now()
    row.save()


def refresh_search_text(description: JobDescription) -> None:
    """Called after each change of the working copy: what it is found by, and the hash that an approval is given for."""
    content = content_of(description)
    texts = [description.title, description.department.name if description.department else ""]
    texts += [str(place.get("city", "")) for place in description.brief.get("locations", [])]
    texts += [line["text"] for section in content for line in section["lines"]]
    description.search_text = "\n".join(text for text in texts if text)
    description.text_hash = hash_of(description, content)
    description.updated_at = timezone.now()
    description.save(update_fields=["search_text", "text_hash", "updated_at"])


def hash_of(description: JobDescription, content: list[dict[str, Any]] | None = None) -> str:
    """Of the working copy as it stands, whatever the column says."""
    return text_hash(
        title=description.title,
        language=description.language,
        brief=description.brief,
        content=content_of(description) if content is None else content,
    )


def restore(description: JobDescription, revision: Revision, *, by: User) -> Revision:
    """Bring an old version back as a new one; nothing in between is lost."""
    with transaction.atomic():
        add_revision(description, by=by, reason="Before restoring")
        description.title = revision.title
        description.brief = {**description.brief, "title": revision.title}
        description.save(update_fields=["title", "brief"])
        replace_sections(description, revision.content, by=by)
        return add_revision(description, by=by, reason=f"Restored version {revision.number}")
