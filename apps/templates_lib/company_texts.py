"""Company texts under review. Their content is a row in JSON: dates as ISO text, the department by its id."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.accounts.models import Department, User
from apps.templates_lib.errors import BadContent, WrongState
from apps.templates_lib.fields_diff import FieldDiff, diff_fields
from apps.templates_lib.models import Boilerplate, BoilerplateDraft
from apps.templates_lib.models.history import DraftState
from apps.templates_lib.permissions import check_can_edit_library
from apps.templates_lib.reviewing import IMPORTED, Content, Workflow, cleaned

SAME = ("kind", "country", "language", "text")
DATES = ("effective_from", "effective_until")


class CompanyTextWorkflow(Workflow):
    owners, drafts, noun = Boilerplate, BoilerplateDraft, "text"

    def content_of(self, owner: Boilerplate) -> Content:
        dates = {name: value.isoformat() if (value := getattr(owner, name)) else "" for name in DATES}
        return {**{name: getattr(owner, name) for name in SAME}, **dates, "department": owner.department_id}

    def checked(self, content: Content, owner: Boilerplate) -> Content:
        return self.content_of(_filled(cleaned(content), owner.pk))

    def refuse_errors(self, content: Content, owner: Boilerplate) -> list[Any]:
        """Text is people's own: nothing but a second text for the same day is wrong with it."""
        if other := Boilerplate.objects.overlapping(_filled(content, owner.pk)).first():
            raise BadContent(overlap_sentence(other))
        return []

    def store(self, owner: Boilerplate, content: Content) -> None:
        self.refuse_errors(content, owner)
        text = _filled(content, owner.pk)
        for name in (*SAME, *DATES, "department_id"):
            setattr(owner, name, getattr(text, name))
        owner.is_published = True
        try:
            with transaction.atomic():
                owner.save()
        except IntegrityError as error:
            raise WrongState("Another text for the same days was published meanwhile. Look at both again.") from error


TEXTS = CompanyTextWorkflow()


def content_of_form(fields: Content) -> Content:
    """The content in the values of a form, checked by it already."""
    return TEXTS.content_of(Boilerplate(**fields))


@transaction.atomic
def create_text(
    *, by: User, content: Content, reason: str = "New text", state: DraftState = DraftState.EDITING
) -> Boilerplate:
    """A new text as a draft; no job description has it before it is published."""
    check_can_edit_library(by)
    text = _filled(cleaned(content), None)
    text.is_published = False
    text.save()
    TEXTS.begin(text, TEXTS.content_of(text), by=by, reason=reason, state=state)
    return text


@transaction.atomic
def import_text(*, by: User, text_id: int | None, content: Content) -> None:
    """What a file says of a text, new or known, as a draft that waits for review."""
    known = Boilerplate.objects.select_related("live").filter(pk=text_id or 0).first()
    if known is None:
        create_text(by=by, content=content, reason=IMPORTED, state=DraftState.REVIEW)
    else:
        TEXTS.propose_change(by=by, owner=known, content=content, reason=IMPORTED)


def overlap_sentence(other: Boilerplate) -> str:
    begins = f"from {other.effective_from:%d %B %Y}" if other.effective_from else "since ever"
    ends = f"until {other.effective_until:%d %B %Y}" if other.effective_until else "without end"
    return (
        f"Another text of this kind is in force for the same department, country and language {begins} {ends}. "
        "End that one the day before, or choose other dates."
    )


def show_text(content: Content) -> list[tuple[str, list[str]]]:
    """Each field as people read it: its label and its lines."""
    department = Department.objects.filter(pk=content["department"]).first() if content["department"] else None
    begins, ends = (f"{date.fromisoformat(content[name]):%d %B %Y}" if content[name] else "" for name in DATES)
    return [
        ("Kind", [Boilerplate.Kind(content["kind"]).label]),
        ("Department", [str(department) if department else "All" if not content["department"] else "Deleted"]),
        ("Country", [content["country"] or "All"]),
        ("Language", [Boilerplate.Language(content["language"]).label if content["language"] else "All"]),
        ("In force", [f"{f'from {begins}' if begins else 'since ever'} {f'until {ends}' if ends else 'without end'}"]),
        ("Text", content["text"].splitlines()),
    ]


def diff_texts(old: Content, new: Content) -> list[FieldDiff]:
    """The fields that differ; an empty `old` has none."""
    return diff_fields(dict(show_text(old)) if old else {}, dict(show_text(new)))


def _filled(content: Content, pk: int | None) -> Boilerplate:
    """The row that the content describes; raise `BadContent` where there can be none."""
    if content["department"] and not Department.objects.filter(pk=content["department"]).exists():
        raise BadContent("The department of this text is gone. Choose another one, or none.")
    try:
        dates = {name: date.fromisoformat(content[name]) if content[name] else None for name in DATES}
        text = Boilerplate(
            pk=pk, department_id=content["department"], **{name: content[name] for name in SAME}, **dates
        )
        text.clean_fields(exclude=["id"])
        text.validate_constraints(exclude=["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadContent(f"This is no company text: {error}.") from error
    except ValidationError as error:
        raise BadContent(*error.messages) from error
    return text
