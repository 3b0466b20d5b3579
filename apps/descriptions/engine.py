"""The door from job descriptions to `ml`: converts between rows and contracts, and names what callers may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

import ml
from apps.descriptions.errors import BadBrief
from apps.descriptions.examples import accepted_lines
from apps.descriptions.limits import DatabaseBreaker, DatabaseLedger
from apps.descriptions.lines import StoredLine
from apps.descriptions.models import GenerationRequest, JobDescription, Section
from apps.templates_lib.engine import matcher, published_profile, stored_voice, warm_up
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate

ShouldStop = Callable[[], bool]
Progress = ml.Progress
WriterError, WriterUnavailable, WritingStopped = ml.WriterError, ml.WriterUnavailable, ml.WritingStopped
LOCKED_KINDS = frozenset(str(kind) for kind in ml.LOCKED_SECTIONS)
PROSE_KINDS = frozenset(str(kind) for kind in ml.PROSE_SECTIONS)
MAX_CHARACTERS = ml.MAX_CHARACTERS
TONES, LENGTHS, LEVELS = tuple(ml.Tone), tuple(ml.Length), tuple(ml.Level)
LOCK_REASONS = {
    kind: "Company and legal text. People can edit it, no engine writes it." for kind in ml.LOCKED_SECTIONS
} | {ml.SectionKind.PAY: "The pay comes from the brief. People can edit it, no engine writes it."}
__all__ = ["warm_up"]


class StoredSection(TypedDict):
    kind: str
    heading: str
    lines: list[StoredLine]


# Briefs


def check_brief(data: dict[str, Any]) -> dict[str, Any]:
    """The brief in its stored form; raise `BadBrief` naming the field that cannot be used."""
    try:
        brief = ml.parse_brief(data)
        if brief.template:
            names = JobTemplate.objects.filter(is_published=True).values_list("name", flat=True)
            brief = replace(brief, template=ml.pick_template(brief.template, names))
        return ml.brief_to_dict(brief)
    except ml.BriefError as error:
        raise BadBrief(error.field, error.reason) from error


def decided_style(*, tone: str, length: str, template: str) -> dict[str, tuple[str, str, str]]:
    """Tone and length that these choices lead to, with who decides each and the name of the job template."""
    voice, job_template = stored_voice(), _template_named(template)
    voice = voice.with_template(job_template) if job_template else voice
    brief = ml.Brief("", tone=ml.Tone(tone) if tone else None, length=ml.Length(length) if length else None)
    decided = {"tone": voice.decided_tone(brief), "length": voice.decided_length(brief)}
    name = job_template.name if job_template else ""
    return {key: (str(value), str(decider), name) for key, (value, decider) in decided.items()}


def language_of(brief: dict[str, Any]) -> str:
    return str(ml.language_of(ml.parse_brief(brief), stored_voice()))


def check_change(change: dict[str, Any]) -> dict[str, str]:
    """How a section is to be written again, with nothing in it that no engine understands."""
    checked = {key: ml.clean(str(change.get(key) or "")) for key in ("length", "tone", "point")}
    if checked["length"] not in {"", "shorter", "longer"}:
        raise BadBrief("length", "Choose shorter or longer.")
    if checked["tone"] not in {"", *TONES}:
        raise BadBrief("tone", f"Choose one of {', '.join(TONES)}.")
    if len(checked["point"]) > 500:
        raise BadBrief("point", "An added point may have 500 characters at most.")
    return {key: value for key, value in checked.items() if value}


# Voice: what the company, its template and its boilerplate decide


def voice_for(description: JobDescription) -> ml.Voice:
    voice, template = stored_voice(), template_of(description)
    voice = replace(voice, texts=_texts_for(description, voice))
    return voice.with_template(template) if template else voice


def style_of(description: JobDescription) -> ml.Style:
    return ml.style_of(ml.parse_brief(description.brief), voice_for(description))


def template_of(description: JobDescription) -> ml.JobTemplate | None:
    """The job template that the brief names, else the default one."""
    return _template_named(description.brief.get("template", ""))


def _template_named(name: str) -> ml.JobTemplate | None:
    rows = {row.name: row for row in JobTemplate.objects.written().filter(Q(name=name) | Q(is_default=True))}
    row = rows.get(name) or next((row for row in rows.values() if row.is_default), None)
    return ml.template_from_dict({"purpose": row.name, **row.content}) if row else None


def _texts_for(description: JobDescription, voice: ml.Voice) -> dict[ml.SectionKind, tuple[ml.FixedText, ...]]:
    """The company's texts in force today for this department, country and language, word for word."""
    countries = [place.get("country", "") for place in description.brief.get("locations", [])]
    texts = Boilerplate.objects.for_description(
        department_id=description.department_id,
        country=next(iter(countries), ""),
        language=str(ml.language_of(ml.parse_brief(description.brief), voice)),
        on=timezone.localdate(),
    )
    fixed: dict[ml.SectionKind, tuple[ml.FixedText, ...]] = {}
    for text in texts:
        kind = ml.SectionKind(text.kind)
        ref = f"{text.get_kind_display()} #{text.pk}"
        lines = tuple(ml.FixedText(line.strip(), ref) for line in text.text.splitlines() if line.strip())
        if kind is ml.SectionKind.BENEFITS:
            fixed[kind] = fixed.get(kind, ()) + lines
        else:  # the most specific text comes first; a second "about us" would only repeat it
            fixed.setdefault(kind, lines)
    return fixed


