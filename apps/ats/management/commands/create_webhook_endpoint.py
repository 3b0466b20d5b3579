"""Tell an ATS of our events: `manage.py create_webhook_endpoint https://ats.example/hooks/jd`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ats.addresses import AddressRefused
from apps.ats.endpoints import create_endpoint
from apps.ats.models import Endpoint
from apps.descriptions.outbox import EventType


class Command(BaseCommand):
    help = "Add a webhook target and print the secret it verifies our signatures with, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url")
        parser.add_argument("--event", action="append", choices=EventType.values, help="may be repeated (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        if Endpoint.objects.filter(url=options["url"]).exists():
            raise CommandError("This endpoint exists already.")
        try:
            endpoint = create_endpoint(url=options["url"], events=options["event"] or EventType.values)
        except AddressRefused as error:
            raise CommandError(str(error)) from error
        self.stderr.write("The signing secret is not shown again:")
        self.stdout.write(endpoint.secret)
