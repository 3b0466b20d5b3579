"""Role profiles under review: new ones, changes, imports, and the product's newer file beside ours."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.errors import BadContent, WrongState
from apps.templates_lib.likeness import remarks_by_meaning
from apps.templates_lib.models import ProfileDraft, RoleProfile
from apps.templates_lib.permissions import check_can_edit_library
from apps.templates_lib.profile_shown import name_place
from apps.templates_lib.reviewing import IMPORTED, Content, State, Workflow, cleaned
from apps.templates_lib.services import store_names

#: Addresses of the library's other pages.
RESERVED = {"new", "suggest", "boilerplate", "templates", "voice"}
LONGEST_NAME, LONGEST_TEXT, MOST_ITEMS = 120, 1_000, 60
EMPTY: dict[str, Any] = {
    "soc": "", "isco": "", "aliases": [], "levels": ["junior", "mid", "senior"], "level_statements": {},
    "summaries": [], "responsibilities": [], "requirements": [], "skills": [], "tools": [], "certificates": [],
    "facts_to_ask": [], "first_90_days": [], "questions": [],
}  # fmt: skip


class ProfileWorkflow(Workflow):
    owners, drafts, noun = RoleProfile, ProfileDraft, "profile"

    def content_of(self, owner: RoleProfile) -> Content:
        return complete(owner.content, owner)

    def checked(self, content: Content, owner: RoleProfile) -> Content:
        return _checked(content, owner.slug)

    def save_draft(self, *, by: User, owner: RoleProfile, content: Content, seen: int, reason: str = "") -> Any:
        """The new text is to be compared by meaning too."""
        draft = super().save_draft(by=by, owner=owner, content=content, seen=seen, reason=reason)
        self.drafts.objects.filter(pk=owner.pk).update(likeness=None)
        return draft

    def refuse_errors(self, content: Content, owner: RoleProfile) -> Collection[Any]:
        findings = [*engine.review(content), *remarks_by_meaning(owner)]
        errors = [finding for finding in findings if finding.is_error]
        if errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise BadContent(
                f"The draft has an error: {name_place(errors[0].place)}: {errors[0].reason}{more}. Mend it first."
            )
        return findings

    def store(self, owner: RoleProfile, content: Content) -> None:
        owner.title, owner.field, owner.content, owner.is_published = content["title"], content["field"], content, True
        owner.save(update_fields=["title", "field", "content", "live", "is_published", "updated_at"])
        store_names(owner)


PROFILES = ProfileWorkflow()


def complete(content: dict[str, Any], profile: RoleProfile) -> dict[str, Any]:
    return {**EMPTY, "id": profile.slug, "title": profile.title, "field": profile.field, **content}


@transaction.atomic
def create_profile(*, by: User, title: str, field: str, copy_of: RoleProfile | None = None) -> RoleProfile:
    """A new role as a draft, empty or as a copy; nobody is offered it before it is published."""
    check_can_edit_library(by)
    title = " ".join(title.split())
    slug = slugify(title)[:80].strip("-")
    if not slug or slug in RESERVED:
        raise BadContent("Give the role a title of ordinary words, such as Ward nurse.")
    if RoleProfile.objects.filter(slug=slug).exists():
        raise BadContent(f"There is a role called “{title}” already. Open it, or choose another title.")
    content = complete(copy_of.content, copy_of) if copy_of else EMPTY
    content = _checked(content | {"title": title, "field": field, "aliases": []}, slug)
    profile = RoleProfile.objects.create(
        slug=slug, title=title, field=field, content=content, content_hash="", is_published=False
    )
    reason = f"Copied from {copy_of.title}" if copy_of else "New role"
    PROFILES.begin(profile, content, by=by, reason=reason)
    return profile


@transaction.atomic
def import_draft(*, by: User, slug: str, content: dict[str, Any]) -> None:
    """What a file says of a role, new or known, as a draft that waits for review."""
    check_can_edit_library(by)
    profile = RoleProfile.objects.select_related("live").filter(slug=slug).first()
    if profile is None:
        profile = RoleProfile.objects.create(
            slug=slug, title=content["title"], field=content["field"], content=content, is_published=False
        )
        PROFILES.begin(profile, content, by=by, reason=IMPORTED, state=State.REVIEW)
    else:
        PROFILES.propose_change(by=by, owner=profile, content=content, reason=IMPORTED)


def checked_for_import(content: dict[str, Any], slug: str) -> dict[str, Any]:
    """The stored form of an imported content; raise `BadContent` naming the cause."""
    if not slug_re.match(slug) or len(slug) > 80 or slug in RESERVED:
        raise BadContent(f"slug: {slug[:40]!r} is no address such as ward-nurse.")
    return _checked(content, slug)


@transaction.atomic
def settle_shipped(*, by: User, profile: RoleProfile, take: bool) -> None:
    """The product's newer file beside a profile that was changed here: begin a draft with it, or keep ours."""
    check_can_edit_library(by)
    profile = PROFILES.locked(profile)
    if profile.shipped is None:
        raise WrongState("The shipped profile has been dealt with already.")
    if take:
        _, number = PROFILES.current_text(profile, PROFILES.find_draft(profile))
        reason = "Taken over from the shipped profile"
        PROFILES.save_draft(by=by, owner=profile, content=profile.shipped, seen=number, reason=reason)
    RoleProfile.objects.filter(pk=profile.pk).update(shipped=None)


def _checked(content: dict[str, Any], slug: str) -> dict[str, Any]:
    """The content in its stored form; raise `BadContent` for what no table or text could hold."""
    try:
        checked = engine.checked_content(cleaned(content), slug=slug)
    except engine.ProfileError as error:
        raise BadContent(f"{error}.") from error
    if not checked["title"].strip():
        raise BadContent("A role needs a title.")
    problems = [problem for name, value in checked.items() for problem in _too_much(name, value)]
    if problems:
        raise BadContent(*problems)
    return checked


def _too_much(name: str, value: Any) -> list[str]:
    label = name.replace("_", " ")
    if isinstance(value, str):
        most = {"title": LONGEST_NAME, "aliases": LONGEST_NAME, "field": 40}.get(name, LONGEST_TEXT)
        return [f"{label}: “{value[:40]}…” is longer than {most} characters."] if len(value) > most else []
    items = list(value.values()) if isinstance(value, dict) else value
    too_many = [f"{label}: more than {MOST_ITEMS} entries."] if len(items) > MOST_ITEMS else []
    return too_many + [problem for item in items for problem in _too_much(name, item)]
