"""The one place that moves a job description along the table of `workflow`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription
from apps.descriptions.workflow import BY_ACTION, Action


def check_can_move(description: JobDescription, action: Action) -> None:
    if description.status not in BY_ACTION[action].sources:
        raise WrongState(
            f"This job description is {description.get_status_display().lower()}; “{action.label}” is not possible now."
        )


def can_move(description: JobDescription, action: Action) -> bool:
    return description.status in BY_ACTION[action].sources


def move(description: JobDescription, action: Action, **fields: Any) -> None:
    """By conditional update: of two people at once, one wins and one is told."""
    transition = BY_ACTION[action]
    changed = JobDescription.objects.filter(pk=description.pk, status__in=transition.sources).update(
        status=transition.target, updated_at=timezone.now(), **fields
    )
    description.refresh_from_db(fields=["status", "updated_at", *fields])
    if not changed:
        check_can_move(description, action)
        raise WrongState("Somebody else has moved this job description on meanwhile. Reload the page.")


def check_editable(description: JobDescription) -> None:
    if description.is_editable:
        return
    next_step = "Withdraw it from review" if can_move(description, Action.WITHDRAW) else "Reopen it"
    raise WrongState(f"This job description is {description.get_status_display().lower()}. {next_step} to change it.")
