"""Where comments belong as the text changes, and those that the job template brings along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apps.descriptions import engine
from apps.descriptions.lines import StoredLine
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.review_models import Comment


def inherit(description: JobDescription) -> None:
    """Take over what the job template says to each section, once; a settled one stays settled."""
    notes = engine.notes_for(description)
    sections = description.sections.values_list("kind", "heading")
    Comment.objects.bulk_create(
        [
            Comment(
                description=description, section_kind=kind, heading=heading, text=text, origin=Comment.Origin.TEMPLATE
            )
            for kind, heading in sections
            if kind in notes
            for text in notes[kind].comments
        ],
        ignore_conflicts=True,
    )


def follow_edit(description: JobDescription, before: Iterable[StoredLine], after: Iterable[StoredLine]) -> None:
    """A comment on a line that was edited now belongs to the edited line."""
    texts = {line["text"] for line in after}
    gone = {line["text"] for line in before} - texts
    for line in after:
        old = line.get("edited_from", "")
        if old in gone:
            description.comments.filter(line_text=old).update(line_text=line["text"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment belongs now: `section` is the pk, None for the whole text or for a line that is gone."""

    section: int | None = None
    line: str = ""
    is_outdated: bool = False


def place_of(comment: Comment, sections: Iterable[Section]) -> Place:
    """By the line's own text, in its section first and wherever it has moved to else."""
    own = [section for section in sections if section.kind == comment.section_kind]
    own = [section for section in own if section.heading == comment.heading] or own
    if not comment.line_text:
        return Place(own[0].pk) if own else Place(is_outdated=bool(comment.section_kind))
    for section in [*own, *sections]:
        if any(line["text"] == comment.line_text for line in section.lines):
            return Place(section.pk, comment.line_text)
    return Place(own[0].pk if own else None, is_outdated=True)
