"""Make a key of the API: `manage.py create_machine_key "Acme ATS" --scope briefs:write --scope descriptions:read`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import Department, User
from apps.ats.keys import create_key, machine_user
from apps.ats.models import Scope


class Command(BaseCommand):
    help = "Make an API key and print it, once. Only its hash is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="who uses it, such as the name of the ATS")
        parser.add_argument("--scope", action="append", required=True, choices=Scope.values, help="may be repeated")
        parser.add_argument("--department", help="the key sees only this department")
        parser.add_argument("--user", help="username of the owner of what the key creates (default: the account “ats”)")

    def handle(self, *args: Any, **options: Any) -> None:
        key, text = create_key(
            name=options["name"],
            scopes=options["scope"],
            user=_user(options["user"]) if options["user"] else machine_user(),
            department=_department(options["department"]) if options["department"] else None,
        )
        self.stderr.write(f"Key {key} for {', '.join(key.scopes)}. It is not shown again:")
        self.stdout.write(text)


def _user(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user {username!r}.")
    return user


def _department(name: str) -> Department:
    department = Department.objects.filter(name__iexact=name).first()
    if department is None:
        known = ", ".join(Department.objects.values_list("name", flat=True)) or "none yet"
        raise CommandError(f"There is no department {name!r}. Known departments: {known}.")
    return department
