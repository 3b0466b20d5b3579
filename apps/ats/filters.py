"""What the logs of events can be narrowed by."""

from __future__ import annotations

import django_filters

from apps.ats.forms import Moment
from apps.ats.models import Connection, Delivery, Endpoint, InboundEvent, InboundEventQuerySet
from apps.descriptions.outbox import EventType


class _LogFilter(django_filters.FilterSet):  # type: ignore[misc]
    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters)


class DeliveryFilter(_LogFilter):
    endpoint = django_filters.ModelChoiceFilter(label="Endpoint", queryset=Endpoint.objects.all(), empty_label="All")
    state = django_filters.ChoiceFilter(label="State", choices=Delivery.State.choices, empty_label="All")
    type = django_filters.ChoiceFilter(
        label="Event", choices=[(type, type) for type in (*EventType.values, "ping")], empty_label="All"
    )
    since = django_filters.IsoDateTimeFilter("created_at", "gte", label="From", widget=Moment)
    until = django_filters.IsoDateTimeFilter("created_at", "lt", label="Until", widget=Moment)

    class Meta:
        model = Delivery
        fields: list[str] = []


class InboxFilter(_LogFilter):
    connection = django_filters.ModelChoiceFilter(
        label="Connection", queryset=Connection.objects.all(), empty_label="All"
    )
    state = django_filters.ChoiceFilter(
        method="filter_state", label="State", choices=InboundEvent.State.choices, empty_label="All"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=InboundEvent.Kind.choices, empty_label="All")
    since = django_filters.IsoDateTimeFilter("received_at", "gte", label="From", widget=Moment)
    until = django_filters.IsoDateTimeFilter("received_at", "lt", label="Until", widget=Moment)

    class Meta:
        model = InboundEvent
        fields: list[str] = []

    def filter_state(self, queryset: InboundEventQuerySet, name: str, state: str) -> InboundEventQuerySet:
        return queryset.in_state(state)
