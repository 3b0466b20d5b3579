"""Changing a profile: saved as drafts, reviewed by somebody else, published as an immutable version."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.errors import BadProfile, ChangedMeanwhile, WrongState
from apps.templates_lib.models import ProfileDraft, ProfileVersion, RoleProfile
from apps.templates_lib.permissions import check_can_edit_library, check_can_review
from apps.templates_lib.profile_shown import name_place
from apps.templates_lib.services import add_version, store_names

Kind, State = ProfileVersion.Kind, ProfileDraft.State
#: Addresses of the library's other pages.
RESERVED = {"new", "suggest", "boilerplate", "templates", "voice"}
LONGEST_NAME, LONGEST_TEXT, MOST_ITEMS = 120, 1_000, 60
EMPTY: dict[str, Any] = {
    "soc": "", "isco": "", "aliases": [], "levels": ["junior", "mid", "senior"], "level_statements": {},
    "summaries": [], "responsibilities": [], "requirements": [], "skills": [], "tools": [], "certificates": [],
    "facts_to_ask": [], "first_90_days": [], "questions": [],
}  # fmt: skip


def find_draft(profile: RoleProfile) -> ProfileDraft | None:
    drafts = ProfileDraft.objects.select_related("version__author", "answered_by")
    return drafts.filter(profile=profile).first()


def current_text(profile: RoleProfile, draft: ProfileDraft | None) -> tuple[dict[str, Any], int]:
    """What an editor works on, and its number for the next save: the draft, else what is live (0: no history yet)."""
    if draft is not None:
        return draft.version.content, draft.version.number
    return complete(profile.content, profile), profile.live.number if profile.live else 0


def complete(content: dict[str, Any], profile: RoleProfile) -> dict[str, Any]:
    return {**EMPTY, "id": profile.slug, "title": profile.title, "field": profile.field, **content}


@transaction.atomic
def create_profile(*, by: User, title: str, field: str, copy_of: RoleProfile | None = None) -> RoleProfile:
    """A new role as a draft, empty or as a copy; nobody is offered it before it is published."""
    check_can_edit_library(by)
    title = " ".join(title.split())
    slug = slugify(title)[:80].strip("-")
    if not slug or slug in RESERVED:
        raise BadProfile("Give the role a title of ordinary words, such as Ward nurse.")
    if RoleProfile.objects.filter(slug=slug).exists():
        raise BadProfile(f"There is a role called “{title}” already. Open it, or choose another title.")
    content = complete(copy_of.content, copy_of) if copy_of else EMPTY
    content = _checked(content | {"title": title, "field": field, "aliases": []}, slug)
    profile = RoleProfile.objects.create(
        slug=slug, title=title, field=field, content=content, content_hash="", is_published=False
    )
    reason = f"Copied from {copy_of.title}" if copy_of else "New role"
    version = add_version(profile, kind=Kind.DRAFT, content=content, author=by, reason=reason)
    ProfileDraft.objects.create(profile=profile, version=version, base=0)
    return profile


@transaction.atomic
def save_draft(
    *, by: User, profile: RoleProfile, content: dict[str, Any], seen: int, reason: str = ""
) -> ProfileDraft | None:
    """Keep a change for review. `seen` is the version that the editor began with: another one there now is a conflict.

    None where nothing has changed.
    """
    check_can_edit_library(by)
    profile = _locked(profile)
    draft = find_draft(profile)
    known, number = current_text(profile, draft)
    if seen != number:
        author = draft.version.author if draft else profile.live and profile.live.author
        raise ChangedMeanwhile(known, number=number, by=str(author or ""))
    content = _checked(content, profile.slug)
    if content == _clean(known):
        return draft
    base = profile.live or _begin_history(profile)
    version = add_version(profile, kind=Kind.DRAFT, content=content, author=by, reason=engine.clean(reason)[:200])
    fields = {
        "version": version,
        "state": State.EDITING,
        "answer": "",
        "answered_by": None,
        "updated_at": timezone.now(),
    }
    begun = draft.base if draft else base.number if base else 0
    return ProfileDraft.objects.update_or_create(profile=profile, defaults={**fields, "base": begun})[0]


@transaction.atomic
def import_draft(*, by: User, slug: str, content: dict[str, Any]) -> None:
    """What a file says of a role, new or known, as a draft that waits for review."""
    check_can_edit_library(by)
    profile = RoleProfile.objects.select_related("live").filter(slug=slug).first()
    if profile is not None and (draft := find_draft(profile)) is not None:
        raise WrongState(
            f"{profile.title} has an open change by {draft.version.author}. Publish it or give it up first."
        )
    if profile is None:
        profile = RoleProfile.objects.create(
            slug=slug, title=content["title"], field=content["field"], content=content, is_published=False
        )
        version = add_version(profile, kind=Kind.DRAFT, content=content, author=by, reason="Imported from a file")
        ProfileDraft.objects.create(profile=profile, version=version, base=0, state=State.REVIEW)
        return
    _, number = current_text(profile, None)
    draft = save_draft(by=by, profile=profile, content=content, seen=number, reason="Imported from a file")
    if draft is not None:
        _move(draft, State.REVIEW)


def checked_for_import(content: dict[str, Any], slug: str) -> dict[str, Any]:
    """The stored form of an imported content; raise `BadProfile` naming the cause."""
    if not slug_re.match(slug) or len(slug) > 80 or slug in RESERVED:
        raise BadProfile(f"slug: {slug[:40]!r} is no address such as ward-nurse.")
    return _checked(content, slug)


@transaction.atomic
def send_for_review(*, by: User, profile: RoleProfile, seen: int) -> None:
    check_can_edit_library(by)
    draft = _draft_as_seen(profile, seen, State.EDITING, State.RETURNED)
    _refuse_errors(draft)
    _move(draft, State.REVIEW)


@transaction.atomic
def publish(*, by: User, profile: RoleProfile, seen: int, live_seen: int, accept_style: bool) -> ProfileVersion:
    """Make the reviewed draft what the library says. The next text that is written uses it."""
    draft = _draft_as_seen(profile, seen, State.REVIEW)
    check_can_review(by, draft)
    profile = draft.profile
    if (profile.live.number if profile.live else 0) != live_seen:
        raise WrongState("Another version was published meanwhile. Look at the difference again before you publish.")
    findings = _refuse_errors(draft)
    if findings and not accept_style:
        raise BadProfile("Tick that the remarks on style are accepted, or send the draft back.")
    last = draft.version
    version = _make_live(profile, last.content, author=last.author, by=by, reason=last.reason)
    draft.delete()
    return version


@transaction.atomic
def send_back(*, by: User, profile: RoleProfile, seen: int, reason: str) -> None:
    draft = _draft_as_seen(profile, seen, State.REVIEW)
    check_can_review(by, draft)
    reason = engine.clean(reason)
    if not reason:
        raise BadProfile("Say why the draft goes back, so that its author knows what to change.")
    _move(draft, State.RETURNED, answer=reason[:500], answered_by=by)


@transaction.atomic
def discard_draft(*, by: User, profile: RoleProfile, seen: int) -> None:
    """Give the change up; its saved versions stay in the history. A role that was never published goes with it."""
    check_can_edit_library(by)
    draft = _draft_as_seen(profile, seen, *State)
    if draft.profile.live is None and draft.profile.is_own:
        draft.profile.delete()
    else:
        draft.delete()


@transaction.atomic
def restore_version(*, by: User, version: ProfileVersion) -> ProfileVersion | ProfileDraft | None:
    """An earlier text again, as a new version: at once if it was live before, as a draft if it never was."""
    check_can_edit_library(by)
    profile, reason = _locked(version.profile), f"Version {version.number} restored"
    if version.kind == Kind.DRAFT:
        _, number = current_text(profile, find_draft(profile))
        return save_draft(by=by, profile=profile, content=version.content, seen=number, reason=reason)
    if profile.live_id == version.pk or profile.content == version.content:
        raise WrongState(f"Version {version.number} is what the library says already.")
    return _make_live(profile, _checked(version.content, profile.slug), author=by, by=by, reason=reason)


@transaction.atomic
def settle_shipped(*, by: User, profile: RoleProfile, take: bool) -> None:
    """The product's newer file beside a profile that was changed here: begin a draft with it, or keep ours."""
    check_can_edit_library(by)
    profile = _locked(profile)
    if profile.shipped is None:
        raise WrongState("The shipped profile has been dealt with already.")
    if take:
        _, number = current_text(profile, find_draft(profile))
        reason = "Taken over from the shipped profile"
        save_draft(by=by, profile=profile, content=profile.shipped, seen=number, reason=reason)
    RoleProfile.objects.filter(pk=profile.pk).update(shipped=None)


