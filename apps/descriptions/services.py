"""What people can do with job descriptions: everything that writes more than one row or has an effect outside.

Callers pass the acting person as `by`. Errors are those of `apps.descriptions.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.models import Department, User
from apps.descriptions import anchors, documents, engine, revisions, tasks
from apps.descriptions.errors import VersionConflict, WrongState
from apps.descriptions.exporting import without_mark
from apps.descriptions.lines import StoredLine, changed_line, merge_edit, slots_of
from apps.descriptions.models import GenerationRequest, JobDescription, Revision, Section
from apps.descriptions.permissions import check_can_edit
from apps.descriptions.statuses import check_editable
from jdcopilot.lib.queueing import queue_after_commit


def create_description(*, by: User, brief: dict[str, Any], department: Department | None = None) -> JobDescription:
    """Store a brief as a new description; raise `BadBrief` naming the field that cannot be used."""
    brief = engine.check_brief(brief)
    if department is not None:
        brief["department"] = department.name
    return JobDescription.objects.create(
        title=brief["title"],
        owner=by,
        department=department,
        brief=brief,
        language=engine.language_of(brief),
        search_text=brief["title"],
    )


@transaction.atomic
def update_brief(
    *, by: User, description: JobDescription, brief: dict[str, Any], department: Department | None = None
) -> None:
    check_can_edit(by, description)
    check_editable(description)
    brief = engine.check_brief(brief)
    if department is not None:
        brief["department"] = department.name
    description.brief, description.department, description.title = brief, department, brief["title"]
    description.language = engine.language_of(brief)
    description.save(update_fields=["brief", "department", "title", "language"])
    revisions.refresh_search_text(description)


@transaction.atomic
def change_title(*, by: User, description: JobDescription, title: str) -> None:
    """The title alone, here and in the brief, as one version; raise `BadBrief` where it cannot be one."""
    before = description.title
    revisions.add_revision(description, by=by, reason="Before the title was changed")
    update_brief(
        by=by, description=description, brief={**description.brief, "title": title}, department=description.department
    )
    if description.title != before:
        revisions.add_revision(description, by=by, reason=f"Title changed, from “{before}”"[:200])


@transaction.atomic
def request_draft(*, by: User, description: JobDescription) -> GenerationRequest:
    """Ask for the whole draft. A request that is still open is returned instead of a second one."""
    check_can_edit(by, description)
    check_editable(description)
    revisions_exist = description.sections.exists()
    if revisions_exist:
        revisions.add_revision(description, by=by, reason="Before writing again")
    try:
        with transaction.atomic():
            request = GenerationRequest.objects.create(
                description=description, requested_by=by, outline=engine.outline(description)
            )
    except IntegrityError:
        return description.requests.get(kind=GenerationRequest.Kind.DRAFT, state__in=GenerationRequest.OPEN)
    _write_soon(request)
    return request


@transaction.atomic
def request_section(*, by: User, section: Section, change: dict[str, Any]) -> GenerationRequest:
    """Ask for one section again: `change` may hold length (shorter, longer), tone and an added point."""
    description = section.description
    check_can_edit(by, description)
    check_editable(description)
    change = engine.check_change(change)
    check_engine_may_write(section)
    request = GenerationRequest.objects.create(
        description=description,
        kind=GenerationRequest.Kind.SECTION,
        section=section,
        change=change,
        outline=[{"kind": section.kind, "heading": section.heading}],
        requested_by=by,
    )
    _write_soon(request)
    return request


def check_engine_may_write(section: Section) -> None:
    """Raise `WrongState` where the text belongs to the company, the law or the job template."""
    if section.kind in engine.LOCKED_KINDS:
        raise WrongState(f"{section.heading} is fixed text of the company or the law; no engine writes it.")
    if reason := engine.notes_for(section.description)[section.kind].lock_reason:
        raise WrongState(reason)


def _write_soon(request: GenerationRequest) -> None:
    queue_after_commit(tasks.write_request.delay, request.pk, otherwise=f"request {request.pk} waits for the sweep")


def stop_request(*, by: User, request: GenerationRequest) -> None:
    """Stop writing. A waiting request stops at once; a running one as soon as its worker looks, within a second."""
    check_can_edit(by, request.description)
    queued = GenerationRequest.objects.filter(pk=request.pk, state=GenerationRequest.State.QUEUED)
    if queued.update(state=GenerationRequest.State.STOPPED, finished_at=timezone.now(), stop_requested=True):
        return
    GenerationRequest.objects.filter(pk=request.pk, state=GenerationRequest.State.RUNNING).update(stop_requested=True)


@transaction.atomic
def save_section(
    *, by: User, section_id: int, text: str, version: int, heading: str | None = None, is_edit: bool = True
) -> Section:
    """Save a person's text, made from `version`; raise `VersionConflict` when that is not the latest."""
    section = Section.objects.select_related("description__department").get(pk=section_id)
    lines = merge_edit(section.lines, text, person=by.username)
    return _write_section(section, by=by, version=version, lines=lines, heading=heading, is_edit=is_edit)


