"""Forms of the admin and of the pages of webhooks. They check the shape; services do the work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.ats.addresses import AddressRefused
from apps.ats.endpoints import check_endpoint_url
from apps.ats.models import ApiAccess, Connection, Endpoint, MachineKey, Scope
from apps.ats.signatures import BASE64_SECRETS, check_secret
from apps.descriptions.outbox import EventType


class Moment(forms.DateTimeInput):
    """A time in the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MachineKeyForm(forms.ModelForm[MachineKey]):
    scopes = forms.MultipleChoiceField(choices=Scope.choices, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = MachineKey
        fields = ["name", "scopes", "user", "department", "expires_at"]


class EndpointForm(forms.ModelForm[Endpoint]):
    events = forms.MultipleChoiceField(choices=EventType.choices, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Endpoint
        fields = ["url", "events", "is_active"]

    def clean_url(self) -> str:
        try:
            check_endpoint_url(self.cleaned_data["url"])
        except AddressRefused as error:
            raise ValidationError(str(error)) from error
        return str(self.cleaned_data["url"])


class RangeForm(forms.Form):
    """A stretch of time whose events are sent again."""

    since = forms.DateTimeField(label="From", widget=Moment)
    until = forms.DateTimeField(label="Until", widget=Moment)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"since", "until"} <= cleaned.keys() and cleaned["since"] >= cleaned["until"]:
            self.add_error("until", "The end must be later than the beginning.")
        return cleaned


class ConnectionForm(forms.ModelForm[Connection]):
    secret = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.PasswordInput,
        help_text="The one that the vendor shows, or that you have entered there. Empty: a new connection gets one "
        "from us, an old one keeps its own. A replaced secret stays good for a day.",
    )

    class Meta:
        model = Connection
        fields = ["slug", "name", "vendor", "user", "department", "start_draft", "is_active"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "vendor" in self.changed_data and ApiAccess.objects.filter(connection=self.instance.pk).exists():
            self.add_error("vendor", "Its API is connected by now. For another system, make another connection.")
        if cleaned.get("vendor") in BASE64_SECRETS and cleaned.get("secret"):
            try:
                check_secret(cleaned["secret"])
            except ValueError as error:
                self.add_error("secret", str(error))
        return cleaned
