"""Importing a module registers its models with the admin site."""

from apps.templates_lib.admin import boilerplate, company, profiles, reference, templates

__all__ = ["boilerplate", "company", "profiles", "reference", "templates"]
