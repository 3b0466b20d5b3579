"""Fetching with permission, and what the editor page and its fragments are rendered from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.descriptions import engine, shown, shown_run
from apps.descriptions.findings_shown import show_findings
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription, Section
from apps.descriptions.permissions import can_edit, check_can_edit
from apps.descriptions.review_models import Decision
from apps.descriptions.workflow import Status
from jdcopilot.lib.http import AuthenticatedHttpRequest

#: What the rating form offers; the feedback app checks the values.
RATING_REASONS = (
    ("specific", "Specific to the role"),
    ("clear", "Clear and easy to read"),
    ("generic", "Too generic"),
    ("wrong", "Says something wrong"),
    ("missing", "Leaves something out"),
    ("tone", "Wrong tone"),
    ("length", "Wrong length"),
)
#: Export formats as the engine names them, and as people know them.
EXPORTS = (
    ("docx", "Word (DOCX)"),
    ("pdf", "PDF"),
    ("html", "Web page (HTML)"),
    ("markdown", "Markdown"),
    ("text", "Plain text"),
    ("jsonld", "Job board data (JSON-LD)"),
)


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """One section of the page: its text, whether it is being edited, and what was asked for it."""

    section: shown.ShownSection
    is_editing: bool = False
    typed: str | None = None
    asked: GenerationRequest | None = None
    rows: tuple[shown.Row, ...] = ()

    @property
    def text(self) -> str:
        return self.section.text if self.typed is None else self.typed

    @property
    def heard(self) -> str:
        return shown_run.lines_heard(self.asked) if self.asked else ""

    @property
    def as_editing(self) -> SectionBlock:
        return replace(self, is_editing=True)

    @property
    def changed_rows(self) -> int:
        return sum(row.change != "same" for row in self.rows)


def get_description(description_id: int) -> JobDescription:
    """Everyone signed in may read every description."""
    return get_object_or_404(JobDescription.objects.select_related("owner", "department"), pk=description_id)


def get_description_to_change(request: AuthenticatedHttpRequest, description_id: int) -> JobDescription:
    description = get_description(description_id)
    check_can_edit(request.user, description)
    return description


def get_section_to_change(request: AuthenticatedHttpRequest, section_id: int) -> Section:
    sections = Section.objects.select_related("description__owner", "description__department")
    section = get_object_or_404(sections, pk=section_id)
    check_can_edit(request.user, section.description)
    return section


def get_request(request_id: int) -> GenerationRequest:
    related = ("description__owner", "description__department", "section__description")
    requests = GenerationRequest.objects.select_related(*related).prefetch_related(_events())
    return get_object_or_404(requests, pk=request_id)


def _events() -> Prefetch[str]:
    return Prefetch("events", queryset=GenerationEvent.objects.order_by("number"))


def section_block(
    request: AuthenticatedHttpRequest,
    section: Section,
    *,
    is_editing: bool = False,
    typed: str | None = None,
    asked: GenerationRequest | None = None,
    notes: dict[str, engine.SectionNotes] | None = None,
) -> SectionBlock:
    """`notes` are those of the whole description, for a page that shows all sections."""
    if notes is None:
        notes = engine.notes_for(section.description)
    rows: list[shown.Row] = []
    if asked is not None and asked.state == GenerationRequest.State.FINISHED:
        rows = shown.show_rows(section, asked.result.get("lines", []))
    shown_section = shown.show_section(section, viewer=request.user, notes=notes.get(section.kind))
    return SectionBlock(shown_section, is_editing, typed, asked, tuple(rows))


def section_context(request: AuthenticatedHttpRequest, section: Section, block: SectionBlock) -> dict[str, Any]:
    description = section.description
    return {
        "description": description,
        "block": block,
        "can_edit": description.is_editable and can_edit(request.user, description),
        "show_sources": False,
    }


def run_context(request: AuthenticatedHttpRequest, asked: GenerationRequest) -> dict[str, Any]:
    """What `_run.html` needs, whoever renders it: the page, the poll or the event stream."""
    return {
        "description": asked.description,
        "run": shown_run.show_run(asked, viewer=request.user),
        "can_stop": can_edit(request.user, asked.description),
        "events_url": reverse("descriptions:events", args=[asked.pk]) if isinstance(request, ASGIRequest) else "",
    }


def editor_context(
    request: AuthenticatedHttpRequest,
    description: JobDescription,
    *,
    editing: Section | None = None,
    typed: str | None = None,
) -> dict[str, Any]:
    """Everything on the editor page. `editing` is the section whose form is open, `typed` what its form holds."""
    prefetch_related_objects([description], "sections")  # the checks read them as well
    sections = list(description.sections.all())
    draft = description.requests.filter(kind=GenerationRequest.Kind.DRAFT).prefetch_related(_events()).first()
    asked = _asked_sections(request, description)
    may_edit = can_edit(request.user, description)
    notes = engine.notes_for(description)
    blocks = [
        section_block(
            request,
            section,
            is_editing=editing == section,
            typed=typed if editing == section else None,
            asked=asked.get(section.pk),
            notes=notes,
        )
        for section in sections
    ]
    context = {
        "description": description,
        "blocks": blocks,
        "may_edit": may_edit,
        "can_edit": may_edit and description.is_editable,
        "exports": EXPORTS,
        "open_lines": [(block.section, line) for block in blocks for line in block.section.open_lines],
        "stars": range(1, 6),
        "rating_reasons": RATING_REASONS,
        "match": shown.match_sentence(description.match),
        "written_by": shown.writer_sentences(sections),
        "draft": draft,
        "unwritten": _unwritten(draft, sections),
        "show_sources": request.GET.get("sources") == "all",
        "open_comments": description.comments.filter(parent=None, resolved_at=None, origin="person").count(),
        "sent_back": _sent_back(description),
    }
    if blocks:
        context["findings"] = show_findings(description, viewer=request.user)
    if draft is not None and draft.is_open:
        draft.description = description
        context |= run_context(request, draft)
    return context


def _sent_back(description: JobDescription) -> Decision | None:
    """Why the text came back, as long as it has not been sent again."""
    if description.status != Status.CHANGES_REQUESTED:
        return None
    decisions = Decision.objects.filter(review__description=description, verdict=Decision.Verdict.RETURNED)
    return decisions.select_related("by").last()


def _asked_sections(
    request: AuthenticatedHttpRequest, description: JobDescription
) -> dict[int | None, GenerationRequest]:
    """Sections being written again, and the proposal that the address names."""
    requests = description.requests.filter(kind=GenerationRequest.Kind.SECTION, section__isnull=False)
    wanted = request.GET.get("proposal", "")
    asked = requests.filter(state__in=GenerationRequest.OPEN)
    if wanted.isdecimal():
        asked = asked | requests.filter(pk=int(wanted))
    return {one.section_id: one for one in asked.order_by("pk")}


def _unwritten(draft: GenerationRequest | None, sections: list[Section]) -> list[str]:
    """Headings that a stopped draft left out."""
    if draft is None or draft.state != GenerationRequest.State.STOPPED:
        return []
    kinds = {section.kind for section in sections}
    return [item["heading"] for item in draft.outline if item["kind"] not in kinds]
