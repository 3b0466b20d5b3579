"""What the tests of findings share; the text itself is the fixture `checked_section`."""

from __future__ import annotations

from apps.descriptions.checking import check_description
from apps.descriptions.models import JobDescription

LINES = ("Lead as a rockstar", "Be the ninja of the rota", "Train the next rockstar")


def keys(description: JobDescription, rule: str = "test_jargon", *, typed: dict[int, str] | None = None) -> list[str]:
    """Of the findings of a rule, in the order of the text."""
    return [one.key for one in check_description(description, typed).found if one.finding.rule == rule]
