"""Let an ATS tell us of requisitions: `manage.py create_ats_connection acme "Acme ATS" --user jo --start-draft`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import User
from apps.ats.models import Connection, Vendor
from apps.ats.services import create_connection
from apps.ats.signatures import BASE64_SECRETS, check_secret


class Command(BaseCommand):
    help = "Add an ATS that posts events to /hooks/<slug>/ and print the secret it signs them with, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--user", required=True, help="username of the owner of what comes in")
        parser.add_argument("--vendor", default=Vendor.STANDARD, choices=Vendor.values)
        parser.add_argument("--secret", default="", help="the one that the vendor shows; without it a new one is made")
        parser.add_argument("--start-draft", action="store_true", help="write the draft as soon as one comes in")

    def handle(self, *args: Any, **options: Any) -> None:
        if Connection.objects.filter(slug=options["slug"]).exists():
            raise CommandError(f"The connection {options['slug']!r} exists already.")
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {options['user']!r}.")
        if options["secret"] and options["vendor"] in BASE64_SECRETS:
            try:
                check_secret(options["secret"])
            except ValueError as error:
                raise CommandError(str(error)) from error
        fields = {name: options[name] for name in ("slug", "name", "vendor", "secret", "start_draft")}
        connection = create_connection(user=user, **fields)
        self.stderr.write(f"Events go to /hooks/{connection.slug}/. The signing secret is not shown again:")
        self.stdout.write(connection.secret)
