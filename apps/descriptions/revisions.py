"""Making, comparing and restoring the immutable versions of a description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions.models import JobDescription, Revision, Section

#: A person who keeps typing gets a revision at least this often.
CHECKPOINT_AFTER = timedelta(minutes=10)


def content_of(description: JobDescription) -> list[dict[str, Any]]:
    return [
        {"kind": section.kind, "heading": section.heading, "lines": section.lines}
        for section in description.sections.order_by("position", "pk")
    ]


def add_revision(description: JobDescription, *, by: User, reason: str, engine: str = "") -> Revision:
    """Store the working copy as the next version, unless the latest already holds exactly this."""
    content = content_of(description)
    latest = description.revisions.first()
    if latest is not None and latest.content == content and latest.title == description.title:
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
    """Make `content` the working copy. Versions go on rising, so an editor still open elsewhere gets a conflict."""
    floor = max(description.sections.values_list("version", flat=True), default=0)
    description.sections.all().delete()
    Section.objects.bulk_create(
        Section(
            description=description,
            kind=section["kind"],
            heading=section["heading"],
            position=position,
            lines=section["lines"],
            version=floor + 1,
            updated_by=by,
        )
        for position, section in enumerate(content)
    )
    refresh_search_text(description)


def refresh_search_text(description: JobDescription) -> None:
    texts = [description.title, description.department.name if description.department else ""]
    texts += [str(place.get("city", "")) for place in description.brief.get("locations", [])]
    for lines in description.sections.values_list("lines", flat=True):
        texts += [line["text"] for line in lines]
    description.search_text = "\n".join(text for text in texts if text)
    description.updated_at = timezone.now()
    description.save(update_fields=["search_text", "updated_at"])


def restore(description: JobDescription, revision: Revision, *, by: User) -> Revision:
    """Bring an old version back as a new one; nothing in between is lost."""
    with transaction.atomic():
        add_revision(description, by=by, reason="Before restoring")
        description.title = revision.title
        description.save(update_fields=["title"])
        replace_sections(description, revision.content, by=by)
        return add_revision(description, by=by, reason=f"Restored version {revision.number}")
