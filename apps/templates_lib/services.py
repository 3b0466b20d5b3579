"""What people and commands do with the role library."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.db.models import Count, Max
from rapidfuzz import fuzz

from apps.templates_lib import engine
from apps.templates_lib.models import ProfileName, ProfileVersion, RoleProfile

#: A typed title must be at least this like a known name to suggest it, 0 to 100.
SUGGESTED = 70


@dataclass(frozen=True, slots=True)
class Suggestion:
    slug: str
    title: str
    alias: str
    field: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a role profile offers for picking: cues of responsibilities, requirements and skills, and questions."""

    slug: str
    title: str
    responsibilities: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)
    nice_to_have: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def suggest_profiles(title: str, limit: int = 6) -> list[Suggestion]:
    """The published profiles whose title or alias is begun, contained, or nearly spelt by what was typed."""
    typed = engine.normalise_title(title)
    if len(typed) < 2:
        return []
    names = list(
        ProfileName.objects.filter(profile__is_published=True).values_list(
            "normalised", "name", "profile_id", "profile__title", "profile__field"
        )
    )
    ranked = sorted(((_likeness(typed, name[0]), name) for name in names), key=lambda pair: (-pair[0], len(pair[1][0])))
    found: dict[str, Suggestion] = {}
    for likeness, (_, alias, slug, profile_title, profile_field) in ranked:
        if likeness < SUGGESTED or len(found) == limit:
            break
        found.setdefault(slug, Suggestion(slug, profile_title, alias, profile_field))
    return list(found.values())


def _likeness(typed: str, name: str) -> float:
    if name.startswith(typed):
        return 100
    if f" {typed}" in f" {name}":
        return 95
    if len(typed) < 4:
        return 0
    begun, whole = fuzz.ratio(typed, name[: len(typed)]), fuzz.token_sort_ratio(typed, name)
    return min(94, max(begun, whole))


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
    )


def count_by_field(*, all: bool) -> dict[str, int]:
    """How many roles each field of work has, published ones or all."""
    profiles = RoleProfile.objects.all() if all else RoleProfile.objects.filter(is_published=True)
    return dict(profiles.order_by("field").values_list("field").annotate(Count("slug")))


@dataclass(frozen=True, slots=True)
class Loaded:
    profiles: int
    changed: int


@transaction.atomic
def load_library() -> Loaded:
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
    return Loaded(len(contents), len(changed))


def _changed_here(slugs: Collection[str]) -> list[RoleProfile]:
    """Those whose live text was published here and is not the last file's."""
    touched = RoleProfile.objects.filter(live__kind=ProfileVersion.Kind.PUBLISHED)
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
        profile.live = add_version(profile, kind=ProfileVersion.Kind.SHIPPED, content=content)
        profile.save(update_fields=["live"])


def add_version(profile: RoleProfile, **fields: Any) -> ProfileVersion:
    """The next version of a profile; call it inside a transaction that holds the profile's row."""
    latest = profile.versions.aggregate(Max("number"))["number__max"] or 0
    return ProfileVersion.objects.create(profile=profile, number=latest + 1, **fields)


def store_names(profile: RoleProfile) -> None:
    profile.names.all().delete()
    names = {engine.normalise_title(name): name for name in reversed([profile.title, *profile.content["aliases"]])}
    ProfileName.objects.bulk_create(
        ProfileName(profile=profile, name=name, normalised=normalised, is_title=name == profile.title)
        for normalised, name in names.items()
    )
