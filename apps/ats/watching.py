"""The drift guard: is the text there still the one that was pushed? Asked by events, by a person, and now and then."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.ats import engine
from apps.ats.accesses import SystemRefused, opened
from apps.ats.connectors import ConnectorError
from apps.ats.models import Connection, JobLink
from apps.descriptions.permissions import check_can_edit

logger = logging.getLogger(__name__)
State = JobLink.State
#: How often a posting is looked at where no event tells of a change.
EVERY = timedelta(minutes=15)


def links_to_watch(limit: int = 50) -> list[int]:
    watched = JobLink.objects.watchable(timezone.now() - EVERY).order_by("watched_at")
    return list(watched.values_list("pk", flat=True)[:limit])


def watch(link_id: int) -> None:
    """Look at one posting, unless somebody else has just done so; a system that does not answer is asked next time."""
    link = _claim(link_id, timezone.now() - EVERY)
    if link is None:
        return
    try:
        _look(link)
    except ConnectorError as error:
        logger.info("link %s could not be looked at: %s", link_id, error)
        if error.concerns_job and error.permanent:
            _write(link, state=State.FAILED, error=str(error)[:300])


def watch_now(*, by: User, link: JobLink) -> None:
    """A person wants to know; raises `SystemRefused`."""
    check_can_edit(by, link.description)
    claimed = _claim(link.pk, timezone.now())
    try:
        if claimed is not None:
            _look(claimed)
    except ConnectorError as error:
        raise SystemRefused(str(error)) from error


def note_change(connection: Connection, external_id: str) -> int:
    """An event says that a job has changed: look at it as soon as possible. Events themselves are not believed."""
    links = JobLink.objects.filter(connection=connection, external_id=external_id, state__in=JobLink.WATCHED)
    return links.update(watched_at=None)


def _claim(link_id: int, before: datetime) -> JobLink | None:
    """Of two that look at once, one asks the system."""
    if not JobLink.objects.watchable(before).filter(pk=link_id).update(watched_at=timezone.now()):
        return None
    return JobLink.objects.select_related("connection__access").get(pk=link_id)


def _look(link: JobLink) -> None:
    access = link.connection.access
    with opened(access) as connector:
        posting = connector.fetch(link.external_id)
    document = engine.incoming(access.vendor, posting.data)
    known = {"is_live": posting.job.is_live, "external_title": posting.job.title[:200]}
    if engine.fingerprint(document) == link.pushed_hash:
        _write(link, state=State.LIVE if posting.job.is_live else State.SENT, found={}, error="", **known)
    else:
        _write(link, state=State.DRIFTED, found=engine.text_of(document), error="", **known)


def _write(link: JobLink, **fields: Any) -> None:
    """Whoever has asked for a push meanwhile knows better."""
    JobLink.objects.filter(pk=link.pk, state__in=JobLink.WATCHED).update(**fields)
