"""Texts on their way to a system. A link is claimed by a conditional update under a lease, as deliveries are.

1. `ask` notes what a person wants, with the revision that they saw.
2. `perform` claims the link, makes sure that this revision may still leave the house, sends it, reads it back, and
   writes the outcome only if the lease is still its own. Sending a text twice changes nothing; a job is made only once.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import engine
from apps.ats.accesses import opened
from apps.ats.connectors import SYSTEMS, Ability, Connector, ConnectorError, Posting
from apps.ats.models import ApiAccess, JobLink
from apps.ats.releases import check_releasable, is_releasable
from apps.descriptions.errors import WrongState
from apps.descriptions.permissions import check_can_edit

logger = logging.getLogger(__name__)
State, Action = JobLink.State, JobLink.Action
#: Seconds before each attempt.
SCHEDULE = (0, 10, 60, 5 * 60, 30 * 60, 2 * 3600)
#: Longer than one attempt can take: four exchanges and the patience of one run.
LEASE = timedelta(seconds=150)
MAYBE_MADE = (
    "The job may or may not have been made there before the connection broke off. Look there: link to it, or try again."
)


class Unreleased(Exception):
    """The text may not leave the house any more; a person has to look."""


@transaction.atomic
def ask(*, by: User, link: JobLink, action: str) -> None:
    """Queue an action. Raises where the person may not do it, or the text is not released."""
    check_can_edit(by, link.description)
    system = SYSTEMS[link.connection.access.vendor]
    if not system.can(Ability.PUSH if action == Action.PUSH else Ability.PUBLISH):
        raise WrongState(system.hint or f"{system.label} does not let others do that. Do it there.")
    if action != Action.UNPUBLISH:
        check_releasable(link.description)
    if action != Action.PUSH and not link.external_id:
        raise WrongState("Push the text first: there is no job to publish yet.")
    now = timezone.now()
    asked = JobLink.objects.filter(pk=link.pk).exclude(state=State.QUEUED, lease_until__gt=now)
    changed = asked.update(
        state=State.QUEUED, action=action, asked_by=by, revision=link.description.revisions.first(), error="",
        attempts=0, next_attempt_at=now, lease_token=None, lease_until=None,
    )  # fmt: skip
    if not changed:
        raise WrongState("It is being sent just now. Wait a moment and look again.")


def due_links(limit: int = 50) -> list[int]:
    due = JobLink.objects.due(timezone.now()).order_by("next_attempt_at")
    return list(due.values_list("pk", flat=True)[:limit])


def perform(link_id: int) -> float | None:
    """Do what was asked of one link; the seconds until it is tried again, None where it is not."""
    link = _claim(link_id)
    if link is None:
        return None
    try:
        if link.attempts > len(SCHEDULE):
            raise ConnectorError("The sender broke off in every attempt. Try again; tell an admin.", permanent=True)
        with opened(link.connection.access) as connector:
            outcome = _act(link, connector)
    except ConnectorError as error:
        return _again_or_fail(link, error)
    except (Unreleased, WrongState) as error:
        _write(link, state=State.FAILED, error=str(error)[:300])
        return None
    except Exception:
        logger.exception("link %s failed", link.pk)
        _write(link, state=State.FAILED, error="Something went wrong on our side; the log has more. Try again.")
        return None
    _write(link, error="", **outcome)
    return None


def _claim(link_id: int) -> JobLink | None:
    now, token = timezone.now(), uuid.uuid4()
    claimed = {"lease_token": token, "lease_until": now + LEASE, "attempts": F("attempts") + 1}
    if not JobLink.objects.due(now).filter(pk=link_id).update(**claimed):
        return None
    related = ("connection__access", "description__department", "revision", "asked_by")
    return JobLink.objects.select_related(*related).filter(pk=link_id, lease_token=token).first()


def _act(link: JobLink, connector: Connector) -> dict[str, Any]:
    if link.action == Action.PUSH:
        return _push(link, connector)
    if link.action == Action.PUBLISH:
        _check_still_released(link)
    connector.set_live(link.external_id, is_live=link.action == Action.PUBLISH)
    job = connector.fetch(link.external_id).job
    return {"state": State.LIVE if job.is_live else State.SENT, "is_live": job.is_live}


def _push(link: JobLink, connector: Connector) -> dict[str, Any]:
    _check_still_released(link)
    access = link.connection.access
    document = engine.outgoing(link.description, access.leaves_out)
    fields = engine.rendered(access.vendor, document)
    if link.external_id:
        connector.push(link.external_id, fields)
    else:
        _make(link, connector, fields)
    return outcome_of(access, connector.fetch(link.external_id), expected=engine.fingerprint(document))


def _check_still_released(link: JobLink) -> None:
    """Between the question and the sending somebody may have reopened or changed the text."""
    link.description.refresh_from_db()
    latest = link.description.revisions.first()
    if not is_releasable(link.description) or latest is None or latest.pk != link.revision_id:
        raise Unreleased("The text was reopened or changed meanwhile. Send it for review and push again.")


def _make(link: JobLink, connector: Connector, fields: dict[str, Any]) -> None:
    """Make the job once. Whoever finds an earlier attempt without a result does not make a second job."""
    if link.attempts > 1 and not link.error:
        raise ConnectorError(MAYBE_MADE, permanent=True, concerns_job=True)
    try:
        link.external_id = connector.create(fields)
    except ConnectorError as error:
        if not error.permanent and not error.retry_after:
            raise ConnectorError(MAYBE_MADE, permanent=True, concerns_job=True) from error
        raise
    if not link.external_id:
        raise ConnectorError(MAYBE_MADE, permanent=True, concerns_job=True)
    JobLink.objects.filter(pk=link.pk, lease_token=link.lease_token).update(external_id=link.external_id)


def outcome_of(access: ApiAccess, posting: Posting, *, expected: str) -> dict[str, Any]:
    """What a link becomes after its text was read back from the system."""
    document = engine.incoming(access.vendor, posting.data)
    text, found = engine.text_of(document), engine.fingerprint(document)
    job, now = posting.job, timezone.now()
    known = {
        "is_live": job.is_live,
        "external_title": job.title[:200],
        "url": job.url[:500] if job.url.startswith("https://") else "",
        "pushed_at": now,
        "watched_at": now,
    }
    if found != expected:
        return {**known, "state": State.DRIFTED, "found": text, "pushed": {}, "pushed_hash": expected}
    state = State.LIVE if job.is_live else State.SENT
    return {**known, "state": state, "found": {}, "pushed": text, "pushed_hash": found}


def _again_or_fail(link: JobLink, error: ConnectorError) -> float | None:
    message = str(error)[:300]
    if error.permanent or link.attempts >= len(SCHEDULE):
        _write(link, state=State.FAILED, error=message)
        return None
    wait = max(float(SCHEDULE[link.attempts]), error.retry_after)
    _write(link, state=State.QUEUED, error=message, next_attempt_at=timezone.now() + timedelta(seconds=wait))
    return wait


def _write(link: JobLink, **fields: Any) -> None:
    """End the lease with an outcome, unless another worker has taken over."""
    mine = JobLink.objects.filter(pk=link.pk, lease_token=link.lease_token)
    mine.update(lease_token=None, lease_until=None, **fields)
