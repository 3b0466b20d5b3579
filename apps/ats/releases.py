"""When a text may leave the house. Pushes and feeds ask here, and nobody asks the status himself."""

from __future__ import annotations

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.descriptions import services
from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription, Status

RELEASED = (Status.FINISHED,)


def releasable() -> QuerySet[JobDescription]:
    return JobDescription.objects.filter(status__in=RELEASED)


def is_releasable(description: JobDescription) -> bool:
    return description.status in RELEASED


def check_releasable(description: JobDescription) -> None:
    if not is_releasable(description):
        raise WrongState("Only a finished text can be sent to an ATS. Finish it first.")


def reopen_approval(*, by: User, description: JobDescription) -> None:
    """What was approved is no longer what is public: the text has to be looked at and released again."""
    if not description.is_editable:
        services.reopen(by=by, description=description)
