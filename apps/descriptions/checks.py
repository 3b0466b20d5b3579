"""Settings of the engines that cannot work are found when the site starts, not when somebody presses Write."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from apps.descriptions import engine


@register()
def check_engines(**kwargs: Any) -> list[CheckMessage]:
    problem = engine.problem_of_settings()
    return [Error(problem, hint="See .env.example and docs/engines.md.", id="descriptions.E001")] if problem else []
