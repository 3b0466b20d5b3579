"""The way of a job description from draft to archive, as a table. `docs/workflow.md` is printed from it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


#: The text may be changed.
EDITABLE = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED})
#: Everybody who has to has approved exactly this text; the database holds it to that (migration 0010).
FINAL = frozenset({Status.APPROVED, Status.PUBLISHED})


class Action(models.TextChoices):
    SEND = "send", "Send for review"
    CARRY = "carry", "Send again, only formatting changed"
    APPROVE_STEP = "approve_step", "Approve, more steps follow"
    APPROVE = "approve", "Approve, last step"
    RETURN = "return", "Send back with a reason"
    WITHDRAW = "withdraw", "Withdraw from review"
    PUBLISH = "publish", "Publish"
    REOPEN = "reopen", "Reopen"
    ARCHIVE = "archive", "Archive"


class Who(models.TextChoices):
    """`permissions` has the rule behind each of these."""

    EDITORS = "editors", "owner, their department, admins"
    APPROVERS = "approvers", "people with the role of the step, admins"


@dataclass(frozen=True, slots=True)
class Transition:
    action: Action
    sources: frozenset[Status]
    target: Status
    who: Who


TRANSITIONS = (
    Transition(Action.SEND, EDITABLE, Status.IN_REVIEW, Who.EDITORS),
    Transition(Action.CARRY, EDITABLE, Status.APPROVED, Who.EDITORS),
    Transition(Action.APPROVE_STEP, frozenset({Status.IN_REVIEW}), Status.IN_REVIEW, Who.APPROVERS),
    Transition(Action.APPROVE, frozenset({Status.IN_REVIEW}), Status.APPROVED, Who.APPROVERS),
    Transition(Action.RETURN, frozenset({Status.IN_REVIEW}), Status.CHANGES_REQUESTED, Who.APPROVERS),
    Transition(Action.WITHDRAW, frozenset({Status.IN_REVIEW}), Status.DRAFT, Who.EDITORS),
    Transition(Action.PUBLISH, frozenset({Status.APPROVED}), Status.PUBLISHED, Who.EDITORS),
    Transition(Action.REOPEN, FINAL | {Status.ARCHIVED}, Status.DRAFT, Who.EDITORS),
    Transition(Action.ARCHIVE, frozenset(Status) - {Status.ARCHIVED}, Status.ARCHIVED, Who.EDITORS),
)
BY_ACTION = {transition.action: transition for transition in TRANSITIONS}


def as_mermaid() -> str:
    """The table as a state diagram and as rows, for docs/workflow.md."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.DRAFT}"]
    lines += [
        f"    {source} --> {transition.target}: {transition.action.label}"
        for transition in TRANSITIONS
        for source in _in_order(transition)
    ]
    lines += ["```", "", "| action | from | to | who |", "|---|---|---|---|"]
    lines += [
        f"| {one.action.label} | {', '.join(source.label for source in _in_order(one))} | {one.target.label} "
        f"| {one.who.label} |"
        for one in TRANSITIONS
    ]
    return "\n".join(lines) + "\n"


def _in_order(transition: Transition) -> list[Status]:
    return [status for status in Status if status in transition.sources]
