from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.templates_lib import engine, services


class Command(BaseCommand):
    help = "Load role profiles and job templates, and embed the library; repeatable, quick when nothing changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--skip-embeddings", action="store_true", help="do not load the sentence encoder now")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = services.load_library()
        except (engine.ProfileError, engine.TemplateError) as error:
            raise CommandError(str(error)) from error
        if loaded.changed and not options["skip_embeddings"]:
            engine.store_embeddings()
        self.stdout.write(f"{loaded.templates} job templates, {loaded.changed_templates} new or changed")
        self.stdout.write(f"{loaded.profiles} role profiles, {loaded.changed} new or changed")
