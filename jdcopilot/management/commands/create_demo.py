from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jdcopilot import demo


class Command(BaseCommand):
    help = "Create the demo company and its two accounts where they are missing, and print how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("The demo is for JD_MODE=embedded. In production make accounts with createsuperuser.")
        self.stdout.write(demo.sign_in_text(demo.create_demo()))
