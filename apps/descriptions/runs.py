"""Performing a generation request: claim, write section by section under a lease, finish. Safe to deliver twice.

1. `claim_request` moves the row from queued, or from running with an ended lease, to running under a new token.
2. Each finished section is stored as an event in the transaction that renews the lease, if the token is still ours.
3. A worker that takes over goes on after the events it finds: nothing is lost and nothing is written twice.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.descriptions import anchors, engine, outbox, revisions
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription

logger = logging.getLogger(__name__)
State = GenerationRequest.State


class TryAgain(Exception):
    """No engine could answer now; the request is back in the queue."""


class OutOfReach(Exception):
    """The text was sent on or archived by somebody while it was being written; what was written is not put in."""


class LeaseLost(Exception):
    """Another worker has taken this request over; whatever this one still holds is dropped."""


def _claimable() -> Q:
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=timezone.now())


def claim_request(request_id: int) -> GenerationRequest | None:
    """Take the request under a lease; None if it is done, or another worker's."""
    now, token = timezone.now(), uuid.uuid4()
    taken = GenerationRequest.objects.filter(_claimable(), pk=request_id).update(
        state=State.RUNNING,
        lease_token=token,
        lease_until=now + timedelta(seconds=settings.GENERATION_LEASE_SECONDS),
        started_at=now,
        attempts=F("attempts") + 1,
    )
    if not taken:
        return None
    related = ("description__department", "description__owner", "requested_by", "section")
    return GenerationRequest.objects.select_related(*related).get(pk=request_id)


def perform_request(request_id: int, *, writer: str = "auto") -> None:
    """Claim the request and write it with the configured engines, or with the one that `writer` names."""
    request = claim_request(request_id)
    if request is None:
        return
    if request.attempts > settings.GENERATION_MAX_ATTEMPTS:
        _end(request, State.FAILED, error="Writing broke off several times. Please try again, or tell an admin.")
        return
    try:
        _write(request, writer)
    except OutOfReach as error:
        _end(request, State.STOPPED, error=str(error))
    except LeaseLost:
        logger.info("request %s was taken over by another worker", request_id)
    except engine.WriterUnavailable as error:
        _give_back(request)
        raise TryAgain(str(error)) from error
    except engine.WriterError as error:
        _end(request, State.FAILED, error=str(error)[:300])
    except Exception:
        logger.exception("request %s failed", request_id)
        _end(request, State.FAILED, error="Something went wrong on our side. Your brief is saved; please try again.")


def _write(request: GenerationRequest, writer: str) -> None:
    try:
        if request.kind == GenerationRequest.Kind.DRAFT:
            _write_draft(request, writer)
        else:
            _write_section(request)
    except engine.WritingStopped:
        _finish_stopped(request)


def _write_draft(request: GenerationRequest, writer: str) -> None:
    description = request.description
    plan = engine.make_plan(description)
    written = list(request.events.values_list("data", flat=True))
    with transaction.atomic():
        _renew(request)
        GenerationRequest.objects.filter(pk=request.pk).update(outline=engine.outline_of_plan(plan))
        JobDescription.objects.filter(pk=description.pk).update(**engine.facts_of_plan(plan))
    description.refresh_from_db(fields=["notices"])
    progress = engine.Progress()
    asker = _stop_asker(request, progress)
    job = engine.start_draft(plan, writer=writer, should_stop=asker, progress=progress, request=request)
    for section in job.sections(done=written):
        _store_event(request, section, repairs=[*request.repairs, *job.repairs])
    _finish_draft(request, job)


def _store_event(request: GenerationRequest, section: engine.StoredSection, *, repairs: list[dict[str, str]]) -> None:
    with transaction.atomic():
        _renew(request, repairs=repairs)
        number = request.events.count() + 1
        GenerationEvent.objects.create(request=request, number=number, section_kind=section["kind"], data=section)


def _finish_draft(request: GenerationRequest, job: engine.DraftJob) -> None:
    with transaction.atomic():
        _end(request, State.FINISHED, writer=job.writer, timings_ms=job.timings_ms, strict=True)
        notices = [*request.description.notices, *job.notices]
        JobDescription.objects.filter(pk=request.description_id).update(notices=notices)
        _publish_content(request, reason="Written from the brief")


def _finish_stopped(request: GenerationRequest) -> None:
    """Keep what was finished before Stop; an empty result leaves the text as it was."""
    with transaction.atomic():
        _end(request, State.STOPPED, writer=request.writer, strict=True)
        if request.kind == GenerationRequest.Kind.DRAFT and request.events.exists():
            _publish_content(request, reason="Stopped while writing")


