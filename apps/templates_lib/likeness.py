"""Drafts of profiles compared by meaning with the rest of the library, by a worker; pages read what it found."""

from __future__ import annotations

import logging

from apps.templates_lib import engine
from apps.templates_lib.engine import ReviewFinding
from apps.templates_lib.models import ProfileDraft, RoleProfile

logger = logging.getLogger(__name__)


def compare_drafts() -> int:
    """Compare each draft that was saved since; the number of them. A text saved meanwhile waits for the next time."""
    drafts = list(ProfileDraft.objects.filter(likeness__isnull=True).select_related("version"))
    try:
        found = [engine.compare_by_meaning({draft.pk: draft.version.content})[draft.pk] for draft in drafts]
    except engine.EncoderError as error:
        logger.warning("drafts are not compared by meaning: %s", error)
        return 0
    for draft, findings in zip(drafts, found, strict=True):
        rows = [{"place": finding.place, "reason": finding.reason} for finding in findings]
        ProfileDraft.objects.filter(pk=draft.pk, version=draft.version).update(likeness=rows)
    return len(drafts)


def compare_published() -> dict[str, list[ReviewFinding]]:
    """What published profiles say in the same sense as others, by slug."""
    contents = dict(RoleProfile.objects.filter(is_published=True).values_list("slug", "content"))
    return {slug: findings for slug, findings in engine.compare_by_meaning(contents).items() if findings}


def remarks_by_meaning(profile: RoleProfile) -> list[ReviewFinding]:
    """What a worker has found in the open draft; nothing before it has looked."""
    rows = ProfileDraft.objects.filter(pk=profile.pk).values_list("likeness", flat=True).first()
    return [ReviewFinding(**row, is_error=False) for row in rows or []]
