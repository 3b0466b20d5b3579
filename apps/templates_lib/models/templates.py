"""The structure of a document."""

from __future__ import annotations

from typing import Any

from django.db import models


class JobTemplate(models.Model):
    """The structure of a document: `sections` is an ordered list of {kind, heading, locked, guidance}."""

    name = models.CharField(max_length=80, unique=True)
    sections = models.JSONField()
    is_default = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_default_template", fields=["is_default"], condition=models.Q(is_default=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def section(self, kind: str) -> dict[str, Any]:
        return next((section for section in self.sections if section["kind"] == kind), {})