def _locked(profile: RoleProfile) -> RoleProfile:
    RoleProfile.objects.select_for_update().get(pk=profile.pk)  # FOR UPDATE allows no outer join
    return RoleProfile.objects.select_related("live__author").get(pk=profile.pk)


def _draft_as_seen(profile: RoleProfile, seen: int, *states: ProfileDraft.State) -> ProfileDraft:
    profile = _locked(profile)
    draft = find_draft(profile)
    if draft is None:
        raise WrongState("There is no open change of this profile any more.")
    if draft.version.number != seen:
        raise WrongState("The draft was saved again meanwhile. Look at its newest text first.")
    if draft.state not in states:
        raise WrongState(f"This draft is {draft.get_state_display().lower()}; that cannot be done with it now.")
    draft.profile = profile
    return draft


def _move(draft: ProfileDraft, state: ProfileDraft.State, **fields: Any) -> None:
    """Conditional, so that of two reviewers only one decides."""
    waiting = ProfileDraft.objects.filter(pk=draft.pk, version=draft.version, state=draft.state)
    if not waiting.update(state=state, updated_at=timezone.now(), **({"answer": "", "answered_by": None} | fields)):
        raise WrongState("Somebody else has decided on this draft meanwhile.")


def _refuse_errors(draft: ProfileDraft) -> Collection[Any]:
    findings = engine.review(draft.version.content)
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise BadProfile(
            f"The draft has an error: {name_place(errors[0].place)}: {errors[0].reason}{more}. Mend it first."
        )
    return findings