def _publish_content(request: GenerationRequest, *, reason: str) -> None:
    order = {item["kind"]: position for position, item in enumerate(request.outline)}
    sections = sorted(request.events.values_list("data", flat=True), key=lambda data: order.get(data["kind"], 99))
    if not sections:
        return
    description = JobDescription.objects.select_for_update(of=("self",)).get(pk=request.description_id)
    if not description.is_editable:
        raise OutOfReach(f"It was {description.get_status_display().lower()} while it was being written.")
    if description.sections.exists():  # somebody may have edited the old text in the meantime
        revisions.add_revision(description, by=request.requested_by, reason="Before it was written again")
    revisions.replace_sections(description, sections, by=None)
    anchors.inherit(description)
    engine_name = engine.engine_name(sections) or "composer"
    revisions.add_revision(description, by=request.requested_by, reason=reason, engine=engine_name)


def _write_section(request: GenerationRequest) -> None:
    section = request.section
    if section is None:
        _end(request, State.FAILED, error="The section is gone. Reload the page.")
        return
    progress = engine.Progress()
    asker = _stop_asker(request, progress)
    written = engine.rewrite_section(request, section, should_stop=asker, progress=progress)
    result = {**written.section, "notices": written.notices}
    writer = engine.engine_name([written.section])
    _end(request, State.FINISHED, writer=writer, result=result, repairs=written.repairs)


def _stop_asker(request: GenerationRequest, progress: engine.Progress) -> engine.ShouldStop:
    """Has a person pressed Stop, or has another worker taken over? Looks at most every half second.

    Engines ask this as long as they work, so it renews the lease too, since an engine may think for longer than a
    lease, and writes down how far they are.
    """
    looked_at, renewed_at, stopped = 0.0, time.monotonic(), False
    shown: dict[str, int] = {}

    def should_stop() -> bool:
        nonlocal looked_at, renewed_at, stopped, shown
        now = time.monotonic()
        if now - looked_at > 0.5:
            looked_at = now
            stopped = GenerationRequest.objects.filter(pk=request.pk, stop_requested=True).exists()
            if (heard := progress.lines) != shown:
                shown = heard
                GenerationRequest.objects.filter(_mine(request)).update(lines_heard=shown)
        if now - renewed_at > settings.GENERATION_LEASE_SECONDS / 4 and not stopped:
            renewed_at = now
            stopped = not _renewed(request)
        return stopped

    return should_stop


def _mine(request: GenerationRequest) -> Q:
    return Q(pk=request.pk, state=State.RUNNING, lease_token=request.lease_token)


def _renew(request: GenerationRequest, **fields: object) -> None:
    if not _renewed(request, **fields):
        raise LeaseLost


def _renewed(request: GenerationRequest, **fields: object) -> bool:
    until = timezone.now() + timedelta(seconds=settings.GENERATION_LEASE_SECONDS)
    return bool(GenerationRequest.objects.filter(_mine(request)).update(lease_until=until, **fields))


def _end(request: GenerationRequest, state: State, *, strict: bool = False, **fields: object) -> None:
    """Write the last state, if the request is still ours; `strict` raises `LeaseLost` when it is not."""
    with transaction.atomic():
        ended = GenerationRequest.objects.filter(_mine(request)).update(
            state=state, finished_at=timezone.now(), lease_token=None, lease_until=None, **fields
        )
        if ended:
            _announce(request, state)
        elif strict:
            raise LeaseLost
    request.refresh_from_db(fields=["state", "outline"])


def _announce(request: GenerationRequest, state: State) -> None:
    """Tell the outbox that a draft has ended; rewritten sections concern only the page that asked."""
    if request.kind == GenerationRequest.Kind.DRAFT and state in (State.FINISHED, State.FAILED):
        outbox.announce(f"draft.{state}", request.description, request_id=request.pk)


def _give_back(request: GenerationRequest) -> None:
    """Back to the queue. Its task asks again by itself, so the sweep leaves it alone for the length of a lease."""
    until = timezone.now() + timedelta(seconds=settings.GENERATION_LEASE_SECONDS)
    GenerationRequest.objects.filter(_mine(request)).update(state=State.QUEUED, lease_token=None, lease_until=until)


def fail_request(request_id: int, reason: str) -> None:
    GenerationRequest.objects.filter(pk=request_id, state=State.QUEUED).update(
        state=State.FAILED, error=reason[:300], finished_at=timezone.now()
    )


def lost_requests() -> list[int]:
    """Requests that nobody works on: an ended lease, or queued for longer than a message or a pause takes."""
    now = timezone.now()
    waits = Q(state=State.QUEUED, created_at__lt=now - timedelta(seconds=15))
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    lost = Q(state=State.RUNNING, lease_until__lt=now) | (waits & is_free)
    return list(GenerationRequest.objects.filter(lost).order_by("pk").values_list("pk", flat=True)[:100])
