"""The steps of review: send, approve, send back, withdraw, publish, reopen, archive. Errors are those of `errors`.

Whatever decides holds the description's row; an approval is of the text whose hash its round was opened with.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import anchors, outbox, revisions, routes, services, tasks
from apps.descriptions.errors import BadBrief, WrongState
from apps.descriptions.lines import StoredLine, slots_of
from apps.descriptions.models import GenerationRequest, JobDescription
from apps.descriptions.permissions import check_can_decide, check_can_edit
from apps.descriptions.review_models import Decision, Review
from apps.descriptions.statuses import check_can_move, move
from apps.descriptions.untouched import count_lines
from apps.descriptions.workflow import FINAL, Action

Verdict = Decision.Verdict
UNEDITED = "You approve text that nobody changed. Say that you have read it and that it fits this job, or send it back."


@transaction.atomic
def send_for_review(*, by: User, description: JobDescription) -> Review | None:
    """Open a round of review. None where nothing but formatting changed since the last approval: that one stands."""
    check_can_edit(by, description)
    description = _locked(description)
    check_can_move(description, Action.SEND)
    _check_ready(description)
    revisions.refresh_search_text(description)
    revision = revisions.add_revision(description, by=by, reason="Sent for review")
    if approval_stands(description):
        move(description, Action.CARRY)
        outbox.announce("description.approved", description)
        return None
    anchors.inherit(description)
    route = routes.route_for(description)
    review = Review.objects.create(
        description=description,
        revision=revision,
        text_hash=description.text_hash,
        steps=route.steps,
        four_eyes=route.four_eyes,
        sent_by=by,
        **count_lines(description),
    )
    move(description, Action.SEND)
    tasks.ask_after_commit(tasks.measure_review, review.pk)
    tasks.ask_after_commit(tasks.mail_waiting, review.pk)
    return review


def approval_stands(description: JobDescription) -> bool:
    return bool(description.approved_hash) and description.approved_hash == revisions.hash_of(description)


def _check_ready(description: JobDescription) -> None:
    if not description.sections.exists():
        raise WrongState("There is no text yet. Press Write first.")
    if description.requests.filter(kind=GenerationRequest.Kind.DRAFT, state__in=GenerationRequest.OPEN).exists():
        raise WrongState("It is being written just now. Wait for the end, or stop it first.")
    open_lines = [line for section in description.sections.all() for line in section.open_lines]
    if open_lines:
        count = len(open_lines)
        raise WrongState(
            f"{count} line{'s' if count > 1 else ''} without a source: {_what_to_do(open_lines)} "
            f"{'them' if count > 1 else 'it'} first, beginning with “{open_lines[0]['text'][:80]}”."
        )


def _what_to_do(open_lines: list[StoredLine]) -> str:
    return "fill in, confirm or remove" if any(slots_of(line["text"]) for line in open_lines) else "confirm or remove"


@transaction.atomic
def approve(*, by: User, review: Review, step: int, note: str = "", read_unedited: bool = False) -> Review:
    """Approve the step that this person saw; `read_unedited` answers the question that an untouched draft asks."""
    review = _deciding(by, review, step)
    if revisions.hash_of(review.description) != review.text_hash:
        raise WrongState("The text is not the one that was sent. It has to be withdrawn and sent again.")
    if review.is_unedited and not read_unedited:
        raise BadBrief("read_unedited", UNEDITED)
    is_last, now = review.is_last_step, timezone.now()
    fields: dict[str, Any] = {"step": step + 1, "waiting_since": now, "reminded_at": None}
    if is_last:
        fields = {"state": Review.State.APPROVED, "ended_at": now}
    _decide(review, fields, by=by, verdict=Verdict.APPROVED, note=note, accepted_unedited=review.is_unedited)
    if is_last:
        move(review.description, Action.APPROVE, approved_hash=review.text_hash, approved_at=now)
        outbox.announce("description.approved", review.description)
    tasks.ask_after_commit(tasks.mail_decided if is_last else tasks.mail_waiting, review.pk)
    return review


@transaction.atomic
def send_back(*, by: User, review: Review, step: int, note: str) -> Review:
    if not note.strip():
        raise BadBrief("note", "Say what has to change, so that the author knows. Comments on lines can say more.")
    review = _deciding(by, review, step)
    _decide(
        review, {"state": Review.State.RETURNED, "ended_at": timezone.now()}, by=by, verdict=Verdict.RETURNED, note=note
    )
    move(review.description, Action.RETURN)
    tasks.ask_after_commit(tasks.mail_decided, review.pk)
    return review


def _deciding(by: User, review: Review, step: int) -> Review:
    """The round as it is now, if this person may decide the step that they saw."""
    description = _locked(review.description)
    review = Review.objects.select_related("revision").get(pk=review.pk)
    review.description = description
    if review.state != Review.State.OPEN or review.step != step:
        raise WrongState("Somebody else has decided this step meanwhile. Look at the page again.")
    check_can_decide(by, review)
    return review


def _decide(review: Review, fields: dict[str, Any], *, by: User, verdict: Verdict, note: str, **more: Any) -> None:
    """Conditional, so that of two approvers at once only one decides."""
    is_own_text = by.pk in routes.involved_in([review])[review.pk]
    waiting = Review.objects.open().filter(pk=review.pk, step=review.step)
    if not waiting.update(**fields):
        raise WrongState("Somebody else has decided this step meanwhile. Look at the page again.")
    note = note.strip()[:1000]
    review.decisions.create(step=review.step, by=by, verdict=verdict, note=note, is_own_text=is_own_text, **more)
    review.refresh_from_db(fields=list(fields))


@transaction.atomic
def withdraw(*, by: User, description: JobDescription) -> None:
    check_can_edit(by, description)
    move(description, Action.WITHDRAW)
    _close_review(description)


@transaction.atomic
def publish(*, by: User, description: JobDescription) -> None:
    """Declare the approved text public; from then on an ATS may take it over."""
    check_can_edit(by, description)
    description_now = _locked(description)
    check_can_move(description_now, Action.PUBLISH)
    if not approval_stands(description_now):
        raise WrongState("This is not the text that was approved. Reopen it and send it for review again.")
    move(description, Action.PUBLISH)
    outbox.announce("description.published", description)


@transaction.atomic
def reopen(*, by: User, description: JobDescription) -> None:
    check_can_edit(by, description)
    was_final = description.status in FINAL
    move(description, Action.REOPEN)
    if was_final:
        outbox.announce("description.updated", description)


@transaction.atomic
def archive(*, by: User, description: JobDescription) -> None:
    check_can_edit(by, description)
    move(description, Action.ARCHIVE)
    _close_review(description)
    for request in description.requests.filter(state__in=GenerationRequest.OPEN):
        services.stop_request(by=by, request=request)
    outbox.announce("description.archived", description)


def _close_review(description: JobDescription) -> None:
    description.reviews.open().update(state=Review.State.WITHDRAWN, ended_at=timezone.now())


def _locked(description: JobDescription) -> JobDescription:
    rows = JobDescription.objects.select_related("owner", "department").select_for_update(of=("self",))
    return rows.get(pk=description.pk)
