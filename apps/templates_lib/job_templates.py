"""Job templates under review; their content is the template as its file has it (see ml/library/README.md)."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.errors import BadContent, WrongState
from apps.templates_lib.models import JobTemplate, JobTemplateDraft
from apps.templates_lib.models.history import DraftState
from apps.templates_lib.permissions import check_can_edit_library
from apps.templates_lib.reviewing import IMPORTED, Content, Workflow, cleaned
from apps.templates_lib.usage import TEMPLATES, usage_of

Remark = tuple[str, str]


class JobTemplateWorkflow(Workflow):
    owners, drafts, noun = JobTemplate, JobTemplateDraft, "job template"

    def content_of(self, owner: JobTemplate) -> Content:
        return {"purpose": owner.name, **owner.content}  # older ones need not say what they are for

    def checked(self, content: Content, owner: JobTemplate) -> Content:
        content = _checked(content)
        _refuse_taken_name(content["name"], owner.pk)
        return content

    def refuse_errors(self, content: Content, owner: JobTemplate) -> list[Remark]:
        self.checked(content, owner)
        return [*_rename_remark(content, owner), *engine.review_template(content)]

    def store(self, owner: JobTemplate, content: Content) -> None:
        _refuse_taken_name(content["name"], owner.pk)
        owner.is_published = owner.is_published or owner.is_own
        owner.take(content)
        try:
            with transaction.atomic():
                owner.save()
        except IntegrityError as error:
            raise WrongState(f"Another job template “{owner.name}” was published meanwhile.") from error


JOB_TEMPLATES = JobTemplateWorkflow()


@transaction.atomic
def create_job_template(
    *, by: User, content: Content, reason: str = "New job template", state: DraftState = DraftState.EDITING
) -> JobTemplate:
    """A new template as a draft; nobody is offered it before it is published."""
    check_can_edit_library(by)
    content = _checked(content)
    _refuse_taken_name(content["name"], None)
    template = JobTemplate.objects.create(
        name=content["name"], purpose=content["purpose"], sections=[], is_published=False
    )
    JOB_TEMPLATES.begin(template, content, by=by, reason=reason, state=state)
    return template


@transaction.atomic
def import_job_template(*, by: User, template_id: int | None, content: Content) -> None:
    """What a file says of a template, new or known, as a draft that waits for review."""
    known = JobTemplate.objects.select_related("live").filter(pk=template_id or 0).first()
    if known is None:
        create_job_template(by=by, content=content, reason=IMPORTED, state=DraftState.REVIEW)
    else:
        JOB_TEMPLATES.propose_change(by=by, owner=known, content=content, reason=IMPORTED)


def _checked(content: Content) -> Content:
    try:
        return engine.check_template(cleaned(content))
    except engine.TemplateError as error:
        raise BadContent(str(error)) from error


def _refuse_taken_name(name: str, pk: int | None) -> None:
    if other := JobTemplate.objects.filter(name__iexact=name).exclude(pk=pk or 0).first():
        raise BadContent(f"There is a job template called “{other.name}” already. Choose another name.")


def _rename_remark(content: Content, owner: JobTemplate) -> list[Remark]:
    """Briefs name their template: under another name they would not find it again."""
    used = usage_of(TEMPLATES).get(owner.name, 0)
    if not used or content["name"] == owner.name:
        return []
    texts = f"{used} job description{'s' if used > 1 else ''}"
    return [("name", f"{texts} chose “{owner.name}”; what is written again there follows the default template")]
