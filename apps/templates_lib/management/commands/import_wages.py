from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.templates_lib import reference
from apps.templates_lib.reference_files import BadReference


class Command(BaseCommand):
    help = "Import US wages by occupation as a hint beside the pay fields; repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the national OEWS table of the BLS as CSV or TSV")
        parser.add_argument("--year", type=int, help="if the file does not say it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = reference.import_wages(options["file"], year=options["year"], say=self.stdout.write)
        except BadReference as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{imported.rows:,} wages, {imported.changed:,} changes")
        self.stdout.write(imported.attribution)
