"""A connection as an admin fills it in: the fields that its system needs, credentials write-only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import Department, User
from apps.ats import engine
from apps.ats.accesses import check_can_connect, save_access
from apps.ats.addresses import AddressRefused, check_url
from apps.ats.connectors import SYSTEMS, System
from apps.ats.connectors import Field as SystemField
from apps.ats.models import ApiAccess, Connection
from apps.ats.services import create_connection, replace_connection_secret

KEPT = "Stored. Leave it empty to keep it."


class ConnectionForm(forms.Form):
    name = forms.CharField(max_length=120, label="Name", help_text="As your colleagues know it")
    department = forms.ModelChoiceField(
        Department.objects.all(), required=False, empty_label="Every department", label="Department"
    )
    start_draft = forms.BooleanField(required=False, label="Write a draft as soon as a requisition comes in")
    is_active = forms.BooleanField(required=False, initial=True, label="In use")
    leaves_out = forms.MultipleChoiceField(
        choices=list(engine.SECTION_KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="The system adds these sections itself",
        help_text="They are not sent, so that no posting says them twice.",
    )

    def __init__(self, data: Any = None, *, system: System, access: ApiAccess | None = None) -> None:
        super().__init__(data, initial=_initial(access))
        self.system, self.access = system, access
        for one in system.credentials:
            self.fields[f"credential_{one.name}"] = _field(one, is_secret=True, is_kept=access is not None)
        for one in system.settings:
            known = access.settings.get(one.name, "") if access else ""
            self.fields[f"setting_{one.name}"] = _field(one, initial=known or one.default)
        help = f"The one that {system.label} shows, or that you enter there"
        one = SystemField("secret", "Signing secret of its webhooks", help, is_required=False)
        self.fields["secret"] = _field(one, is_secret=True, is_kept=access is not None)

    @property
    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "department")]

    @property
    def system_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(("credential_", "setting_", "secret"))]

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in ("start_draft", "is_active")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        addresses = {name: value for name, value in cleaned.items() if name.endswith("_url") and value}
        for name, url in addresses.items():
            self._check_address(name, url)
        return cleaned

    def _check_address(self, name: str, url: str) -> None:
        try:
            check_url(url)
        except AddressRefused as error:
            self.add_error(name, ValidationError(str(error)))

    @transaction.atomic
    def save(self, *, by: User) -> ApiAccess:
        check_can_connect(by)
        values = self.cleaned_data
        return save_access(
            connection=self._connection(by),
            vendor=self.system.name,
            credentials={one.name: values[f"credential_{one.name}"] for one in self.system.credentials},
            settings={one.name: values[f"setting_{one.name}"] for one in self.system.settings},
            leaves_out=values["leaves_out"],
        )

    def _connection(self, by: User) -> Connection:
        fields = {name: self.cleaned_data[name] for name in ("name", "department", "start_draft", "is_active")}
        if self.access is None:
            more = {"vendor": self.system.name, "secret": self.cleaned_data["secret"]}
            return create_connection(slug=_free_slug(fields["name"]), user=by, **more, **fields)
        connection = self.access.connection
        if self.cleaned_data["secret"]:
            replace_connection_secret(connection, self.cleaned_data["secret"])
        for name, value in fields.items():
            setattr(connection, name, value)
        connection.save(update_fields=list(fields))
        return connection


def _initial(access: ApiAccess | None) -> dict[str, Any]:
    if access is None:
        return {}
    connection = access.connection
    return {
        "name": connection.name,
        "department": connection.department,
        "start_draft": connection.start_draft,
        "is_active": connection.is_active,
        "leaves_out": access.leaves_out,
    }


def _field(one: SystemField, *, is_secret: bool = False, is_kept: bool = False, initial: str = "") -> forms.CharField:
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=one.label,
        required=one.is_required and not is_kept and not one.default,
        initial=initial,
        max_length=500,
        help_text=f"{one.help}. {KEPT}" if is_kept and one.help else (KEPT if is_kept else one.help),
        widget=forms.PasswordInput(attributes) if is_secret else forms.TextInput(attributes),
    )


def _free_slug(name: str) -> str:
    stem = slugify(name)[:40] or "ats"
    taken = set(Connection.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def system_named(name: str | None) -> System | None:
    return SYSTEMS.get(name or "")
