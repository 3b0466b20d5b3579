"""The form of a job template: its sections and skills as rows."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.templates_lib import engine
from apps.templates_lib.models import JobTemplate
from apps.templates_lib.rows_field import LinesField, RowForm, RowsField, typed_rows

SKILL_KINDS = [("essential", "Essential"), ("asset", "Nice to have")]
SKILL_LEVELS = [("", "Not said"), ("basic", "Basic"), ("working", "Working"), ("advanced", "Advanced")]
#: Rows as they are added.
BLANK_ROWS = {"sections": {"kind": ""}, "skills": {"name": "", "kind": "essential", "level": ""}}
PLACE = re.compile(r"^(?P<rows>sections|skills)\[(?P<number>\d+)\](?:\.(?P<field>\w+))?(?:\[(?P<line>\d+)\])?:\s*")


class SectionForm(RowForm):
    kind = forms.ChoiceField(choices=[("", "Choose one"), *engine.SECTION_KINDS])
    heading = forms.CharField(required=False, max_length=120, help_text="empty for the usual one")
    required = forms.BooleanField(required=False, label="May not stay empty")
    locked = forms.BooleanField(
        required=False, label="No model writes it", help_text="always so for pay, company and legal text"
    )
    lines = forms.IntegerField(required=False, min_value=1, max_value=30, label="Lines in a text of standard length")
    most = forms.IntegerField(required=False, min_value=1, max_value=30, label="Lines at most")
    guidance = forms.CharField(
        required=False, max_length=600, widget=forms.Textarea({"rows": 2}), help_text="for those who write"
    )
    comments = LinesField(help_text="one a line; shown beside the section")
    starters = LinesField(help_text="one a line; points that fill the section where the brief leaves room")
    fixed = LinesField(label="Fixed lines", help_text="one a line, word for word; {blanks} are filled in by people")
    placeholders = LinesField(
        label="Blanks", help_text="one a line, such as reports_to: what fixed lines have in braces"
    )

    @property
    def title(self) -> str:
        heading, kind = self.shown("heading"), self.shown("kind")
        return f"{kind}, as “{heading}”" if kind and heading and heading != kind else kind or heading


class SkillForm(RowForm):
    name = forms.CharField(max_length=120)
    kind = forms.ChoiceField(choices=SKILL_KINDS, initial="essential")
    level = forms.ChoiceField(choices=SKILL_LEVELS, required=False)

    @property
    def title(self) -> str:
        return self.shown("name")


class JobTemplateForm(forms.ModelForm[JobTemplate]):
    sections = RowsField(SectionForm, row_name="Section", help_text="In the order of the document.")
    skills = RowsField(SkillForm, row_name="Skill", help_text="What this kind of job implies.")

    class Meta:
        model = JobTemplate
        fields = ["name", "purpose", "tone", "length", "person", "sections", "skills"]

    def __init__(self, *args: Any, focus: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        for name in BLANK_ROWS:
            self.fields[name].widget.focus = focus

    def typed(self) -> dict[str, Any]:
        """What was typed, whether it can be used or not."""
        values = {name: self[name].value() for name in self.fields}
        return values | {name: typed_rows(values[name]) for name in BLANK_ROWS}

    def clean(self) -> dict[str, Any]:
        """By the rules of a template alone; whether its name is free, the workflow knows."""
        fields = self.cleaned_data
        if self.errors:
            return fields
        try:
            content = engine.check_template({key: fields.get(key) for key in JobTemplate.CONTENT})
        except engine.TemplateError as error:
            place = str(error).split(":")[0].split("[")[0].split(".")[0]
            said = PLACE.sub(_name_place, str(error))
            raise ValidationError({place if place in self.fields else "__all__": said}) from error
        return fields | {"content": content}


def _name_place(match: re.Match[str]) -> str:
    """ "sections[2].starters[0]: " as people count: "Section 3, starters, line 1: "."""
    parts = [f"{match['rows'].removesuffix('s').capitalize()} {int(match['number']) + 1}"]
    if match["field"]:
        label = {**SectionForm.base_fields, **SkillForm.base_fields}[match["field"]].label
        parts.append(str(label or match["field"]).lower())
    if match["line"]:
        parts.append(f"line {int(match['line']) + 1}")
    return ", ".join(parts) + ": "
