"""Which job of a system carries which description, what a push would change there, and jobs brought in from there."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.ats import engine
from apps.ats.accesses import SystemRefused, opened
from apps.ats.connectors import SYSTEMS, Ability, ConnectorError, Job, Posting
from apps.ats.models import ApiAccess, Connection, JobLink, Requisition
from apps.descriptions import imports
from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription, PendingImport
from apps.descriptions.permissions import check_can_edit
from jdcopilot.lib.diffs import Hunk, diff_lines, diff_words


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts of a posting, title and sections; `is_same` where nobody would notice a difference."""

    title: tuple[Hunk, ...]
    sections: tuple[tuple[str, tuple[tuple[Hunk, ...], ...]], ...]
    is_same: bool


def link_job(*, by: User, description: JobDescription, connection: Connection, external_id: str) -> JobLink:
    """Link to a job, or with an empty id to one that the first push makes."""
    check_can_edit(by, description)
    system = SYSTEMS[connection.access.vendor]
    if not external_id and not system.can(Ability.CREATE):
        raise WrongState(f"{system.label} lets nobody make a job from outside. Choose one that is there.")
    job = _fetched(connection.access, external_id).job if external_id else Job("", "")
    url = job.url[:500] if job.url.startswith("https://") else ""
    try:
        with transaction.atomic():
            return JobLink.objects.create(
                connection=connection,
                description=description,
                external_id=job.id,
                external_title=job.title[:200],
                url=url,
                is_live=job.is_live,
            )
    except IntegrityError:
        raise WrongState("This job or this job description is linked already. Unlink it there first.") from None


def unlink_job(*, by: User, link: JobLink) -> None:
    """Forget the link; the job and its text stay there as they are."""
    check_can_edit(by, link.description)
    link.delete()


def wanted_opening(description: JobDescription, connection: Connection) -> str:
    """The requisition that the description was made for: the job to propose."""
    found = Requisition.objects.filter(description=description, connection=connection).first()
    return found.external_id if found else ""


def preview(link: JobLink) -> Difference:
    """What a push would change there: a dry run that only reads."""
    access = link.connection.access
    ours = engine.text_of(engine.outgoing(link.description, access.leaves_out))
    theirs: engine.Text = {"title": "", "sections": []}
    if link.external_id:
        theirs = engine.text_of(engine.incoming(access.vendor, _fetched(access, link.external_id).data))
    return difference(theirs, ours)


def difference(old: engine.Text, new: engine.Text) -> Difference:
    """Section by section in the order of the newer text; sections that it does not have come last."""
    before = {engine.plain(section["heading"]): section for section in old["sections"]}
    rows = []
    for section in new["sections"]:
        gone = before.pop(engine.plain(section["heading"]), {"lines": []})
        rows.append((section["heading"], diff_lines(gone["lines"], section["lines"])))
    rows += [(section["heading"], diff_lines(section["lines"], [])) for section in before.values()]
    changed = tuple((heading, lines) for heading, lines in rows if _is_changed(lines))
    is_same = engine.fingerprint_of(old) == engine.fingerprint_of(new)
    return Difference(diff_words(old["title"], new["title"]), changed, is_same)


def _is_changed(lines: tuple[tuple[Hunk, ...], ...]) -> bool:
    return any(hunk.kind != "same" for line in lines for hunk in line)


def _fetched(access: ApiAccess, external_id: str) -> Posting:
    try:
        with opened(access) as connector:
            return connector.fetch(external_id)
    except ConnectorError as error:
        raise SystemRefused(str(error)) from error


def import_job(*, by: User, access: ApiAccess, external_id: str) -> PendingImport:
    """Read a job for its person to confirm, as any other posting from outside."""
    posting = _fetched(access, external_id)
    source = f"{access.connection.get_vendor_display()}: {posting.job.title}"
    content = json.dumps(dict(posting.data)).encode()
    pending = imports.read_posting(by=by, content=content, format="jsonld", source=source)
    facts = engine.mapped_facts(posting.data, access.mapping)
    if facts:
        pending.reading["brief"] |= facts
        pending.save(update_fields=["reading"])
    return pending
