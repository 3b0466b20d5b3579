"""Forms of the admin. They check the shape; services do the work."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from apps.ats.addresses import AddressRefused
from apps.ats.endpoints import check_endpoint_url
from apps.ats.models import Connection, Endpoint, MachineKey, Scope
from apps.descriptions.outbox import EventType


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


class ConnectionForm(forms.ModelForm[Connection]):
    class Meta:
        model = Connection
        fields = ["slug", "name", "user", "department", "start_draft", "is_active"]
