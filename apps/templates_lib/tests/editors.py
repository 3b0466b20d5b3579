"""A small library whose profiles are whole, and people who may change it."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.models import RoleProfile
from apps.templates_lib.services import store_names
from ml.library import default_library
from tests.factories import RoleProfileFactory, UserFactory


def make_editor(username: str = "edith", **fields: Any) -> User:
    return UserFactory(username=username, role=User.Role.EDITOR, **fields)


def load_profile(slug: str = "registered-nurse") -> RoleProfile:
    """One profile of the repository, as `load_library` brings it."""
    content = engine._as_content(default_library()[slug])
    profile = RoleProfileFactory(
        slug=slug,
        title=content["title"],
        field=content["field"],
        content=content,
        content_hash=engine.content_hash(content),
    )
    store_names(profile)
    return profile


def change(profile: RoleProfile, **fields: Any) -> dict[str, Any]:
    return profile.content | fields


def save(by: User, profile: RoleProfile, content: dict[str, Any], seen: int | None = None, reason: str = "Because"):
    if seen is None:
        profile = RoleProfile.objects.select_related("live").get(pk=profile.pk)
        _, seen = PROFILES.current_text(profile, PROFILES.find_draft(profile))
    return PROFILES.save_draft(by=by, owner=profile, content=content, seen=seen, reason=reason)


def publish(by: User, profile: RoleProfile, reviewer: User | None = None):
    """Send the open draft for review and publish it."""
    profile = RoleProfile.objects.select_related("live").get(pk=profile.pk)
    seen = PROFILES.find_draft(profile).version.number
    PROFILES.send_for_review(by=by, owner=profile, seen=seen)
    live = profile.live.number if profile.live else 0
    return PROFILES.publish(by=reviewer or by, owner=profile, seen=seen, live_seen=live, accept_style=True)