def _begin_history(profile: RoleProfile) -> ProfileVersion | None:
    """What the library said before anybody changed it, as the first version."""
    if profile.is_own:
        return None
    profile.live = add_version(profile, kind=Kind.SHIPPED, content=complete(profile.content, profile))
    RoleProfile.objects.filter(pk=profile.pk).update(live=profile.live)
    return profile.live


def _make_live(
    profile: RoleProfile, content: dict[str, Any], *, author: User | None, by: User, reason: str
) -> ProfileVersion:
    version = add_version(profile, kind=Kind.PUBLISHED, content=content, author=author, reviewer=by, reason=reason)
    profile.title, profile.field, profile.content = content["title"], content["field"], content
    profile.live, profile.is_published = version, True
    profile.save(update_fields=["title", "field", "content", "live", "is_published", "updated_at"])
    store_names(profile)
    return version


def _checked(content: dict[str, Any], slug: str) -> dict[str, Any]:
    """The content in its stored form; raise `BadProfile` for what no table or text could hold."""
    try:
        checked = engine.checked_content(_clean(content), slug=slug)
    except engine.ProfileError as error:
        raise BadProfile(f"{error}.") from error
    if not checked["title"].strip():
        raise BadProfile("A role needs a title.")
    problems = [problem for name, value in checked.items() for problem in _too_much(name, value)]
    if problems:
        raise BadProfile(*problems)
    return checked


def _clean(value: Any) -> Any:
    """Every text without the control characters that no table can hold."""
    if isinstance(value, str):
        return engine.clean(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _too_much(name: str, value: Any) -> list[str]:
    label = name.replace("_", " ")
    if isinstance(value, str):
        most = {"title": LONGEST_NAME, "aliases": LONGEST_NAME, "field": 40}.get(name, LONGEST_TEXT)
        return [f"{label}: “{value[:40]}…” is longer than {most} characters."] if len(value) > most else []
    items = list(value.values()) if isinstance(value, dict) else value
    too_many = [f"{label}: more than {MOST_ITEMS} entries."] if len(items) > MOST_ITEMS else []
    return too_many + [problem for item in items for problem in _too_much(name, item)]
