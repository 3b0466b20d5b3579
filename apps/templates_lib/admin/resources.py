"""Tables of the library for other programs: CSV, XLSX and YAML out and in. What comes in waits for review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from import_export import fields, resources, widgets
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX, YAML
from import_export.forms import ExportForm
from import_export.tmp_storages import CacheStorage

from apps.accounts.models import Department
from apps.templates_lib import company_texts, editing, job_templates
from apps.templates_lib.errors import LibraryError
from apps.templates_lib.models import Boilerplate, JobTemplate, RoleProfile
from apps.templates_lib.permissions import can_edit_library
from jdcopilot.lib.diffs import diff_words

#: Columns with one text a line of the cell; those of `NESTED` hold JSON.
LISTS = ("aliases", "levels", "summaries", "tools", "facts_to_ask", "first_90_days")
NESTED = ("level_statements", "responsibilities", "requirements", "skills", "certificates", "questions")
TEXTS = ("soc", "isco")


class WordDiff(resources.Diff):  # type: ignore[misc]
    """The library's own differences have style attributes, which our content security policy refuses."""

    def as_html(self) -> list[SafeString]:
        pairs = zip(self.left, self.right, strict=True)
        tag = {"ins": "ins", "del": "del", "same": "span"}
        return [
            format_html_join(
                "",
                "<{}>{}</{}>",
                (
                    (tag[hunk.kind], hunk.text, tag[hunk.kind])
                    for hunk in diff_words("" if self.new and old != new else str(old), str(new))
                ),
            )
            for old, new in pairs
        ]


class ContentField(fields.Field):  # type: ignore[misc]
    """One key of a profile's content in a cell."""

    def export(self, instance: Any, **kwargs: Any) -> str:
        value = instance.content.get(self.column_name) if instance and isinstance(instance.content, dict) else None
        if self.column_name in NESTED:
            return json.dumps(value or ([] if self.column_name != "level_statements" else {}), ensure_ascii=False)
        return "\n".join(value or []) if self.column_name in LISTS else str(value or "")


class ProfileResource(resources.ModelResource):  # type: ignore[misc]
    soc = ContentField()
    isco = ContentField()
    aliases = ContentField()
    levels = ContentField()
    summaries = ContentField()
    tools = ContentField()
    facts_to_ask = ContentField()
    first_90_days = ContentField()
    level_statements = ContentField()
    responsibilities = ContentField()
    requirements = ContentField()
    skills = ContentField()
    certificates = ContentField()
    questions = ContentField()

    class Meta:
        model = RoleProfile
        import_id_fields = ["slug"]
        fields = ["slug", "title", "field", *TEXTS, *LISTS, *NESTED]
        export_order = fields
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_diff_class(cls) -> type[resources.Diff]:
        return WordDiff

    def import_instance(self, instance: Any, row: Mapping[str, Any], **kwargs: Any) -> None:
        """The profile as the row describes it, checked by the schema; nothing of it reaches the table from here."""
        slug = str(row.get("slug") or "").strip()
        instance.slug = slug
        known = RoleProfile.objects.filter(slug=slug).first()
        base = editing.complete(known.content, known) if known else {**editing.EMPTY, "id": slug}
        cells = {name: value for name, value in row.items() if name in self.fields and name != "slug"}
        instance.imported = _checked(base | {name: _read(name, value) for name, value in cells.items()}, slug)
        instance.content = instance.imported
        instance.title, instance.field = instance.imported["title"], instance.imported["field"]

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        return not import_validation_errors and bool(original.content) and _is_same(original, instance)

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, **kwargs: Any) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Any, is_create: Any, row: Any, **kwargs: Any) -> None:
        """A draft that waits for review. A rehearsal does the same and is rolled back."""
        try:
            editing.import_draft(by=kwargs["user"], slug=instance.slug, content=instance.imported)
        except LibraryError as error:
            raise ValidationError(str(error)) from error


class ReviewedResource(resources.ModelResource):  # type: ignore[misc]
    """Rows whose columns are their content; `propose` makes drafts of what comes in."""

    class Meta:
        abstract = True
        import_id_fields = ["id"]
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    @classmethod
    def get_diff_class(cls) -> type[resources.Diff]:
        return WordDiff

    def propose(self, instance: Any, pk: int | None, user: Any) -> None:
        raise NotImplementedError

    def save_instance(self, instance: Any, is_create: Any, row: Any, **kwargs: Any) -> None:
        """A draft that waits for review. A rehearsal does the same and is rolled back."""
        try:
            self.propose(instance, None if is_create else instance.pk, kwargs["user"])
        except LibraryError as error:
            raise ValidationError(str(error)) from error


class BoilerplateResource(ReviewedResource):
    department = fields.Field(
        column_name="department",
        attribute="department",
        widget=widgets.ForeignKeyWidget(Department, field="name"),
    )

    class Meta:
        model = Boilerplate
        fields = ["id", "kind", "department", "country", "language", "effective_from", "effective_until", "text"]
        export_order = fields

    def propose(self, instance: Any, pk: int | None, user: Any) -> None:
        company_texts.import_text(by=user, text_id=pk, content=company_texts.TEXTS.content_of(instance))


class RowsWidget(widgets.Widget):  # type: ignore[misc]
    """A list as JSON; YAML may bring it as it is."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return value if isinstance(value, list) else json.loads(value or "[]")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return json.dumps(value or [], ensure_ascii=False)


class JobTemplateResource(ReviewedResource):
    sections = fields.Field(column_name="sections", attribute="sections", widget=RowsWidget())
    skills = fields.Field(column_name="skills", attribute="skills", widget=RowsWidget())

    class Meta:
        model = JobTemplate
        fields = ["id", *JobTemplate.CONTENT]
        export_order = fields

    def propose(self, instance: Any, pk: int | None, user: Any) -> None:
        job_templates.import_job_template(by=user, template_id=pk, content=instance.content)


class TableMixin(ImportExportMixin):  # type: ignore[misc]
    """Buttons to export and import a model's rows; pages without inline styles."""

    formats = [CSV, XLSX, YAML]
    export_form_class = ExportForm
    export_template_name = "admin/export_rows.html"
    tmp_storage_class = CacheStorage  # a file in a folder of one machine is not there on the next

    def has_import_permission(self, request: HttpRequest) -> bool:
        return can_edit_library(request.user)


def _read(name: str, value: Any) -> Any:
    """What a cell says, as the schema wants it. YAML may bring lists as they are."""
    if name in LISTS:
        return (
            value
            if isinstance(value, list)
            else [line.strip() for line in str(value or "").splitlines() if line.strip()]
        )
    if name not in NESTED:
        return " ".join(str(value or "").split())
    if not isinstance(value, str):
        return value if value is not None else ({} if name == "level_statements" else [])
    try:
        return json.loads(value) if value.strip() else ({} if name == "level_statements" else [])
    except ValueError as error:
        raise ValidationError({name: f"This is no valid JSON: {error}."}) from error


def _checked(content: dict[str, Any], slug: str) -> dict[str, Any]:
    try:
        return editing.checked_for_import(content, slug)
    except LibraryError as error:
        raise ValidationError(str(error)) from error


def _is_same(one: RoleProfile, other: RoleProfile) -> bool:
    stored: dict[str, Any] = editing.complete(one.content, one)
    return bool(stored == other.content)