@dataclass(frozen=True, slots=True)
class SectionNotes:
    """What the template tells the people who write a section, and why nobody's engine may write it."""

    guidance: str = ""
    comments: tuple[str, ...] = ()
    lock_reason: str = ""


def notes_for(description: JobDescription) -> dict[str, SectionNotes]:
    """The notes of each kind of section."""
    template = template_of(description)
    notes = {}
    for kind in ml.SectionKind:
        section = template.section(kind) if template else None
        reason = LOCK_REASONS.get(kind, "")
        if section and section.locked and not reason:
            reason = f"The job template {template.name if template else ''} locks this section: no model writes it."
        notes[str(kind)] = SectionNotes(
            section.guidance if section else "", section.comments if section else (), reason
        )
    return notes


def brief_for(description: JobDescription, company: CompanyProfile | None = None) -> ml.Brief:
    """The stored brief with the company's name, which recruiters do not type each time."""
    brief = ml.parse_brief(description.brief)
    if not brief.company.name:
        company = company or CompanyProfile.objects.first()
    if brief.company.name or company is None:
        return brief
    return replace(brief, company=replace(brief.company, name=company.name))


# Drafts


def outline(description: JobDescription) -> list[dict[str, str]]:
    """The sections a draft will probably have, known without any engine: shown while the first one is written."""
    voice, brief = voice_for(description), brief_for(description)
    tone = voice.tone_of(brief)
    return [
        {"kind": str(kind), "heading": voice.headings.get(kind) or ml.heading_of(kind, tone, voice.wording)}
        for kind in voice.whole_order
        if _will_be_there(kind, brief, voice)
    ]


