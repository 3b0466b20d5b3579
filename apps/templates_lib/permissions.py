"""May this person do this? Each rule once: `check_x` raises with a reason, `can_x` asks it for buttons."""

from __future__ import annotations

from apps.accounts.models import User
from apps.templates_lib.errors import NotAllowed


def check_can_change_voice(user: User) -> None:
    """Library editors and admins; everyone signed in reads."""
    if user.role not in (User.Role.EDITOR, User.Role.ADMIN) and not user.is_superuser:
        raise NotAllowed("Only library editors and admins can change the company's voice. Ask one of them.")


def can_change_voice(user: User) -> bool:
    try:
        check_can_change_voice(user)
    except NotAllowed:
        return False
    return True
