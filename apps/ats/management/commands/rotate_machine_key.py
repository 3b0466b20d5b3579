"""Replace a key of the API: `manage.py rotate_machine_key 1a2b3c4d`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ats.keys import OVERLAP, CannotRotate, rotate_key
from apps.ats.models import MachineKey


class Command(BaseCommand):
    help = f"Make a key with the same rights and print it, once. The old one works for {OVERLAP.days} days yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefix", help="the eight characters after jd_")

    def handle(self, *args: Any, **options: Any) -> None:
        key = MachineKey.objects.filter(prefix=options["prefix"]).first()
        if key is None:
            raise CommandError(f"There is no key with the prefix {options['prefix']!r}.")
        try:
            successor, text = rotate_key(key)
        except CannotRotate as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"Key {successor}. It is not shown again:")
        self.stdout.write(text)