def _will_be_there(kind: ml.SectionKind, brief: ml.Brief, voice: ml.Voice) -> bool:
    section = voice.section(kind)
    if section.fixed or section.required:
        return True
    has_text = bool(voice.texts.get(kind))
    said = {
        ml.SectionKind.PAY: bool(brief.pay),
        ml.SectionKind.ABOUT: bool(brief.company.about or voice.values),
        ml.SectionKind.BENEFITS: bool(brief.company.benefits),
        ml.SectionKind.RESPONSIBILITIES: bool(brief.responsibilities),
        ml.SectionKind.REQUIRED: bool(brief.required_skills),
        ml.SectionKind.NICE_TO_HAVE: bool(brief.nice_to_have_skills),
        ml.SectionKind.CONDITIONS: bool(brief.locations or brief.employment_type or brief.department or brief.notes),
    }
    if kind not in voice.order:
        return said.get(kind, False) or (has_text and kind in ml.LEGAL_SECTIONS)
    if kind is ml.SectionKind.FIRST_90_DAYS:
        return voice.length_of(brief) != "short"
    if kind in (ml.SectionKind.PAY, ml.SectionKind.ABOUT, ml.SectionKind.BENEFITS):
        return said[kind] or has_text
    return has_text or kind not in ml.LEGAL_SECTIONS - {ml.SectionKind.EQUAL_OPPORTUNITY}


def make_plan(description: JobDescription) -> ml.Plan:
    return ml.make_plan(brief_for(description), matcher(), voice_for(description))


def outline_of_plan(plan: ml.Plan) -> list[dict[str, str]]:
    return [{"kind": str(section.kind), "heading": section.heading} for section in plan.sections]


def facts_of_plan(plan: ml.Plan) -> dict[str, Any]:
    """What the description keeps of a plan: match, questions, notices."""
    return {
        "match": ml.match_to_dict(plan.match),
        "questions": [ml.question_to_dict(question) for question in plan.questions],
        "notices": list(plan.notices),
    }


class DraftJob:
    """A draft being written; sections come in their stored form."""

    def __init__(self, plan: ml.Plan, chosen: Sequence[ml.Writer], should_stop: ShouldStop, progress: Progress) -> None:
        self._job = ml.DraftJob(
            plan, chosen, should_stop, gate=gate(), seconds=settings.ENGINE_SECONDS, progress=progress
        )

    def sections(self, *, done: Sequence[StoredSection]) -> Iterator[StoredSection]:
        """The sections that are not among those already written by a worker that broke off."""
        for section in self._job.sections(done=[_section_from_stored(section) for section in done]):
            yield _stored_section(section)

    @property
    def writer(self) -> str:
        return self._job.writer

    @property
    def notices(self) -> list[str]:
        return list(self._job.chain.notices)

    @property
    def repairs(self) -> list[dict[str, str]]:
        return [ml.repair_to_dict(repair) for repair in self._job.chain.repairs]

    @property
    def timings_ms(self) -> dict[str, float]:
        return dict(self._job.timings_ms)


def start_draft(
    plan: ml.Plan,
    *,
    writer: str = "auto",
    should_stop: ShouldStop,
    progress: Progress | None = None,
    request: GenerationRequest | None = None,
) -> DraftJob:
    """With the engines that the environment configures, or with the one that `writer` names."""
    chosen = [one for one in writers() if writer in ("auto", one.name)]
    return DraftJob(_asked_for(plan, request), chosen, should_stop, progress or Progress())


@dataclass(frozen=True, slots=True)
class Rewritten:
    section: StoredSection
    notices: list[str]
    repairs: list[dict[str, str]]


def rewrite_section(
    request: GenerationRequest, section: Section, *, should_stop: ShouldStop, progress: Progress
) -> Rewritten:
    """The section as `request.change` asks."""
    description = request.description
    plan, section_plan = ml.replan_section(
        brief_for(description), matcher(), voice_for(description), ml.SectionKind(section.kind), request.change
    )
    chain = ml.WriterChain(writers(), gate(), settings.ENGINE_SECONDS, progress)
    written = chain.write_section(_asked_for(plan, request), section_plan, should_stop=should_stop)
    stored = _stored_section(written)
    stored["lines"] += _lines_of_people(section, stored)
    return Rewritten(stored, chain.notices, [ml.repair_to_dict(repair) for repair in chain.repairs])


