"""What the page of a review shows: the way through the steps, what nobody has touched, comments in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.accounts.models import User
from apps.descriptions import anchors, routes
from apps.descriptions.diffs import SectionDiff, diff_contents
from apps.descriptions.lines import StoredLine
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.permissions import can_resolve
from apps.descriptions.review_models import Comment, Decision, Review
from apps.descriptions.untouched import is_untouched, is_vouched_for


@dataclass(frozen=True, slots=True)
class ShownComment:
    comment: Comment
    replies: tuple[Comment, ...]
    may_resolve: bool
    is_outdated: bool = False

    @property
    def is_open(self) -> bool:
        return self.comment.resolved_at is None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    text: str
    writer: str
    is_untouched: bool
    is_vouched_for: bool
    is_general: bool
    confirmed_by: str
    comments: tuple[ShownComment, ...]


@dataclass(frozen=True, slots=True)
class ReviewSection:
    pk: int
    heading: str
    lines: tuple[ReviewLine, ...]
    comments: tuple[ShownComment, ...]

    @property
    def open_comments(self) -> int:
        comments = [*self.comments, *(shown for line in self.lines for shown in line.comments)]
        return sum(shown.is_open for shown in comments)


@dataclass(frozen=True, slots=True)
class ShownStep:
    name: str
    who: str
    state: str  # done, returned, waiting, later
    decision: Decision | None = None


@dataclass(slots=True)
class Discussion:
    """Comments by where they belong: (section pk, line) -> comments; what belongs nowhere stands at (None, "")."""

    places: dict[tuple[int | None, str], list[ShownComment]] = field(default_factory=lambda: defaultdict(list))
    open: int = 0

    def at(self, section: int | None, line: str = "") -> tuple[ShownComment, ...]:
        return tuple(self.places.get((section, line), ()))


def show_discussion(description: JobDescription, sections: Sequence[Section], *, viewer: User) -> Discussion:
    discussion = Discussion()
    comments = description.comments.select_related("author", "resolved_by")
    replies: dict[int, list[Comment]] = defaultdict(list)
    threads: list[Comment] = []
    for comment in comments:
        comment.description = description
        (replies[comment.parent_id] if comment.parent_id else threads).append(comment)
    for thread in threads:
        place = anchors.place_of(thread, sections)
        shown = ShownComment(thread, tuple(replies[thread.pk]), can_resolve(viewer, thread), place.is_outdated)
        discussion.places[place.section, place.line].append(shown)
        discussion.open += shown.is_open
    return discussion


def show_sections(
    sections: Sequence[Section], discussion: Discussion, *, general: Sequence[str]
) -> list[ReviewSection]:
    return [
        ReviewSection(
            section.pk,
            section.heading,
            tuple(_show_line(section, line, discussion, general) for line in section.lines),
            discussion.at(section.pk),
        )
        for section in sections
    ]


def _show_line(section: Section, line: StoredLine, discussion: Discussion, general: Sequence[str]) -> ReviewLine:
    people = [source.get("ref", "") for source in line.get("sources", []) if source["kind"] == "person"]
    return ReviewLine(
        text=line["text"],
        writer=line.get("writer", ""),
        is_untouched=is_untouched(line, section.kind),
        is_vouched_for=is_vouched_for(line),
        is_general=line["text"] in general,
        confirmed_by=people[-1] if people else "",
        comments=discussion.at(section.pk, line["text"]),
    )


def show_steps(review: Review) -> list[ShownStep]:
    decisions = {decision.step: decision for decision in review.decisions.select_related("by")}
    return [_show_step(review, number, step, decisions.get(number)) for number, step in enumerate(review.steps)]


def _show_step(review: Review, number: int, step: dict[str, Any], decision: Decision | None) -> ShownStep:
    state = "later"
    if decision is not None:
        state = "done" if decision.verdict == Decision.Verdict.APPROVED else "returned"
    elif number == review.step and review.state == Review.State.OPEN:
        state = "waiting"
    return ShownStep(step["name"], routes.describe_step(step), state, decision)


def last_approved(description: JobDescription, review: Review | None) -> Review | None:
    """The round whose approval came before this one."""
    approved = description.reviews.filter(state=Review.State.APPROVED)
    if review is not None:
        approved = approved.filter(pk__lt=review.pk)
    found: Review | None = approved.select_related("revision").first()
    return found


def changes_since(before: Review, content: list[dict[str, Any]]) -> list[SectionDiff]:
    """What the person who decides has to look at: sections that differ from the text last approved."""
    return [section for section in diff_contents(before.revision.content, content) if section.is_changed]
