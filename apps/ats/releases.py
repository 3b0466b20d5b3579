"""When a text may leave the house. Pushes and feeds ask here, and nobody asks the status himself."""

from __future__ import annotations

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.descriptions import reviewing
from apps.descriptions.errors import WrongState
from apps.descriptions.exporting import is_approved_text
from apps.descriptions.models import JobDescription
from apps.descriptions.workflow import FINAL


def releasable() -> QuerySet[JobDescription]:
    return JobDescription.objects.filter(status__in=FINAL)


def is_releasable(description: JobDescription) -> bool:
    return description.is_final


def check_releasable(description: JobDescription) -> None:
    """The text itself counts, not the status alone."""
    if not is_approved_text(description):
        raise WrongState("Only an approved text can be sent to an ATS. Send it for review first.")


def reopen_approval(*, by: User, description: JobDescription) -> None:
    """What was approved is no longer what is public: the text has to be looked at and released again."""
    if description.is_final:
        reviewing.reopen(by=by, description=description)
