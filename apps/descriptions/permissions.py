"""May this person do this? Each rule once: `check_x` raises with a reason, `can_x` asks it for buttons."""

from __future__ import annotations

from functools import partial

from apps.accounts.models import User
from apps.descriptions.errors import NotAllowed
from apps.descriptions.models import JobDescription
from jdcopilot.lib.permissions import is_allowed


def check_can_edit(user: User, description: JobDescription) -> None:
    """Owners, people of the same department and admins edit; everyone signed in reads."""
    if user.pk == description.owner_id or user.role == User.Role.ADMIN or user.is_superuser:
        return
    if description.department_id is not None and description.department_id == user.department_id:
        return
    raise NotAllowed("Only the owner, their department or an admin can change this job description.")


can_edit = partial(is_allowed, check_can_edit, refusal=NotAllowed)
