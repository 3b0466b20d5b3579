"""May this person do this? Each rule once: `check_x` raises with a reason, `can_x` asks it for buttons."""

from __future__ import annotations

from functools import partial

from django.db.models import Q

from apps.accounts.models import User
from apps.templates_lib.errors import NotAllowed
from apps.templates_lib.models.history import Draft
from jdcopilot.lib.permissions import is_allowed

EDITORS = Q(role__in=[User.Role.EDITOR, User.Role.ADMIN]) | Q(is_superuser=True)


def check_can_edit_library(user: User) -> None:
    if user.role not in (User.Role.EDITOR, User.Role.ADMIN) and not user.is_superuser:
        raise NotAllowed("Only library editors and admins can change the role library. Ask one of them.")


def check_can_review(user: User, draft: Draft) -> None:
    """Four eyes: whoever wrote at the change leaves its review to another editor, unless there is none."""
    check_can_edit_library(user)
    authors = draft.author_ids()
    if user.pk in authors and User.objects.filter(EDITORS, is_active=True).exclude(pk__in=authors).exists():
        raise NotAllowed("You wrote at this change yourself. Another library editor has to review it.")


def check_can_change_voice(user: User) -> None:
    """Library editors and admins; everyone signed in reads."""
    if not can_edit_library(user):
        raise NotAllowed("Only library editors and admins can change the company's voice. Ask one of them.")


can_edit_library = partial(is_allowed, check_can_edit_library, refusal=NotAllowed)
can_review = partial(is_allowed, check_can_review, refusal=NotAllowed)
can_change_voice = partial(is_allowed, check_can_change_voice, refusal=NotAllowed)
