"""What the list of descriptions can be narrowed by."""

from __future__ import annotations

import django_filters
from django import forms

from apps.accounts.models import Department, User
from apps.descriptions.models import JobDescription, JobDescriptionQuerySet
from apps.descriptions.workflow import Status

STATUSES = [*Status.choices, ("all", "All")]


class DescriptionFilter(django_filters.FilterSet):  # type: ignore[misc]
    q = django_filters.CharFilter(
        method="filter_words",
        label="Search",
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "placeholder": "Title, place or words in the text"}
        ),
    )
    status = django_filters.ChoiceFilter(
        method="filter_status", label="Status", choices=STATUSES, empty_label="All but archived"
    )
    department = django_filters.ModelChoiceFilter(
        label="Department", queryset=Department.objects.all(), empty_label="All departments"
    )
    owner = django_filters.ModelChoiceFilter(
        label="Owner",
        queryset=User.objects.filter(is_active=True).order_by("first_name", "last_name", "username"),
        empty_label="Everyone",
    )

    class Meta:
        model = JobDescription
        fields: list[str] = []

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    def filter_queryset(self, queryset: JobDescriptionQuerySet) -> JobDescriptionQuerySet:
        """Archived ones show only when they are asked for."""
        filtered: JobDescriptionQuerySet = super().filter_queryset(queryset)
        return filtered if self.form.cleaned_data.get("status") else filtered.current()

    def filter_words(self, queryset: JobDescriptionQuerySet, name: str, words: str) -> JobDescriptionQuerySet:
        return queryset.search(words)

    def filter_status(self, queryset: JobDescriptionQuerySet, name: str, status: str) -> JobDescriptionQuerySet:
        return queryset if status == "all" else queryset.filter(status=status)
