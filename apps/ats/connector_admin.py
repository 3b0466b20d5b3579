"""Accesses and links in the admin. Credentials are entered on the page of the connection and shown nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.ats import accesses, engine, services
from apps.ats.models import ApiAccess, JobLink
from apps.descriptions.errors import DescriptionError
from jdcopilot.lib.admin import ReadOnlyAdmin
from jdcopilot.lib.http import AuthenticatedHttpRequest


class ApiAccessForm(forms.ModelForm[ApiAccess]):
    leaves_out = forms.MultipleChoiceField(
        choices=list(engine.SECTION_KINDS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ApiAccess
        fields = ["mapping", "leaves_out"]

    def clean_mapping(self) -> dict[str, str]:
        mapping = self.cleaned_data["mapping"] or {}
        if not isinstance(mapping, dict) or not all(isinstance(path, str) and path for path in mapping.values()):
            raise ValidationError("Write an object of facts and paths, such as {“department”: “team.name”}.")
        unknown = sorted(set(mapping) - set(engine.MAPPABLE))
        if unknown:
            raise ValidationError(f"“{unknown[0]}” is no fact of a brief. Use {', '.join(engine.MAPPABLE)}.")
        return mapping


@admin.register(ApiAccess)
class ApiAccessAdmin(admin.ModelAdmin[ApiAccess]):
    form = ApiAccessForm
    list_display = ["connection", "vendor", "health", "health_error", "checked_at", "synced_at"]
    list_filter = ["connection__vendor", "health"]
    list_select_related = ["connection"]
    readonly_fields = ["connection", "vendor", "health", "health_error", "checked_at", "synced_at", "page"]
    actions = ["test"]

    @admin.display(description="Addresses and credentials")
    def page(self, access: ApiAccess) -> SafeString:
        address = reverse("connections:edit", args=[access.connection.slug])
        return format_html('<a href="{}">Change them on the page of the connection</a>', address)

    @admin.action(description="Test the connection", permissions=["change"])
    def test(self, request: AuthenticatedHttpRequest, queryset: QuerySet[ApiAccess]) -> None:
        for access in queryset.select_related("connection"):
            try:
                accesses.try_access(by=request.user, access=access)
            except DescriptionError as error:
                self.message_user(request, f"{access}: {error}", level="error")
            else:
                self.message_user(request, f"{access} works.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(JobLink)
class JobLinkAdmin(ReadOnlyAdmin):
    list_display = ["description", "connection", "external_title", "state", "is_live", "attempts", "pushed_at", "error"]
    list_filter = ["state", "connection", ("error", admin.EmptyFieldListFilter)]
    list_select_related = ["description", "connection"]
    search_fields = ["description__title", "external_id", "external_title", "error"]
    exclude = ["lease_token"]
    actions = ["try_again"]

    @admin.action(description="Try failed ones again", permissions=["retry"])
    def try_again(self, request: AuthenticatedHttpRequest, queryset: QuerySet[JobLink]) -> None:
        related = ("connection__access", "description__department")
        for link in queryset.filter(state=JobLink.State.FAILED).select_related(*related):
            try:
                services.ask_link(by=request.user, link=link, action=link.action)
            except DescriptionError as error:
                self.message_user(request, f"{link}: {error}", level="error")
            else:
                self.message_user(request, f"{link} is queued.")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ats.change_joblink")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in JobLink._meta.fields if field.name != "lease_token"]