def _write_section(
    section: Section,
    *,
    by: User,
    version: int,
    lines: list[StoredLine],
    heading: str | None = None,
    is_edit: bool = True,
) -> Section:
    """The only way working copies change: a conditional update on the version. `is_edit`: a person's own words."""
    check_can_edit(by, section.description)
    check_editable(section.description)
    if lines == section.lines and heading in (None, section.heading) and version == section.version:
        return section
    before = section.lines
    changed = Section.objects.filter(pk=section.pk, version=version).update(
        lines=lines,
        heading=heading or section.heading,
        version=version + 1,
        updated_by=by,
        updated_at=timezone.now(),
    )
    section.refresh_from_db()
    if not changed:
        raise VersionConflict(section)
    anchors.follow_edit(section.description, before, lines)
    revisions.refresh_search_text(section.description)
    if is_edit:
        revisions.checkpoint_edit(section.description, by=by)
    return section


def _change_line(section: Section, text: str, change: Callable[[StoredLine], StoredLine | None]) -> list[StoredLine]:
    """The lines with the first one that reads `text` changed, or gone where `change` returns None."""
    index = next((n for n, line in enumerate(section.lines) if line["text"] == text), None)
    if index is None:
        raise VersionConflict(section)
    changed = change(section.lines[index])
    return [*section.lines[:index], *([changed] if changed else []), *section.lines[index + 1 :]]


@transaction.atomic
def confirm_line(*, by: User, section: Section, text: str, version: int) -> Section:
    """A person answers for a line that nothing supports. What is to be filled in, nobody can answer for."""
    if slots := slots_of(text):
        raise WrongState(f"Fill in the {slots[0]} first: press Edit and write over “[fill in: {slots[0]}]”.")

    def confirm(line: StoredLine) -> StoredLine:
        sources = [*line["sources"], {"kind": "person", "ref": by.username}]
        return {**line, "confirmed": True, "sources": sources}

    return _write_section(section, by=by, version=version, lines=_change_line(section, text, confirm))


@transaction.atomic
def remove_line(*, by: User, section: Section, text: str, version: int) -> Section:
    return _write_section(section, by=by, version=version, lines=_change_line(section, text, lambda line: None))


@transaction.atomic
def take_wording(*, by: User, section: Section, text: str, wording: str, version: int, why: str = "") -> Revision:
    """Put another wording in the place of a line, as one version; the version that holds the text as it was before."""
    check_engine_may_write(section)
    words = " ".join(wording.split())
    before = revisions.add_revision(section.description, by=by, reason="Before taking another wording")
    lines = _change_line(section, text, lambda line: changed_line(line, words, person=by.username))
    _write_section(section, by=by, version=version, lines=lines, is_edit=False)
    reason = f"Another wording in {section.heading}: {why}" if why else f"Another wording in {section.heading}"
    revisions.add_revision(section.description, by=by, reason=reason[:200])
    return before


@transaction.atomic
def take_proposal(*, by: User, request: GenerationRequest, taken: set[int], version: int) -> Section:
    """Put the chosen rows of a rewritten section into the text; `taken` numbers the rows of `proposal_rows`."""
    section = request.section
    if section is None or request.state != GenerationRequest.State.FINISHED:
        raise WrongState("This proposal is no longer there. Ask for the section again.")
    revisions.add_revision(section.description, by=by, reason="Before taking a proposal")
    rows = engine.proposal_rows(section.lines, request.result["lines"])
    chosen = [new if number in taken else old for number, (old, new) in enumerate(rows)]
    lines = [line for line in chosen if line]
    section = _write_section(section, by=by, version=version, lines=lines, is_edit=False)
    reason = f"Took {len(taken)} of {len(rows)} proposed lines in {section.heading}"
    revisions.add_revision(section.description, by=by, reason=reason, engine=request.writer)
    return section


@transaction.atomic
def save_version(*, by: User, description: JobDescription, reason: str) -> Revision:
    """A version made on purpose: with a reason of its own it is kept even where the text is that of the latest."""
    check_can_edit(by, description)
    reason = reason.strip()[:200]
    return revisions.add_revision(description, by=by, reason=reason or "Saved by hand", even_if_same=bool(reason))


@transaction.atomic
def restore_revision(*, by: User, revision: Revision) -> Revision:
    check_can_edit(by, revision.description)
    check_editable(revision.description)
    return revisions.restore(revision.description, revision, by=by)


@transaction.atomic
def duplicate(*, by: User, description: JobDescription) -> JobDescription:
    """A draft of one's own with the same brief and text."""
    copy = JobDescription.objects.create(
        title=f"{description.title} (copy)"[:200],
        owner=by,
        department=description.department,
        brief=description.brief,
        match=description.match,
        questions=description.questions,
        notices=description.notices,
        language=description.language,
    )
    revisions.replace_sections(copy, revisions.content_of(description), by=by)
    if copy.sections.exists():
        revisions.add_revision(copy, by=by, reason=f"Copied from “{description.title}”"[:200])
    return copy


@transaction.atomic
def import_content(*, by: User, content: bytes, format: str) -> JobDescription:
    """A new description from an exported or foreign file; raise `DescriptionError` for one that cannot be read."""
    title, sections, brief = documents.parse_document(content, format)
    return store_import(by=by, brief=brief | {"title": without_mark(title)}, sections=sections, format=format)


@transaction.atomic
def store_import(
    *, by: User, brief: dict[str, Any], sections: Sequence[Mapping[str, Any]], format: str
) -> JobDescription:
    description = create_description(by=by, brief=brief)
    revisions.replace_sections(description, sections, by=by)
    revisions.add_revision(description, by=by, reason=f"Imported from {format}")
    return description
