"""Files of a job description: as it is once it is approved, marked as a draft in text and name before."""

from __future__ import annotations

from copy import copy

from apps.descriptions import documents, revisions
from apps.descriptions.models import JobDescription

DRAFT_MARK = "DRAFT, not approved: "


def export(description: JobDescription, format: str) -> documents.Exported:
    """Raise `DescriptionError` with a sentence when a file cannot be made."""
    return documents.export(description if is_approved_text(description) else marked(description), format)


def is_approved_text(description: JobDescription) -> bool:
    """Not the status alone: the text itself is compared with the one that was approved."""
    return description.is_final and revisions.hash_of(description) == description.approved_hash


def marked(description: JobDescription) -> JobDescription:
    draft = copy(description)
    draft.title = DRAFT_MARK + description.title
    return draft


def without_mark(title: str) -> str:
    """The title in a file that was exported as a draft and comes back."""
    return title.removeprefix(DRAFT_MARK)
