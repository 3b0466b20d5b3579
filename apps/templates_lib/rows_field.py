"""A form field that is a list of rows, each with fields of its own: an ordered formset inside a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

Rows = list[dict[str, Any]]


class LinesField(forms.CharField):
    """A textarea with one text a line; its value is a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea({"rows": 3, "cols": 80}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class RowForm(forms.Form):
    """One row. `title` is what it is called while it is folded up."""

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def order_name(self) -> str:
        return self.add_prefix("ORDER")

    @property
    def delete_name(self) -> str:
        return self.add_prefix("DELETE")

    def shown(self, name: str) -> str:
        """The value of a field as its page shows it, typed or stored."""
        value = str(self[name].value() or "")
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


class RowsWidget(forms.Widget):
    template_name = "library/rows.html"

    class Media:
        css = {"all": ["css/rows.css"]}

    def __init__(self, formset: type[BaseFormSet[Any]], row_name: str) -> None:
        super().__init__()
        self.formset, self.row_name = formset, row_name

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> BaseFormSet[Any]:
        return self.formset(data, prefix=name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-TOTAL_FORMS" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        formset = value if isinstance(value, BaseFormSet) else self.formset(initial=value or [], prefix=name)
        return super().get_context(name, None, attrs) | {"formset": formset, "row_name": self.row_name}


class RowsField(forms.Field):
    """The rows in their order, without those ticked for removal and without what is empty in them."""

    def __init__(self, row: type[RowForm], *, row_name: str, extra: int = 2, **options: Any) -> None:
        formset = forms.formset_factory(row, extra=extra, can_order=True, can_delete=True, max_num=60)
        super().__init__(widget=RowsWidget(formset, row_name), required=False, **options)

    def clean(self, value: Any) -> Rows:
        if not value.is_valid():
            raise ValidationError("Something in these rows cannot be used; it is said beside the field.")
        return [_filled(form.cleaned_data) for form in value.ordered_forms]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not data.is_valid() or [_filled(form.cleaned_data) for form in data.ordered_forms] != (initial or [])


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    of_formset = ("ORDER", "DELETE")
    return {key: value for key, value in values.items() if key not in of_formset and value not in ("", [], None, False)}
