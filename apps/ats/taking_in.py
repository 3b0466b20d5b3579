"""A text that was changed at the system becomes a revision here, and has to be released again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import engine
from apps.ats.models import JobLink
from apps.ats.releases import reopen_approval
from apps.descriptions import revisions
from apps.descriptions.errors import WrongState
from apps.descriptions.lines import StoredLine, stored_line
from apps.descriptions.permissions import check_can_edit


@transaction.atomic
def take_in(*, by: User, link: JobLink) -> None:
    """Make the text that stands there ours; sections that the system adds itself stay as they are."""
    check_can_edit(by, link.description)
    link = JobLink.objects.select_for_update(of=("self",)).select_related("connection__access").get(pk=link.pk)
    if link.state != JobLink.State.DRIFTED or not link.found:
        raise WrongState("There is no other text to take in any more. Look at the posting again.")
    description, label = link.description, link.connection.get_vendor_display()
    reopen_approval(by=by, description=description)
    revisions.add_revision(description, by=by, reason=f"Before taking in the text from {label}")
    description.title = link.found["title"] or description.title
    description.save(update_fields=["title"])
    revisions.replace_sections(description, merged(revisions.content_of(description), link, label), by=by)
    revision = revisions.add_revision(description, by=by, reason=f"Taken in from {label}")
    found = link.found
    JobLink.objects.filter(pk=link.pk).update(
        state=JobLink.State.LIVE if link.is_live else JobLink.State.SENT,
        revision=revision,
        pushed=found,
        pushed_hash=engine.fingerprint_of(found),
        pushed_at=timezone.now(),
        found={},
        error="",
    )


def merged(ours: list[dict[str, Any]], link: JobLink, label: str) -> list[dict[str, Any]]:
    """Our sections with the words from there: known sections keep their place, kind and the sources of their lines."""
    theirs = {engine.plain(section["heading"]): section for section in link.found["sections"]}
    left_out = set(link.connection.access.leaves_out)
    content = []
    for section in ours:
        found = theirs.pop(engine.plain(section["heading"]), None)
        if found is not None:
            content.append({**section, "lines": _lines(section["lines"], found["lines"], label)})
        elif section["kind"] in left_out or not section["lines"]:
            content.append(section)
    added = [{**section, "lines": _lines([], section["lines"], label)} for section in theirs.values()]
    return content + added


def _lines(old: list[StoredLine], texts: list[str], label: str) -> list[StoredLine]:
    known = {engine.plain(line["text"]): line for line in old}
    return [known.get(engine.plain(text)) or stored_line(text, source="posting", ref=label) for text in texts]
