"""Secrets are shown once, when they are made; deliveries and received events are for reading and for trying again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from apps.ats import services
from apps.ats.connector_admin import ApiAccessAdmin, JobLinkAdmin  # noqa: F401 - registers them
from apps.ats.forms import ConnectionForm, EndpointForm, MachineKeyForm
from apps.ats.models import Connection, Delivery, Endpoint, InboundEvent, MachineKey, Requisition
from jdcopilot.lib.admin import ReadOnlyAdmin


def _show_once(request: HttpRequest, what: str, secret: str) -> None:
    messages.warning(request, f"{what}: {secret} - copy it now, it is not shown again.")


@admin.register(MachineKey)
class MachineKeyAdmin(admin.ModelAdmin[MachineKey]):
    form = MachineKeyForm
    list_display = ["name", "prefix", "user", "department", "scopes", "last_used_at", "expires_at", "revoked_at"]
    list_filter = ["department", "revoked_at"]
    list_select_related = ["user", "department"]
    search_fields = ["name", "prefix"]
    readonly_fields = ["prefix", "created_at", "last_used_at", "revoked_at"]
    actions = ["revoke"]

    def save_model(self, request: HttpRequest, obj: MachineKey, form: ModelForm[MachineKey], change: bool) -> None:  # noqa: FBT001
        key, text = services.create_key(**form.cleaned_data)
        obj.pk, obj.prefix = key.pk, key.prefix
        _show_once(request, "The key", text)

    @admin.action(description="Revoke", permissions=["delete"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[MachineKey]) -> None:
        self.message_user(request, f"{services.revoke_keys(queryset)} revoked.")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Keys are revoked, not deleted, so that what they did stays explainable."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Endpoint)
class EndpointAdmin(admin.ModelAdmin[Endpoint]):
    form = EndpointForm
    list_display = ["url", "events", "is_active", "disabled_reason", "created_at"]
    list_filter = ["is_active"]
    readonly_fields = ["disabled_reason", "created_at"]
    actions = ["switch_on", "switch_off"]

    def save_model(self, request: HttpRequest, obj: Endpoint, form: ModelForm[Endpoint], change: bool) -> None:  # noqa: FBT001
        fields = form.cleaned_data
        if change:
            services.change_endpoint(obj, **fields)
            return
        made = services.create_endpoint(**fields)
        obj.pk = made.pk
        _show_once(request, "The signing secret for the receiver", made.secret)

    @admin.action(description="Switch on", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        count = services.set_endpoint_active(queryset, is_active=True)
        self.message_user(request, f"{count} switched on; what has waited for them goes out now.")

    @admin.action(description="Switch off", permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        self.message_user(request, f"{services.set_endpoint_active(queryset, is_active=False)} switched off.")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["type", "event_id", "endpoint", "state", "attempts", "next_attempt_at", "last_status", "last_error"]
    list_filter = ["state", "type", "endpoint"]
    list_select_related = ["endpoint"]
    search_fields = ["event_id", "endpoint__url"]
    date_hierarchy = "created_at"
    exclude = ["lease_token"]
    actions = ["replay"]

    @admin.action(description="Send again", permissions=["replay"])
    def replay(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        count = services.replay(queryset)
        self.message_user(request, f"{count} on their way again, under the same event ids.")

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ats.change_delivery")


@admin.register(Connection)
class ConnectionAdmin(admin.ModelAdmin[Connection]):
    form = ConnectionForm
    list_display = ["name", "slug", "user", "department", "start_draft", "is_active"]
    list_select_related = ["user", "department"]
    readonly_fields = ["created_at"]

    def save_model(self, request: HttpRequest, obj: Connection, form: ModelForm[Connection], change: bool) -> None:  # noqa: FBT001
        if change:
            obj.save(update_fields=form.changed_data or ["name"])
            return
        made = services.create_connection(**form.cleaned_data)
        obj.pk = made.pk
        _show_once(request, f"The signing secret for the sender, who posts to /hooks/{made.slug}/", made.secret)


@admin.register(Requisition)
class RequisitionAdmin(ReadOnlyAdmin):
    list_display = ["external_id", "connection", "description", "changed_at"]
    list_select_related = ["connection", "description"]
    search_fields = ["external_id", "description__title"]


@admin.register(InboundEvent)
class InboundEventAdmin(ReadOnlyAdmin):
    list_display = ["type", "event_id", "connection", "received_at", "processed_at", "description", "error"]
    list_filter = ["connection", "type", ("error", admin.EmptyFieldListFilter)]
    list_select_related = ["connection", "description"]
    search_fields = ["event_id", "error"]
    date_hierarchy = "received_at"
    actions = ["process_again"]

    @admin.action(description="Process again", permissions=["process"])
    def process_again(self, request: HttpRequest, queryset: QuerySet[InboundEvent]) -> None:
        self.message_user(request, f"{services.process_again(queryset)} queued.")

    def has_process_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ats.change_inboundevent")
