"""Write ratings as JSON Lines to standard output: `manage.py export_feedback --since 2026-01-31 > ratings.jsonl`."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from apps.feedback.exports import export_lines
from apps.feedback.models import Rating


def day(text: str) -> datetime:
    """The start of a day such as 2026-01-31, in the deployment's time zone."""
    try:
        date = parse_date(text)
    except ValueError:
        date = None
    if date is None:
        raise ArgumentTypeError(f"{text!r} is not a day; write it like 2026-01-31.")
    return timezone.make_aware(datetime.combine(date, time.min))


class Command(BaseCommand):
    help = "Write ratings, oldest first, as one JSON object a line. Names and e-mail addresses of people are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=day, metavar="DATE", help="only ratings made on this day or later")

    def handle(self, *args: object, since: datetime | None = None, **options: object) -> None:
        ratings = Rating.objects.filter(created_at__gte=since) if since else Rating.objects.all()
        for line in export_lines(ratings):
            self.stdout.write(line, ending="")
