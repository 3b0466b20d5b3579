"""The door from the role library's tables to `ml`: profiles, their vectors, and the matcher over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from django.db.models import Count, Max

import ml
from apps.templates_lib.models import Embedding, RoleProfile
from ml.language.text import capitalise
from ml.library import markup
from ml.library.review import Neighbours, ReviewFinding, index_library, mark_duty, review_alone, review_beside

__all__ = ["mark_duty"]
LEVELS = tuple(str(level) for level in ml.Level)
Matcher = ml.Matcher
clean = ml.clean
ProfileError = ml.ProfileError
_lock = Lock()
_matcher: tuple[object, ml.Matcher] | None = None


class EmbeddingTable:
    """`ml`'s vector store over the table of embeddings."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        rows = Embedding.objects.filter(key__in=keys) if len(keys) <= 500 else Embedding.objects.all()
        wanted = set(keys)
        return {key: bytes(vector) for key, vector in rows.values_list("key", "vector") if key in wanted}

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        rows = [Embedding(key=key, vector=vector) for key, vector in vectors.items()]
        Embedding.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


@cache
def encoder() -> ml.SentenceEncoder:
    """One a process, loaded when something is first encoded."""
    return ml.SentenceEncoder()


def matcher() -> ml.Matcher:
    """The matcher over the published profiles; made again when one of them has changed."""
    global _matcher
    state = tuple(RoleProfile.objects.aggregate(Count("slug"), Max("updated_at")).values())
    with _lock:
        if _matcher is None or _matcher[0] != state:
            rows = RoleProfile.objects.filter(is_published=True).values_list("slug", "content")
            profiles = [ml.profile_from_dict(content, name=slug) for slug, content in rows]
            _matcher = (state, ml.Matcher(ml.Library(profiles), encoder(), EmbeddingTable()))
        return _matcher[1]


def normalise_title(text: str) -> str:
    return ml.normalise(text)


def library_contents() -> dict[str, dict[str, Any]]:
    """The profiles of the repository as JSON-able contents by slug."""
    return {profile.id: _as_content(profile) for profile in ml.load_library().values()}


def checked_content(content: dict[str, Any], *, slug: str) -> dict[str, Any]:
    """The content in its stored form; raise `ProfileError` where the schema does not allow it."""
    return _as_content(ml.profile_from_dict(content | {"id": slug}, name=slug))


def review(content: dict[str, Any]) -> list[ReviewFinding]:
    """What the linter says of a stored content, by itself and beside the published profiles."""
    alone = _review_alone(json.dumps(content, sort_keys=True))
    return [*alone, *review_beside(ml.profile_from_dict(content, name=content["id"]), _neighbours(matcher().library))]


@lru_cache(maxsize=1)
def _neighbours(library: ml.Library) -> Neighbours:
    """Libraries are compared by identity: made again when the matcher is."""
    return index_library(library.values())


@lru_cache(maxsize=256)
def _review_alone(content: str) -> tuple[ReviewFinding, ...]:
    """Kept by content: comparing every sentence with every other takes a third of a second."""
    profile = json.loads(content)
    return tuple(review_alone(ml.profile_from_dict(profile, name=profile["id"])))


def read_plain(statement: str) -> str:
    """A statement as it will read, addressed to "you", as a sentence of its own; "…" stands for an answer."""
    text = capitalise(markup.plain(statement.replace(markup.ANSWER, "…")))
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _as_content(profile: ml.RoleProfile) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json.dumps(asdict(profile)))
    return content


def content_hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def store_embeddings() -> int:
    """Embed what is not embedded yet; the number of library texts."""
    found = matcher()
    found.vectors(found.library_texts)
    return len(found.library_texts)


def warm_up() -> None:
    matcher().warm_up()
