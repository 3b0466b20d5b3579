"""Try a webhook target: `manage.py ping_webhook_endpoint https://ats.example/hooks/jd`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.ats.endpoints import CannotPing, ping
from apps.ats.models import Endpoint


class Command(BaseCommand):
    help = "Send a webhook target the event “ping”; the running server delivers it, signed like all others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url")

    def handle(self, *args: Any, **options: Any) -> None:
        endpoint = Endpoint.objects.filter(url=options["url"]).first()
        if endpoint is None:
            raise CommandError("There is no such endpoint. Make it with create_webhook_endpoint.")
        try:
            delivery = ping(endpoint)
        except CannotPing as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The ping {delivery.event_id} is on its way; the deliveries in the admin tell how it went.")
