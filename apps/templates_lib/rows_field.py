"""A form field that is a list of rows, each with fields of its own: a formset inside a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

Rows = list[dict[str, Any]]
MOST_ROWS = 60


class LinesField(forms.CharField):
    """A textarea with one text a line; its value is a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea({"rows": 3}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class RowForm(forms.Form):
    """One row. `title` is what it is called while it is folded up."""

    @property
    def title(self) -> str:
        raise NotImplementedError

    def shown(self, name: str) -> str:
        """The value of a field as its page shows it, typed or stored."""
        value = str(self[name].value() or "")
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value)) if value else ""


class RowSet(BaseFormSet[Any]):
    """As many rows as there are; one that nobody has filled in counts for nothing."""

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        return super().total_form_count() if self.is_bound else len(self.initial or [])


class RowsWidget(forms.Widget):
    """`focus` is the id of what takes the focus, as `rows.change_rows` returns it."""

    template_name = "library/rows.html"

    def __init__(self, formset: type[RowSet], row_name: str) -> None:
        super().__init__()
        self.formset, self.row_name, self.focus = formset, row_name, ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> RowSet:
        return self.formset(data, prefix=name, auto_id="%s")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-TOTAL_FORMS" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        given = isinstance(value, RowSet)
        formset = value if given else self.formset(initial=value or [], prefix=name, auto_id="%s")
        context = {"formset": formset, "group": {"name": name, "rows": list(self._shown(formset))}, "focus": self.focus}
        return super().get_context(name, None, attrs) | context | {"row_name": self.row_name}

    def _shown(self, formset: RowSet) -> Iterator[dict[str, Any]]:
        last = len(formset.forms) - 1
        for number, form in enumerate(formset.forms):
            field = self.focus.removeprefix(f"{form.prefix}-")
            if field in form.fields:
                form.fields[field].widget.attrs["autofocus"] = True
            yield {
                "form": form,
                "name": form.title or "new one",
                "number": number,
                "number_text": str(number),
                "focus": self.focus,
                "is_first": number == 0,
                "is_last": number == last,
                "is_open": bool(form.errors) or field in form.fields,
            }


class RowsField(forms.Field):
    """The rows in their order, without what is empty in them."""

    def __init__(self, row: type[RowForm], *, row_name: str, **options: Any) -> None:
        formset: Any = forms.formset_factory(row, formset=RowSet, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        super().__init__(widget=RowsWidget(formset, row_name), required=False, **options)

    def clean(self, value: Any) -> Rows:
        if not value.is_valid():
            raise ValidationError("Something in these rows cannot be used; it is said beside the field.")
        return [_filled(form.cleaned_data) for form in value if form.has_changed()]


def typed_rows(rows: RowSet) -> Rows:
    """What was typed, whether it can be used or not."""
    return [{name: form[name].value() for name in form.fields} for form in rows.forms]


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], None, False)}
