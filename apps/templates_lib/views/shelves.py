"""The two kinds of content that are changed under review, as the pages for it see them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.company_texts import TEXTS, diff_texts, show_text
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.models import Boilerplate
from apps.templates_lib.permissions import can_edit_library
from apps.templates_lib.profile_shown import diff_contents, name_place, show_content
from apps.templates_lib.reviewing import Content, Workflow
from apps.templates_lib.views.browse import get_profile

ACTIONS = ("edit", "review", "send", "publish", "send_back", "discard", "versions", "restore")


class Shelf(ABC):
    """`names` are the pages of each action; `content_template` shows a content as it would be published."""

    workflow: ClassVar[Workflow]
    suffix: ClassVar[str] = ""
    list_name: ClassVar[str] = "library:list"
    content_template: ClassVar[str]

    @property
    def names(self) -> dict[str, str]:
        return {action: f"library:{action}{self.suffix}" for action in ACTIONS}

    def url(self, action: str, owner: Any, *more: Any) -> str:
        return reverse(self.names[action], args=[owner.pk, *more])

    @abstractmethod
    def find(self, user: User, **key: Any) -> Any:
        """What the address names, or 404; what was never published is for editors."""

    @abstractmethod
    def diff(self, old: Content, new: Content) -> list[Any]: ...

    @abstractmethod
    def show(self, content: Content) -> Any: ...

    def remarks(self, content: Content) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        """Errors, and remarks that a reviewer has to accept."""
        return [], []


class ProfileShelf(Shelf):
    workflow = PROFILES
    content_template = "library/_content.html"

    def find(self, user: User, **key: Any) -> Any:
        return get_profile(key["slug"], may_edit=can_edit_library(user))

    def diff(self, old: Content, new: Content) -> list[Any]:
        return diff_contents(old, new)

    def show(self, content: Content) -> Any:
        return show_content(content)

    def remarks(self, content: Content) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        findings = engine.review(content)
        errors = _named(finding for finding in findings if finding.is_error)
        return errors, _named(finding for finding in findings if not finding.is_error)


class TextShelf(Shelf):
    workflow = TEXTS
    suffix, list_name = "_boilerplate", "library:boilerplate"
    content_template = "library/_text.html"

    def find(self, user: User, **key: Any) -> Any:
        return get_object_or_404(texts_for(user), pk=key["boilerplate_id"])

    def diff(self, old: Content, new: Content) -> list[Any]:
        return diff_texts(old, new)

    def show(self, content: Content) -> Any:
        return show_text(content)


def texts_for(user: User) -> QuerySet[Boilerplate]:
    """The company's texts; editors see those that nobody has published yet, too."""
    texts = Boilerplate.objects.select_related("department", "live__author", "live__reviewer")
    return texts if can_edit_library(user) else texts.filter(is_published=True)


def _named(findings: Iterable[Any]) -> list[dict[str, str]]:
    return [{"place": name_place(finding.place), "reason": finding.reason} for finding in findings]


PROFILE_SHELF, TEXT_SHELF = ProfileShelf(), TextShelf()
