"""May this person do this? Each rule once: `check_x` raises with a reason, `can_x` asks it for buttons."""

from __future__ import annotations

from functools import partial

from apps.accounts.models import User
from apps.descriptions.check_models import Dismissal
from apps.descriptions.errors import NotAllowed
from apps.descriptions.models import JobDescription
from apps.descriptions.review_models import Comment, Review
from apps.descriptions.routes import deciders, describe_step, fits_step
from apps.templates_lib.permissions import can_edit_library
from jdcopilot.lib.permissions import is_allowed


def check_can_edit(user: User, description: JobDescription) -> None:
    """Owners, people of the same department and admins edit; everyone signed in reads."""
    if user.pk == description.owner_id or user.role == User.Role.ADMIN or user.is_superuser:
        return
    if description.department_id is not None and description.department_id == user.department_id:
        return
    raise NotAllowed("Only the owner, their department or an admin can change this job description.")


def check_can_decide(user: User, review: Review) -> None:
    """People with the role of the step that waits, and admins; with four eyes only who had no part in the text."""
    if not fits_step(user, review):
        raise NotAllowed(f"This step is decided by {describe_step(review.current_step)}.")
    if user not in deciders(review):
        raise NotAllowed(
            "You wrote at this text, sent it, or decided on an earlier step. Somebody else has to decide this one."
        )


def check_can_resolve(user: User, comment: Comment) -> None:
    """Whoever wrote the comment, and whoever may change the text."""
    if comment.author_id != user.pk and not can_edit(user, comment.description):
        raise NotAllowed("Only who wrote the comment, or who may change the text, can say that it is settled.")


can_edit = partial(is_allowed, check_can_edit, refusal=NotAllowed)
can_decide = partial(is_allowed, check_can_decide, refusal=NotAllowed)
can_resolve = partial(is_allowed, check_can_resolve, refusal=NotAllowed)


def check_can_dismiss(user: User, scope: str, description: JobDescription | None) -> None:
    """Here: who may edit the text. For oneself: everyone. For all: library editors and admins."""
    if scope == Dismissal.Scope.HERE and description is not None:
        check_can_edit(user, description)
    if scope == Dismissal.Scope.ALL and not can_edit_library(user):
        raise NotAllowed("Only library editors and admins can dismiss a finding for all, or show it to all again.")


def check_can_take_back(user: User, dismissal: Dismissal) -> None:
    check_can_dismiss(user, dismissal.scope, dismissal.description)
    if dismissal.scope == Dismissal.Scope.ME and dismissal.person_id != user.pk:
        raise NotAllowed("Only the person who dismissed this can show it again.")


can_dismiss = partial(is_allowed, check_can_dismiss, refusal=NotAllowed)
can_take_back = partial(is_allowed, check_can_take_back, refusal=NotAllowed)
