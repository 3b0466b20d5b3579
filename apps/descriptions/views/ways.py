"""Ways to start a job description from something that is there, so that nobody faces a blank page."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import User
from apps.descriptions.models import JobDescription
from apps.templates_lib.models import JobTemplate

MOST_RECENT = 4


def show_ways(user: User) -> dict[str, Any]:
    """Job templates by name, and the person's latest descriptions to copy."""
    names = JobTemplate.objects.filter(is_published=True).values_list("name", flat=True)
    latest = JobDescription.objects.filter(owner=user).only("title")[:MOST_RECENT]
    return {"job_templates": list(names), "latest": list(latest)}
