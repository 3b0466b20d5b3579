"""What people and commands do with the role library."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.db.models import Count

from apps.templates_lib import engine
from apps.templates_lib.models import JobTemplate, ProfileName, RoleProfile
from apps.templates_lib.models.history import VersionKind
from apps.templates_lib.reviewing import add_version


@dataclass(frozen=True, slots=True)
class Offers:
    """What a role profile offers for picking: cues of responsibilities, requirements and skills, and questions."""

    slug: str
    title: str
    responsibilities: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)
    nice_to_have: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    soc: str = ""


def profile_offers(slug: str, level: str = "") -> Offers | None:
    if not slug_re.match(slug):
        return None  # what is no slug names no profile, and PostgreSQL would not even be asked about a NUL
    profile = RoleProfile.objects.filter(slug=slug, is_published=True).first()
    if profile is None:
        return None
    content: dict[str, Any] = profile.content
    fits = [item for item in content["responsibilities"] if not item["levels"] or (level or "mid") in item["levels"]]
    return Offers(
        slug=profile.slug,
        title=profile.title,
        responsibilities=[item["cue"] for item in fits],
        required=[item["cue"] for item in content["requirements"] if item["kind"] == "essential"],
        nice_to_have=[item["cue"] for item in content["requirements"] if item["kind"] != "essential"],
        questions=[item["ask"] for item in content["questions"]],
        soc=content.get("soc", ""),
    )


def count_by_field(*, all: bool) -> dict[str, int]:
    """How many roles each field of work has, published ones or all."""
    profiles = RoleProfile.objects.all() if all else RoleProfile.objects.filter(is_published=True)
    return dict(profiles.order_by("field").values_list("field").annotate(Count("slug")))


@dataclass(frozen=True, slots=True)
class Loaded:
    profiles: int
    changed: int
    templates: int = 0
    changed_templates: int = 0


@transaction.atomic
def load_library() -> Loaded:
    """Bring the profiles and job templates of the repository into the database."""
    profiles, changed = _load_profiles()
    templates, changed_templates = load_templates()
    return Loaded(profiles, changed, templates, changed_templates)


def _load_profiles() -> tuple[int, int]:
    """Bring the profiles of the repository into the database; those that are the same stay untouched.

    A profile that people have changed here keeps their content, and the new file's stands beside it for them to look
    at. `content_hash` is that of the last loaded file.
    """
    contents = engine.library_contents()
    known = dict(RoleProfile.objects.values_list("slug", "content_hash"))
    changed = {
        slug: (content, digest)
        for slug, content in contents.items()
        if known.get(slug) != (digest := engine.content_hash(content))
    }
    kept = {profile.slug: profile for profile in _changed_here(changed)}
    for slug, (content, digest) in changed.items():
        if slug in kept:
            _offer_shipped(kept[slug], content, digest)
        else:
            _take_shipped(slug, content, digest)
    return len(contents), len(changed)


def _changed_here(slugs: Collection[str]) -> list[RoleProfile]:
    """Those whose live text was published here and is not the last file's."""
    touched = RoleProfile.objects.filter(live__kind=VersionKind.PUBLISHED)
    return [
        profile
        for profile in touched.filter(slug__in=slugs)
        if profile.is_own or engine.content_hash(profile.content) != profile.content_hash
    ]


def _offer_shipped(profile: RoleProfile, content: dict[str, Any], digest: str) -> None:
    shipped = content if content != profile.content else None
    RoleProfile.objects.filter(pk=profile.pk).update(shipped=shipped, content_hash=digest)


def _take_shipped(slug: str, content: dict[str, Any], digest: str) -> None:
    """Follow the file. Where a history has begun, it gets a version that says so."""
    fields = {"title": content["title"], "field": content["field"], "content": content, "content_hash": digest}
    RoleProfile.objects.filter(slug=slug, content_hash="").update(is_published=True)  # so far a draft of the same name
    profile, _ = RoleProfile.objects.update_or_create(slug=slug, defaults={**fields, "shipped": None})
    store_names(profile)
    if profile.live_id:
        profile.live = add_version(profile, kind=VersionKind.SHIPPED, content=content)
        profile.save(update_fields=["live"])


def store_names(profile: RoleProfile) -> None:
    profile.names.all().delete()
    names = {engine.normalise_title(name): name for name in reversed([profile.title, *profile.content["aliases"]])}
    ProfileName.objects.bulk_create(
        ProfileName(profile=profile, name=name, normalised=normalised, is_title=name == profile.title)
        for normalised, name in names.items()
    )


@transaction.atomic(savepoint=False)
def load_templates() -> tuple[int, int]:
    """How many job templates the repository has, and how many of them were brought into the database or up to date.

    One that people have changed here keeps what they made of it, and so does one of theirs that has the same name.
    """
    contents = engine.template_contents()
    rows = list(JobTemplate.objects.all())
    known = {row.source: row for row in rows if row.source}
    taken = {row.name.casefold() for row in rows}
    changed = 0
    for source, content in contents.items():
        row, digest = known.get(source), engine.content_hash(content)
        if row is None and content["name"].casefold() not in taken:
            _store_template(JobTemplate(source=source), content, digest)
        elif row is not None and row.content_hash != digest and engine.content_hash(row.content) == row.content_hash:
            _store_template(row, content, digest)
        else:
            continue
        changed += 1
    if not any(row.is_default for row in rows):
        JobTemplate.objects.filter(name=engine.DEFAULT_TEMPLATE).update(is_default=True)
    return len(contents), changed


def _store_template(row: JobTemplate, content: dict[str, Any], digest: str) -> None:
    """Follow the file. Where a history has begun, it gets a version that says so."""
    row.take(content)
    row.content_hash = digest
    if row.live_id:
        row.live = add_version(row, kind=VersionKind.SHIPPED, content=content)
    row.save()
