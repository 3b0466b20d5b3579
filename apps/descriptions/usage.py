"""How many job descriptions each role profile and job template has served, for the library's pages."""

from __future__ import annotations

from django.db.models import Count, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from apps.descriptions.models import JobDescription


def count_by_profile() -> dict[str, int]:
    matched = JobDescription.objects.annotate(profile=KT("match__profile")).filter(profile__isnull=False)
    return dict(matched.order_by().values_list("profile").annotate(Count("pk")))


def count_by_template() -> dict[str, int]:
    """By the name in the brief; "" for briefs that leave the choice to the default."""
    named = JobDescription.objects.annotate(named=Coalesce(KT("brief__template"), Value(""), output_field=TextField()))
    return dict(named.order_by().values_list("named").annotate(Count("pk")))
