from __future__ import annotations

from django.apps import AppConfig


class JdcopilotConfig(AppConfig):
    name = "jdcopilot"
    verbose_name = "Job Description Co-Pilot"
