"""The kinds of content that are changed under review, as the pages for it see them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form, ModelForm
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.accounts.models import User
from apps.templates_lib import engine
from apps.templates_lib.company_texts import TEXTS, content_of_form, create_text, diff_texts, show_text
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.errors import BadContent
from apps.templates_lib.forms import BoilerplateForm
from apps.templates_lib.job_template_shown import diff_job_templates, show_job_template
from apps.templates_lib.job_template_shown import name_place as name_template_place
from apps.templates_lib.job_templates import JOB_TEMPLATES, create_job_template
from apps.templates_lib.likeness import remarks_by_meaning
from apps.templates_lib.models import Boilerplate, JobTemplate
from apps.templates_lib.permissions import can_edit_library
from apps.templates_lib.profile_shown import diff_contents, name_place, show_content
from apps.templates_lib.reviewing import Content, Workflow
from apps.templates_lib.rows import change_rows
from apps.templates_lib.template_form import BLANK_ROWS, JobTemplateForm
from apps.templates_lib.views.browse import get_profile
from jdcopilot.lib.http import number_of

ACTIONS = ("edit", "review", "send", "publish", "send_back", "discard", "versions", "restore")
Remarks = tuple[list[dict[str, str]], list[dict[str, str]]]
AnyForm = Form | ModelForm[Any]


class Shelf(ABC):
    """`names` are the pages of each action; `content_template` shows a content as it would be published."""

    workflow: ClassVar[Workflow]
    suffix: ClassVar[str] = ""
    list_name: ClassVar[str] = "library:list"
    title: ClassVar[str] = "Role library"
    content_template: ClassVar[str]

    @property
    def names(self) -> dict[str, str]:
        return {action: f"library:{action}{self.suffix}" for action in ACTIONS}

    def url(self, action: str, owner: Any, *more: Any) -> str:
        return reverse(self.names[action], args=[owner.pk, *more])

    @abstractmethod
    def find(self, user: User, **key: Any) -> Any:
        """What the address names, or 404; what was never published is for editors."""

    @abstractmethod
    def diff(self, old: Content, new: Content) -> list[Any]: ...

    @abstractmethod
    def show(self, content: Content) -> Any: ...

    def remarks(self, owner: Any, content: Content) -> Remarks:
        """Errors, and remarks that a reviewer has to accept."""
        return [], []

    def outstanding(self, draft: Any) -> str:
        """What nobody has looked at yet."""
        return ""


class FormShelf(Shelf):
    """One whose content is changed in a plain form; `form_template` shows its fields."""

    form_template: ClassVar[str]

    @abstractmethod
    def form(self, known: Any, *, data: QueryDict | None = None, initial: Content | None = None) -> AnyForm: ...

    def beginning(self, asked: QueryDict) -> Content:
        """What the form of a new one holds; the address may name one to copy."""
        return {}

    @abstractmethod
    def content_in(self, form: AnyForm) -> Content:
        """The content in the values of a valid form."""

    @abstractmethod
    def create(self, *, by: User, content: Content) -> Any: ...

    def form_after(self, do: str, known: Any, data: QueryDict) -> AnyForm:
        """The form as a button of one of its rows leaves it."""
        return self.form(known, data=data)


class ProfileShelf(Shelf):
    workflow = PROFILES
    content_template = "library/_content.html"

    def find(self, user: User, **key: Any) -> Any:
        return get_profile(key["slug"], may_edit=can_edit_library(user))

    def diff(self, old: Content, new: Content) -> list[Any]:
        return diff_contents(old, new)

    def show(self, content: Content) -> Any:
        return show_content(content)

    def remarks(self, owner: Any, content: Content) -> Remarks:
        findings = [*engine.review(content), *remarks_by_meaning(owner)]
        errors = _named(finding for finding in findings if finding.is_error)
        return errors, _named(finding for finding in findings if not finding.is_error)

    def outstanding(self, draft: Any) -> str:
        is_compared = draft.likeness is not None
        return "" if is_compared else "Its statements are not compared with those of other roles by meaning yet."


class TextShelf(FormShelf):
    workflow = TEXTS
    suffix, list_name, title = "_boilerplate", "library:boilerplate", "Company texts"
    content_template, form_template = "library/_text.html", "library/_text_form.html"

    def find(self, user: User, **key: Any) -> Any:
        return get_object_or_404(texts_for(user), pk=key["boilerplate_id"])

    def diff(self, old: Content, new: Content) -> list[Any]:
        return diff_texts(old, new)

    def show(self, content: Content) -> Any:
        return show_text(content)

    def form(self, known: Any, *, data: QueryDict | None = None, initial: Content | None = None) -> AnyForm:
        return BoilerplateForm(data, initial=initial, instance=Boilerplate(pk=known.pk if known else None))

    def content_in(self, form: AnyForm) -> Content:
        return content_of_form(form.cleaned_data)

    def create(self, *, by: User, content: Content) -> Any:
        return create_text(by=by, content=content)


class TemplateShelf(FormShelf):
    workflow = JOB_TEMPLATES
    suffix, list_name, title = "_template", "library:templates", "Job templates"
    content_template, form_template = "library/_job_template.html", "library/_job_template_form.html"

    def find(self, user: User, **key: Any) -> Any:
        return get_object_or_404(job_templates_for(user), pk=key["template_id"])

    def diff(self, old: Content, new: Content) -> list[Any]:
        return diff_job_templates(old, new)

    def show(self, content: Content) -> Any:
        return show_job_template(content)

    def remarks(self, owner: Any, content: Content) -> Remarks:
        try:
            remarks = self.workflow.refuse_errors(content, owner)
        except BadContent as error:
            return [{"place": "", "reason": str(error)}], []
        return [], [{"place": name_template_place(place), "reason": reason} for place, reason in remarks]

    def form(self, known: Any, *, data: QueryDict | None = None, initial: Content | None = None) -> AnyForm:
        return JobTemplateForm(data, initial=initial)

    def beginning(self, asked: QueryDict) -> Content:
        original = JobTemplate.objects.written().filter(pk=number_of(asked.get("copy"))).first()
        return original.content | {"name": ""} if original else {"sections": [BLANK_ROWS["sections"]]}

    def content_in(self, form: AnyForm) -> Content:
        content: Content = form.cleaned_data["content"]
        return content

    def create(self, *, by: User, content: Content) -> Any:
        return create_job_template(by=by, content=content)

    def form_after(self, do: str, known: Any, data: QueryDict) -> AnyForm:
        content = JobTemplateForm(data).typed()
        focus = change_rows(content, do, BLANK_ROWS)
        return JobTemplateForm(initial=content, focus=focus)


def texts_for(user: User) -> QuerySet[Boilerplate]:
    """The company's texts; editors see those that nobody has published yet, too."""
    texts = Boilerplate.objects.select_related("department", "live__author", "live__reviewer")
    return texts if can_edit_library(user) else texts.filter(is_published=True)


def job_templates_for(user: User) -> QuerySet[JobTemplate]:
    """The job templates on offer; editors see the others, too."""
    templates = JobTemplate.objects.select_related("live__author", "live__reviewer")
    return templates if can_edit_library(user) else templates.filter(is_published=True)


def _named(findings: Iterable[Any]) -> list[dict[str, str]]:
    return [{"place": name_place(finding.place), "reason": finding.reason} for finding in findings]


PROFILE_SHELF, TEXT_SHELF, TEMPLATE_SHELF = ProfileShelf(), TextShelf(), TemplateShelf()
