"""Secrets are shown once, when they are made; deliveries and received events are for reading and for trying again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from apps.ats import endpoints, keys, services
from apps.ats.connector_admin import ApiAccessAdmin, JobLinkAdmin  # noqa: F401 - registers them
from apps.ats.forms import ConnectionForm, EndpointForm, MachineKeyForm
from apps.ats.models import Attempt, Connection, Delivery, Endpoint, InboundEvent, MachineKey, Requisition
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
    actions = ["rotate", "revoke"]

    def save_model(self, request: HttpRequest, obj: MachineKey, form: ModelForm[MachineKey], change: bool) -> None:  # noqa: FBT001
        key, text = keys.create_key(**form.cleaned_data)
        obj.pk, obj.prefix = key.pk, key.prefix
        _show_once(request, "The key", text)

    @admin.action(description="Replace by a new key; the old one works for a week yet", permissions=["add"])
    def rotate(self, request: HttpRequest, queryset: QuerySet[MachineKey]) -> None:
        for key in queryset:
            try:
                _, text = keys.rotate_key(key)
            except keys.CannotRotate as error:
                self.message_user(request, f"{key}: {error}", messages.ERROR)
            else:
                _show_once(request, f"The key that replaces {key}", text)

    @admin.action(description="Revoke", permissions=["delete"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[MachineKey]) -> None:
        self.message_user(request, f"{keys.revoke_keys(queryset)} revoked.")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Keys are revoked, not deleted, so that what they did stays explainable."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Endpoint)
class EndpointAdmin(admin.ModelAdmin[Endpoint]):
    form = EndpointForm
    list_display = ["url", "events", "is_active", "failing_since", "disabled_reason", "given_up", "created_at"]
    list_filter = ["is_active"]
    readonly_fields = ["failing_since", "disabled_reason", "created_at"]
    actions = ["switch_on", "switch_off", "ping", "rotate_secret", "replay_failed"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Endpoint]:
        dead = Count("deliveries", filter=Q(deliveries__state=Delivery.State.DEAD))
        return super().get_queryset(request).annotate(dead=dead)

    @admin.display(description="given up", ordering="dead")
    def given_up(self, endpoint: Endpoint) -> int:
        return int(getattr(endpoint, "dead", 0))

    def save_model(self, request: HttpRequest, obj: Endpoint, form: ModelForm[Endpoint], change: bool) -> None:  # noqa: FBT001
        fields = form.cleaned_data
        if change:
            endpoints.change_endpoint(obj, **fields)
            return
        made = endpoints.create_endpoint(**fields)
        obj.pk = made.pk
        _show_once(request, "The signing secret for the receiver", made.secret)

    @admin.action(description="Switch on", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        count = endpoints.set_endpoint_active(queryset, is_active=True)
        self.message_user(request, f"{count} switched on; what has waited for them goes out now.")

    @admin.action(description="Switch off", permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        self.message_user(request, f"{endpoints.set_endpoint_active(queryset, is_active=False)} switched off.")

    @admin.action(description="Send a ping", permissions=["change"])
    def ping(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        for endpoint in queryset:
            try:
                delivery = endpoints.ping(endpoint)
            except endpoints.CannotPing as error:
                self.message_user(request, f"{endpoint}: {error}", messages.ERROR)
            else:
                self.message_user(request, f"The ping {delivery.event_id} is on its way to {endpoint}.")

    @admin.action(description="Make a new secret; the old one is good for a day yet", permissions=["change"])
    def rotate_secret(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        for endpoint in queryset:
            _show_once(request, f"The new signing secret of {endpoint}", endpoints.rotate_secret(endpoint))

    @admin.action(description="Send all again that was given up", permissions=["change"])
    def replay_failed(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        count = sum(endpoints.replay_failed(endpoint) for endpoint in queryset)
        self.message_user(request, f"{count} on their way again, under the same event ids.")


class AttemptInline(admin.TabularInline[Attempt, Delivery]):
    """The log. A number that is missing is a try in which the sender broke off."""

    model = Attempt
    extra = 0
    can_delete = False
    fields = ["number", "at", "milliseconds", "status", "error"]
    readonly_fields = ["number", "at", "milliseconds", "status", "error"]

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    inlines = [AttemptInline]
    list_display = ["type", "event_id", "endpoint", "state", "attempts", "next_attempt_at", "last_status", "last_error"]
    list_filter = ["state", "type", "endpoint"]
    list_select_related = ["endpoint"]
    search_fields = ["event_id", "endpoint__url"]
    date_hierarchy = "created_at"
    exclude = ["lease_token"]
    actions = ["replay"]

    @admin.action(description="Send again", permissions=["replay"])
    def replay(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        count = endpoints.replay(queryset)
        self.message_user(request, f"{count} on their way again, under the same event ids.")

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ats.change_delivery")


@admin.register(Connection)
class ConnectionAdmin(admin.ModelAdmin[Connection]):
    form = ConnectionForm
    list_display = ["name", "slug", "vendor", "user", "department", "start_draft", "is_active"]
    list_select_related = ["user", "department"]
    readonly_fields = ["created_at"]

    def save_model(self, request: HttpRequest, obj: Connection, form: ModelForm[Connection], change: bool) -> None:  # noqa: FBT001
        given = form.cleaned_data["secret"]
        if change:
            obj.save(update_fields=[name for name in form.changed_data if name != "secret"] or ["name"])
            if given:
                services.replace_connection_secret(obj, given)
            return
        made = services.create_connection(**form.cleaned_data)
        obj.pk = made.pk
        if not given:
            _show_once(request, f"The signing secret for the sender, who posts to /hooks/{made.slug}/", made.secret)


@admin.register(Requisition)
class RequisitionAdmin(ReadOnlyAdmin):
    list_display = ["external_id", "connection", "description", "changed_at"]
    list_select_related = ["connection", "description"]
    search_fields = ["external_id", "description__title"]


@admin.register(InboundEvent)
class InboundEventAdmin(ReadOnlyAdmin):
    list_display = ["type", "kind", "event_id", "connection", "received_at", "processed_at", "description", "error"]
    list_filter = ["connection", "kind", "type", ("error", admin.EmptyFieldListFilter)]
    list_select_related = ["connection", "description"]
    search_fields = ["event_id", "error"]
    date_hierarchy = "received_at"
    actions = ["process_again"]

    @admin.action(description="Process again", permissions=["process"])
    def process_again(self, request: HttpRequest, queryset: QuerySet[InboundEvent]) -> None:
        self.message_user(request, f"{services.process_again(queryset)} queued.")

    def has_process_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ats.change_inboundevent")
