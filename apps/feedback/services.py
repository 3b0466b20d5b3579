"""Storing what people think of a text."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import outbox
from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription, Revision
from apps.feedback.models import WRITTEN_BY_PERSON, Rating


@transaction.atomic
def rate(
    *, by: User, description: JobDescription, stars: int, reasons: Sequence[str], comment: str, section_kind: str = ""
) -> Rating:
    """Rate the latest version of a text; a second rating of the same version by the same person replaces the first."""
    revision = description.revisions.first()
    if revision is None:
        raise WrongState("There is no text to rate yet.")
    if section_kind and section_kind not in {section["kind"] for section in revision.content}:
        raise WrongState("This section is no longer part of the text. Reload the page to rate what is there now.")
    now = timezone.now()
    values = {"stars": stars, "reasons": sorted(set(reasons)), "comment": comment.strip(), "updated_at": now}
    rating, is_new = Rating.objects.update_or_create(
        revision=revision,
        section_kind=section_kind,
        author=by,
        defaults=values,
        create_defaults=values | {"description": description, "engine": engine_of(revision), "created_at": now},
    )
    if is_new:
        outbox.announce("feedback.created", description, rating_id=rating.pk)
    return rating


def engine_of(revision: Revision) -> str:
    """The engine that wrote this version, or the one that people edited towards it."""
    written = Revision.objects.filter(
        description=revision.description_id, number__lte=revision.number, origin=Revision.Origin.ENGINE
    )
    return written.values_list("engine", flat=True).first() or WRITTEN_BY_PERSON
