"""The door from the library's tables to `ml`: profiles, their vectors, the matcher over them, and job templates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Q

import ml
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.models import (
    CompanyProfile,
    Embedding,
    OccupationTitle,
    ReferenceSource,
    RoleProfile,
    VoiceWord,
)
from ml import documents, voice_learning
from ml.checks import law
from ml.checks.context import Employer
from ml.evaluation.specificity import RoleWords, names_of
from ml.language.text import capitalise
from ml.library import default_library, markup
from ml.library.likeness import compare_by_meaning as compare_statements
from ml.library.lint_templates import review_template as lint_template
from ml.library.review import Neighbours, ReviewFinding, index_library, mark_duty, review_alone, review_beside
from ml.voice_learning import Finding, Report

FEWEST_POSTINGS, MOST_POSTINGS = voice_learning.FEWEST, voice_learning.MOST
__all__ = ["Finding", "Report", "ReviewFinding", "mark_duty"]
SECTION_KINDS = [
    (str(kind), documents.STANDARD_HEADINGS[kind]) for kind in ml.SectionKind if kind is not ml.SectionKind.OTHER
]
LEVELS = tuple(str(level) for level in ml.Level)
clean = ml.clean
Matcher = ml.Matcher
OfficialTitle = ml.OfficialTitle
official_titles = ml.official_titles
PublishedOccupation = ml.PublishedOccupation
ClassificationError = ml.ClassificationError
Files = ml.Files
FolderFiles = ml.FolderFiles
read_onet = ml.read_onet
read_esco = ml.read_esco
EncoderError = ml.EncoderError
ProfileError, TemplateError = ml.ProfileError, ml.TemplateError
DEFAULT_TEMPLATE = ml.DEFAULT_TEMPLATE
_lock = Lock()
_matcher: tuple[object, ml.Matcher] | None = None
_occupations_lock = Lock()
_occupations: tuple[object, ml.Occupations] | None = None


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


def library_state() -> tuple[object, ...]:
    """Differs whenever a profile has changed, or is taken out of use or back."""
    # Fields of one index alone: the contents, which are long, are not even looked at.
    published = Count("is_published", filter=Q(is_published=True))
    state = RoleProfile.objects.aggregate(count=Count("is_published"), published=published, latest=Max("updated_at"))
    return tuple(state.values())


def reference_state() -> tuple[object, ...]:
    """Differs whenever an import has changed something."""
    return tuple(ReferenceSource.objects.order_by("name").values_list("name", "changed_at"))


def matcher() -> ml.Matcher:
    """The matcher over the published profiles and imported titles; made again when one of them has changed."""
    global _matcher
    state = (library_state(), reference_state())
    with _lock:
        if _matcher is None or _matcher[0] != state:
            rows = RoleProfile.objects.filter(is_published=True).values_list("slug", "content")
            library = ml.Library([ml.profile_from_dict(content, name=slug) for slug, content in rows])
            _matcher = (state, ml.Matcher(library, encoder(), EmbeddingTable(), occupations()))
        return _matcher[1]


def published_profile(slug: str) -> ml.RoleProfile | None:
    content = RoleProfile.objects.filter(slug=slug, is_published=True).values_list("content", flat=True).first()
    return ml.profile_from_dict(content, name=slug) if content else None


def occupations() -> ml.Occupations:
    """The imported official titles; none on a machine that has imported nothing."""
    global _occupations
    state = reference_state()
    with _occupations_lock:
        if _occupations is None or _occupations[0] != state:
            rows = OccupationTitle.objects.order_by("occupation__source", "pk").values_list(
                "title", "normalised", "occupation__soc", "occupation__isco", "is_preferred"
            )
            _occupations = (state, ml.Occupations(ml.OfficialTitle(*row) for row in rows.iterator()))
        return _occupations[1]


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
        tone=ml.Tone(company.tone) if company.tone else None,
        language=ml.Language(company.spelling),
        wording=wording,
        values=tuple(company.value_lines),
        employer=employer_of(company),
    )


def employer_of(company: CompanyProfile) -> Employer:
    """What the law asks about the employer, as far as it is told."""
    return Employer(
        employees=company.employees,
        employees_in=tuple(sorted(company.employees_in.items())),
        is_federal_contractor=company.is_federal_contractor,
        screens_with_ai=company.screens_with_ai,
    )


def stored_company() -> CompanyProfile:
    """As it is told; an empty one before anything is."""
    return CompanyProfile.objects.first() or CompanyProfile()


def places_of_law() -> dict[str, str]:
    """The names of the places that have laws on postings, by their codes."""
    return {code: place.name for code, place in law.jurisdictions().items()}


def place_code(text: str) -> str:
    """The code of a place given by its code or name; raise `LibraryError` where no law is known."""
    names = {name.removeprefix("the ").casefold(): code for code, name in places_of_law().items()}
    try:
        return names.get(text.casefold().removeprefix("the ")) or law.check_codes([text])[0]
    except law.LawError as error:
        raise LibraryError(str(error)) from error


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
    return {profile.id: _as_content(profile) for profile in ml.load_library().values()}


def checked_content(content: dict[str, Any], *, slug: str) -> dict[str, Any]:
    """The content in its stored form; raise `ProfileError` where the schema does not allow it."""
    return _as_content(ml.profile_from_dict(content | {"id": slug}, name=slug))


def review(content: dict[str, Any]) -> list[ReviewFinding]:
    """What the linter says of a stored content, by itself and beside the published profiles."""
    alone = _review_alone(json.dumps(content, sort_keys=True))
    return [*alone, *review_beside(ml.profile_from_dict(content, name=content["id"]), _neighbours(matcher().library))]


def compare_by_meaning(contents: Mapping[str, dict[str, Any]]) -> dict[str, list[ReviewFinding]]:
    """What these contents, by slug, say in the sense of other roles. It loads the encoder where a statement is new:
    for workers and commands.
    """
    changed = {slug: ml.profile_from_dict(content, name=slug) for slug, content in contents.items()}
    found = matcher()
    library = ml.Library(
        [*(profile for slug, profile in found.library.items() if slug not in changed), *changed.values()]
    )
    findings: dict[str, list[ReviewFinding]] = {slug: [] for slug in contents}
    for finding in compare_statements(library, found.vectors, only=contents):
        findings[finding.profile].append(ReviewFinding(finding.place, finding.reason, is_error=False))
    return findings


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


def template_contents() -> dict[str, dict[str, Any]]:
    """The job templates of the repository as JSON-able contents by the name of their file."""
    return {stem: ml.template_to_dict(template) for stem, template in ml.load_templates().items()}


def check_template(content: dict[str, Any]) -> dict[str, Any]:
    """The content in its stored form; raise `TemplateError` with a sentence that names the place."""
    return ml.template_to_dict(ml.template_from_dict(content))


def review_template(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Remarks on a stored content, as (place, reason); none of them keeps a text from being written."""
    return lint_template(ml.template_from_dict(content))


def heading_of(kind: str) -> str:
    """What a section of this kind is called where its template gives no heading."""
    return documents.STANDARD_HEADINGS[ml.SectionKind(kind)]


def content_hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def store_embeddings() -> int:
    """Embed what is not embedded yet; the number of library texts."""
    found = matcher()
    found.vectors(found.library_texts)
    return len(found.library_texts)


def warm_up() -> None:
    matcher().warm_up()


# Specificity


@cache
def _role_words() -> RoleWords:
    return RoleWords(default_library())


def general_lines(lines: Sequence[str], *, profile: str | None, brief: Mapping[str, Any]) -> list[str]:
    """Those of the lines that would fit many other roles. The first call reads the whole library: seconds."""
    ignored = names_of(ml.parse_brief(dict(brief)))
    return [line for line in lines if not _role_words().is_specific(line, profile, ignored)]
