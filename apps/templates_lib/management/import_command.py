"""What the commands that import a classification have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from apps.templates_lib import reference
from apps.templates_lib.reference_files import BadReference


class ImportOccupations(BaseCommand):
    source: ClassVar[str]
    files: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="FOLDER|ZIP|URL", help=f"{self.files}; an address must be https")
        parser.add_argument(
            "--version-name", default="", metavar="29.3", help="if the name of the place does not say it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = reference.import_occupations(
                self.source, options["place"], version=options["version_name"], say=self.stdout.write
            )
        except BadReference as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{imported.rows:,} occupations with {imported.titles:,} titles, {imported.changed:,} changes"
        )
        self.stdout.write(imported.attribution)
