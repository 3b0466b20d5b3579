"""How many job descriptions each role profile has served, for the library's pages."""

from __future__ import annotations

from django.db.models import Count
from django.db.models.fields.json import KT

from apps.descriptions.models import JobDescription


def count_by_profile() -> dict[str, int]:
    matched = JobDescription.objects.annotate(profile=KT("match__profile")).filter(profile__isnull=False)
    return dict(matched.order_by().values_list("profile").annotate(Count("pk")))