def _asked_for(plan: ml.Plan, request: GenerationRequest | None) -> ml.Plan:
    """With what engines elsewhere need: our name of the request, and examples of how the company writes."""
    if request is None or not destinations():
        return plan
    description = request.description
    names = [plan.brief.company.name, *CompanyProfile.objects.values_list("name", flat=True)]
    lines = accepted_lines(description, plan.match.profile)
    examples = [ml.scrubbed_example(ml.SectionKind(kind), text, names=names) for kind, text in lines]
    return replace(
        plan,
        examples=tuple(filter(None, examples)),
        request_id=f"request-{request.pk}",
        asked_by=f"person-{request.requested_by_id}",
    )


def _lines_of_people(section: Section, written: StoredSection) -> list[StoredLine]:
    """Lines of people alone: an engine that writes the section again does not know them and may not drop them."""
    known = {line["text"] for line in written["lines"]}
    mine = (line for line in section.lines if line["sources"] and line["sources"][0]["kind"] == "person")
    return [line for line in mine if line["text"] not in known]


@cache
def writers() -> tuple[ml.Writer, ...]:
    """The engines that the environment configures, in their order; the composer is always behind them."""
    return ml.build_writers(settings.WRITER)


def gate() -> ml.LimitedGate:
    """What all workers together may ask of the engines on other machines."""
    breaker = DatabaseBreaker(**asdict(ml.BreakerRules()))
    return ml.LimitedGate(ml.limits_of(settings.WRITER), breaker, DatabaseLedger())


def destinations() -> tuple[str, ...]:
    """Where the text of a brief is sent, in words for a page; empty if it stays on this machine."""
    return ml.destinations(settings.WRITER)


def problem_of_settings() -> str:
    try:
        ml.check_config(settings.WRITER)
    except ValueError as error:
        return str(error)
    return ""


def engine_name(sections: Sequence[StoredSection]) -> str:
    """The engine that wrote most of the open lines, with its version and, where it has several, the variant."""
    lines = [line for section in sections if section["kind"] not in LOCKED_KINDS for line in section["lines"]]
    names = [line["writer"] for line in lines]
    name = max(names, key=names.count, default="composer")
    wrote = (line for line in lines if line["writer"] == name)
    models = [source["ref"] for line in wrote for source in line["sources"] if source["kind"] == "model"]
    version = next((writer.version for writer in writers() if writer.name == name), ml.COMPOSER_VERSION)
    return max(models, key=models.count, default=f"{name} {version}")[:120]


def _stored_section(section: ml.Section) -> StoredSection:
    data = ml.section_to_dict(section)
    return {"kind": data["kind"], "heading": data["heading"], "lines": data["lines"]}


def _section_from_stored(data: StoredSection) -> ml.Section:
    lines = tuple(ml.Line(text=line["text"], writer=line["writer"]) for line in data["lines"])
    return ml.Section(ml.SectionKind(data["kind"]), data["heading"], lines)


# Proposals


def proposal_rows(
    current: list[StoredLine], proposed: list[StoredLine]
) -> list[tuple[StoredLine | None, StoredLine | None]]:
    """Current and proposed lines side by side: equal ones together, replaced ones in pairs, the rest alone."""
    matcher = SequenceMatcher(None, [line["text"] for line in current], [line["text"] for line in proposed], False)
    rows: list[tuple[StoredLine | None, StoredLine | None]] = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        rows += zip_longest(current[i1:i2], proposed[j1:j2])
    return rows


# Completion


def complete_sentence(section: Section, *, typed: str, above: str) -> str:
    """The rest of the sentence, or nothing. Locked text is nobody's to suggest."""
    if section.kind in LOCKED_KINDS:
        return ""
    description = section.description
    return ml.complete_sentence(
        description.title,
        ml.SectionKind(section.kind),
        above=above,
        typed=typed,
        profile=published_profile(description.match.get("profile") or ""),
        said=[line["text"] for line in section.lines],
        style=style_of(description),
        ask_model=settings.COMPLETION,
    )
