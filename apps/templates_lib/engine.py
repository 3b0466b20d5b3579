"""The door from the role library's tables to `ml`: profiles, their vectors, and the matcher over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from django.db.models import Count, Max

import ml
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.models import CompanyProfile, Embedding, RoleProfile, VoiceWord
from ml import documents, voice_learning
from ml.voice_learning import Finding, Report

FEWEST_POSTINGS, MOST_POSTINGS = voice_learning.FEWEST, voice_learning.MOST
__all__ = ["Finding", "Report"]
Matcher = ml.Matcher
ProfileError = ml.ProfileError
_lock = Lock()
_matcher: tuple[object, ml.Matcher] | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """A file to learn from, under the name that its giver knows."""

    name: str
    content: bytes
    format: str


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


def company_voice(company: CompanyProfile | None, words: Sequence[VoiceWord]) -> ml.Voice:
    """The voice of this company, which need not be stored yet."""
    company = company or CompanyProfile()
    wording = ml.Wording(
        contractions=ml.Contractions(company.contractions),
        stops=ml.Stops(company.stops),
        company=ml.CompanyForm(company.names_itself),
        headings=ml.HeadingCase(company.headings),
        exclamations=company.exclamations,
        avoided=tuple(_avoided(word) for word in words if word.kind == VoiceWord.Kind.AVOID),
        liked=tuple(word.word for word in words if word.kind == VoiceWord.Kind.LIKE),
    )
    return ml.Voice(
        person=ml.Person(company.person),
        language=ml.Language(company.spelling),
        wording=wording,
        values=tuple(company.value_lines),
    )


def _avoided(word: VoiceWord) -> ml.Avoided:
    return ml.Avoided(word.word, tuple(word.replacements), word.reason, word.whole_word, word.match_case)


def stored_voice() -> ml.Voice:
    return company_voice(CompanyProfile.objects.first(), list(VoiceWord.objects.all()))


def voice_examples(company: CompanyProfile) -> dict[str, str]:
    """A line for each setting, as drafts would have it."""
    tone = ml.Tone(company.tone or ml.Tone.NEUTRAL)
    return ml.voice_examples(company_voice(company, []), company=company.name, tone=tone)


def word_example(word: VoiceWord) -> str:
    return ml.word_example(_avoided(word)) if word.kind == VoiceWord.Kind.AVOID else ""


def learn_voice(postings: Sequence[Posting], company: str) -> Report:
    """What these files show of the company's voice; raise `LibraryError` naming the one that cannot be read."""
    parsed = []
    for posting in postings:
        try:
            parsed.append(documents.parse(posting.content, documents.Format(posting.format)))
        except documents.DocumentError as error:
            raise LibraryError(f"{posting.name}: {error.reason}") from error
    try:
        return voice_learning.learn_voice(parsed, company=company)
    except voice_learning.LearningError as error:
        raise LibraryError(str(error)) from error


def normalise_title(text: str) -> str:
    return ml.normalise(text)


def library_contents() -> dict[str, dict[str, Any]]:
    """The profiles of the repository as JSON-able contents by slug."""
    from dataclasses import asdict

    return {profile.id: json.loads(json.dumps(asdict(profile))) for profile in ml.load_library().values()}


def content_hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def store_embeddings() -> int:
    """Embed what is not embedded yet; the number of library texts."""
    found = matcher()
    found.vectors(found.library_texts)
    return len(found.library_texts)


def warm_up() -> None:
    matcher().warm_up()
