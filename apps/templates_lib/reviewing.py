"""Changing what the library says: saved as drafts, reviewed by somebody else, published as an immutable version.

One `Workflow` a kind of content: role profiles (`editing`), company texts (`company_texts`), job templates
(`job_templates`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.errors import BadContent, ChangedMeanwhile, WrongState
from apps.templates_lib.models.history import DraftState, VersionKind
from apps.templates_lib.permissions import check_can_edit_library, check_can_review

Content = dict[str, Any]
Kind, State = VersionKind, DraftState
#: Why there is a version that nobody typed.
IMPORTED, LEARNT = "Imported from a file", "Learnt from postings"


def add_version(owner: Any, **fields: Any) -> Any:
    """The next version; call it inside a transaction that holds the owner's row."""
    latest = owner.versions.aggregate(Max("number"))["number__max"] or 0
    return owner.versions.create(number=latest + 1, **fields)


def cleaned(value: Any) -> Any:
    """Every text without the control characters that no table can hold."""
    if isinstance(value, str):
        return engine.clean(value)
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


class Workflow(ABC):
    """The steps of a change. `noun` is what messages call the thing that is changed."""

    owners: ClassVar[type[models.Model]]
    drafts: ClassVar[Any]  # the concrete classes of `models.history.Draft`, whose fields no type checker sees there
    noun: ClassVar[str]

    @abstractmethod
    def content_of(self, owner: Any) -> Content:
        """What is live, in the form that editors change."""

    @abstractmethod
    def checked(self, content: Content, owner: Any) -> Content:
        """The content in its stored form; raise `BadContent` for what no table or text could hold."""

    @abstractmethod
    def refuse_errors(self, content: Content, owner: Any) -> Collection[Any]:
        """Raise `BadContent` for what must not be published; return remarks that a reviewer has to accept."""

    @abstractmethod
    def store(self, owner: Any, content: Content) -> None:
        """Make the content what the library says; `owner.live` is set already."""

    def find_draft(self, owner: Any) -> Any:
        drafts = self.drafts.objects.select_related("version__author", "answered_by")
        return drafts.filter(pk=owner.pk).first()

    def current_text(self, owner: Any, draft: Any) -> tuple[Content, int]:
        """What an editor works on, and its number for the next save: the draft, else what is live (0: no history)."""
        if draft is not None:
            return draft.version.content, draft.version.number
        return self.content_of(owner), owner.live.number if owner.live else 0

    def begin(self, owner: Any, content: Content, *, by: User, reason: str, state: DraftState = State.EDITING) -> None:
        """The first draft of something new."""
        version = add_version(owner, kind=Kind.DRAFT, content=content, author=by, reason=reason)
        self.drafts.objects.create(pk=owner.pk, version=version, base=0, state=state)

    @transaction.atomic
    def save_draft(self, *, by: User, owner: Any, content: Content, seen: int, reason: str = "") -> Any:
        """Keep a change for review. `seen` is the version that the editor began with: another one there now is a
        conflict. None where nothing has changed.
        """
        check_can_edit_library(by)
        owner = self.locked(owner)
        draft = self.find_draft(owner)
        known, number = self.current_text(owner, draft)
        if seen != number:
            author = draft.version.author if draft else owner.live and owner.live.author
            raise ChangedMeanwhile(known, number=number, by=str(author or ""), noun=self.noun)
        content = self.checked(content, owner)
        if content == cleaned(known):
            return draft
        base = owner.live or self._begin_history(owner)
        reason = engine.clean(reason)[:200]
        version = add_version(owner, kind=Kind.DRAFT, content=content, author=by, reason=reason)
        fields = {"version": version, "state": State.EDITING, "answer": "", "answered_by": None}
        fields |= {"updated_at": timezone.now(), "base": draft.base if draft else base.number if base else 0}
        return self.drafts.objects.update_or_create(pk=owner.pk, defaults=fields)[0]

    def propose_change(self, *, by: User, owner: Any, content: Content, reason: str) -> None:
        """What a file or past postings say of something known, as a draft that waits for review."""
        if draft := self.find_draft(owner):
            raise WrongState(f"{owner} has an open change by {draft.version.author}. Publish it or give it up first.")
        _, number = self.current_text(owner, None)
        draft = self.save_draft(by=by, owner=owner, content=content, seen=number, reason=reason)
        if draft is not None:
            self.move(draft, State.REVIEW)

    @transaction.atomic
    def send_for_review(self, *, by: User, owner: Any, seen: int) -> None:
        check_can_edit_library(by)
        draft, owner = self._draft_as_seen(owner, seen, State.EDITING, State.RETURNED)
        self.refuse_errors(draft.version.content, owner)
        self.move(draft, State.REVIEW)

    @transaction.atomic
    def publish(self, *, by: User, owner: Any, seen: int, live_seen: int, accept_style: bool) -> Any:
        """Make the reviewed draft what the library says. The next text that is written uses it."""
        draft, owner = self._draft_as_seen(owner, seen, State.REVIEW)
        check_can_review(by, draft)
        if (owner.live.number if owner.live else 0) != live_seen:
            raise WrongState(
                "Another version was published meanwhile. Look at the difference again before you publish."
            )
        if self.refuse_errors(draft.version.content, owner) and not accept_style:
            raise BadContent("Tick that the remarks on style are accepted, or send the draft back.")
        last = draft.version
        version = self._make_live(owner, last.content, author=last.author, by=by, reason=last.reason)
        draft.delete()
        return version

    @transaction.atomic
    def send_back(self, *, by: User, owner: Any, seen: int, reason: str) -> None:
        draft, _ = self._draft_as_seen(owner, seen, State.REVIEW)
        check_can_review(by, draft)
        reason = engine.clean(reason)
        if not reason:
            raise BadContent("Say why the draft goes back, so that its author knows what to change.")
        self.move(draft, State.RETURNED, answer=reason[:500], answered_by=by)

    @transaction.atomic
    def discard_draft(self, *, by: User, owner: Any, seen: int) -> bool:
        """Give the change up; its saved versions stay in the history. True for what was never published: it goes."""
        check_can_edit_library(by)
        draft, owner = self._draft_as_seen(owner, seen, *State)
        is_new = owner.live is None and owner.is_own
        (owner if is_new else draft).delete()
        return is_new

    @transaction.atomic
    def restore_version(self, *, by: User, version: Any) -> Any:
        """An earlier text again, as a new version: at once if it was live before, as a draft if it never was."""
        check_can_edit_library(by)
        owner, reason = self.locked(version.owner), f"Version {version.number} restored"
        if version.kind == Kind.DRAFT:
            _, number = self.current_text(owner, self.find_draft(owner))
            return self.save_draft(by=by, owner=owner, content=version.content, seen=number, reason=reason)
        if owner.live_id == version.pk or self.content_of(owner) == version.content:
            raise WrongState(f"Version {version.number} is what the library says already.")
        return self._make_live(owner, self.checked(version.content, owner), author=by, by=by, reason=reason)

    def locked(self, owner: Any) -> Any:
        self.owners._default_manager.select_for_update().get(pk=owner.pk)  # FOR UPDATE allows no outer join
        return self.owners._default_manager.select_related("live__author").get(pk=owner.pk)

    def move(self, draft: Any, state: DraftState, **fields: Any) -> None:
        """Conditional, so that of two reviewers only one decides."""
        waiting = self.drafts.objects.filter(pk=draft.pk, version=draft.version, state=draft.state)
        fields = {"answer": "", "answered_by": None, "updated_at": timezone.now()} | fields
        if not waiting.update(state=state, **fields):
            raise WrongState("Somebody else has decided on this draft meanwhile.")

    def _draft_as_seen(self, owner: Any, seen: int, *states: DraftState) -> tuple[Any, Any]:
        owner = self.locked(owner)
        draft = self.find_draft(owner)
        if draft is None:
            raise WrongState(f"There is no open change of this {self.noun} any more.")
        if draft.version.number != seen:
            raise WrongState("The draft was saved again meanwhile. Look at its newest text first.")
        if draft.state not in states:
            raise WrongState(f"This draft is {draft.get_state_display().lower()}; that cannot be done with it now.")
        return draft, owner

    def _begin_history(self, owner: Any) -> Any:
        """What the library said before anybody changed it, as the first version."""
        if owner.is_own:
            return None
        owner.live = add_version(owner, kind=Kind.SHIPPED, content=self.content_of(owner))
        self.owners._default_manager.filter(pk=owner.pk).update(live=owner.live)
        return owner.live

    def _make_live(self, owner: Any, content: Content, *, author: User | None, by: User, reason: str) -> Any:
        fields = {"content": content, "author": author, "reviewer": by, "reason": reason}
        owner.live = add_version(owner, kind=Kind.PUBLISHED, **fields)
        self.store(owner, content)
        return owner.live
