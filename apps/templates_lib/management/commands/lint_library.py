from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.templates_lib import engine, likeness


class Command(BaseCommand):
    help = (
        "Compare what the library in the database says, open drafts too, by meaning; name statements that say the same."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = likeness.compare_published()
        except engine.EncoderError as error:
            raise CommandError(str(error)) from error
        drafts = likeness.compare_drafts()
        for slug, findings in found.items():
            for finding in findings:
                self.stdout.write(f"{slug}: {finding.place}: {finding.reason}")
        count = sum(map(len, found.values()))
        self.stdout.write(f"{count} statements say what another role says; {drafts} drafts compared")
        if count:
            raise CommandError("Change one statement of each pair in the library, or leave the pair as it is.")
