"""May this person do this? Each rule once: `check_x` raises with a reason, `can_x` asks it for buttons."""

from __future__ import annotations

from django.db.models import Q

from apps.accounts.models import User
from apps.templates_lib.errors import NotAllowed
from apps.templates_lib.models import ProfileDraft, ProfileVersion

EDITORS = Q(role__in=[User.Role.EDITOR, User.Role.ADMIN]) | Q(is_superuser=True)


def check_can_edit_library(user: User) -> None:
    if user.role not in (User.Role.EDITOR, User.Role.ADMIN) and not user.is_superuser:
        raise NotAllowed("Only library editors and admins can change the role library. Ask one of them.")


def can_edit_library(user: User) -> bool:
    try:
        check_can_edit_library(user)
    except NotAllowed:
        return False
    return True


def check_can_review(user: User, draft: ProfileDraft) -> None:
    """Four eyes: whoever wrote at the change leaves its review to another editor, unless there is none."""
    check_can_edit_library(user)
    authors = authors_of(draft)
    if user.pk in authors and User.objects.filter(EDITORS, is_active=True).exclude(pk__in=authors).exists():
        raise NotAllowed("You wrote at this change yourself. Another library editor has to review it.")


def can_review(user: User, draft: ProfileDraft) -> bool:
    try:
        check_can_review(user, draft)
    except NotAllowed:
        return False
    return True


def authors_of(draft: ProfileDraft) -> set[int]:
    """Everybody who has saved a version since the change began."""
    drafts = ProfileVersion.objects.filter(
        profile_id=draft.profile_id, kind=ProfileVersion.Kind.DRAFT, number__gt=draft.base
    )
    return {author for author in drafts.values_list("author_id", flat=True) if author is not None}


def check_can_change_voice(user: User) -> None:
    """Library editors and admins; everyone signed in reads."""
    if not can_edit_library(user):
        raise NotAllowed("Only library editors and admins can change the company's voice. Ask one of them.")


def can_change_voice(user: User) -> bool:
    try:
        check_can_change_voice(user)
    except NotAllowed:
        return False
    return True
