"""The door from the library's tables to `ml`: profiles, their vectors, the matcher over them, and job templates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any

from django.db.models import Count, Max

import ml
from apps.templates_lib.models import Embedding, RoleProfile

Matcher = ml.Matcher
ProfileError, TemplateError = ml.ProfileError, ml.TemplateError
DEFAULT_TEMPLATE = ml.DEFAULT_TEMPLATE
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
    from dataclasses import asdict

    return {profile.id: json.loads(json.dumps(asdict(profile))) for profile in ml.load_library().values()}


def template_contents() -> dict[str, dict[str, Any]]:
    """The job templates of the repository as JSON-able contents by the name of their file."""
    return {stem: ml.template_to_dict(template) for stem, template in ml.load_templates().items()}


def check_template(content: dict[str, Any]) -> dict[str, Any]:
    """The content in its stored form; raise `TemplateError` with a sentence that names the place."""
    return ml.template_to_dict(ml.template_from_dict(content))


def content_hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def store_embeddings() -> int:
    """Embed what is not embedded yet; the number of library texts."""
    found = matcher()
    found.vectors(found.library_texts)
    return len(found.library_texts)


def warm_up() -> None:
    matcher().warm_up()
