"""Versions and drafts to look at, whatever they belong to; a subclass puts `owner` in front."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from apps.templates_lib.models.history import Version
from jdcopilot.lib.admin import ReadOnlyAdmin, as_json


class VersionAdmin(ReadOnlyAdmin):
    list_filter = ["kind"]
    readonly_fields = ["readable_content"]
    owner: str

    def get_list_display(self, request: Any) -> Any:
        return [self.owner, "number", "kind", "author", "reviewer", "created_at"]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [*self.get_list_display(request), "reason", "readable_content"]

    def get_list_select_related(self, request: Any) -> Any:
        return [self.owner, "author", "reviewer"]

    @admin.display(description="content")
    def readable_content(self, version: Version) -> SafeString:
        return as_json(version.content)


class DraftAdmin(ReadOnlyAdmin):
    list_filter = ["state"]
    owner: str

    def get_list_display(self, request: Any) -> Any:
        return [self.owner, "state", "author", "updated_at"]

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [self.owner, "version", "base", "state", "answer", "answered_by", "updated_at"]

    def get_list_select_related(self, request: Any) -> Any:
        return [self.owner, "version__author"]

    @admin.display(description="author")
    def author(self, draft: Any) -> str:
        return str(draft.version.author)
