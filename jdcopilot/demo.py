"""The demo of a fresh machine: a fictional employer with its texts, and two accounts to try everything with.

What is there already stays as it is. The passwords are random, made once a machine, and kept in a file that only its
owner can read.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from apps.accounts.models import Department, User
from apps.templates_lib.models import Boilerplate, CompanyProfile
from apps.templates_lib.services import load_templates
from jdcopilot import demo_texts

#: Letters and digits that nobody mistakes for another one.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PEOPLE = {
    "recruiter": ("Robin", "Ashe", User.Role.RECRUITER),
    "admin": ("Alex", "Marlow", User.Role.ADMIN),
}


@transaction.atomic
def create_demo() -> dict[str, str]:
    """Make what is missing of the demo; returns the password of each account."""
    create_company()
    passwords, are_new = read_or_make_passwords(sign_in_file())
    for username, password in passwords.items():
        create_person(username, password, reset=are_new)
    return passwords


def sign_in_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-sign-in.txt"


def create_company() -> None:
    """The employer's name, departments and texts, and the structure of its job descriptions."""
    if CompanyProfile.objects.exists():
        return
    CompanyProfile.objects.create(name=demo_texts.COMPANY)
    departments = {name: Department.objects.get_or_create(name=name)[0] for name in demo_texts.DEPARTMENTS}
    texts: list[tuple[str, Department | None, str, str]] = [
        (Boilerplate.Kind.ABOUT, None, "", demo_texts.ABOUT),
        (Boilerplate.Kind.BENEFITS, None, "", demo_texts.BENEFITS),
    ]
    by_country = {
        Boilerplate.Kind.EQUAL_OPPORTUNITY: demo_texts.EQUAL_OPPORTUNITY,
        Boilerplate.Kind.ACCOMMODATION: demo_texts.ACCOMMODATION,
        Boilerplate.Kind.PRIVACY_NOTICE: demo_texts.PRIVACY_NOTICE,
        Boilerplate.Kind.AI_NOTICE: demo_texts.AI_NOTICE,
    }
    for kind_of_text, of_country in by_country.items():
        texts += [(kind_of_text, None, country, text) for country, text in of_country.items()]
    for name, text in demo_texts.BOILERPLATE_OF_DEPARTMENTS.items():
        texts.append((Boilerplate.Kind.ABOUT, departments[name], "", text))
    for kind, department, country, text in texts:
        Boilerplate.objects.get_or_create(kind=kind, department=department, country=country, defaults={"text": text})
    load_templates()


def create_person(username: str, password: str, *, reset: bool) -> None:
    """The account, with `password` when it is a new one or `reset` says so: people may have chosen another since."""
    first_name, last_name, role = PEOPLE[username]
    is_admin = role == User.Role.ADMIN
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "role": role,
            "is_staff": is_admin,
            "is_superuser": is_admin,
        },
    )
    if created or reset:
        user.set_password(password)
        user.save(update_fields=["password"])


def read_or_make_passwords(path: Path) -> tuple[dict[str, str], bool]:
    """The passwords in `path`, one "name password" a line, made where they are missing; and whether any was made."""
    known = {}
    if path.exists():
        rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
        known = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in PEOPLE}
    if set(known) == set(PEOPLE):
        return known, False
    made = {username: make_password() for username in PEOPLE}
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as opened:
        opened.write("".join(f"{username} {password}\n" for username, password in made.items()))
    path.chmod(0o600)
    return made, True


def make_password() -> str:
    """Three groups of four: 59 bits, and easily typed over."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def sign_in_text(passwords: dict[str, str]) -> str:
    rows = [f"  {username:<12}{password}" for username, password in passwords.items()]
    return "\n".join(["Sign in as", *rows, f"(kept in {sign_in_file()})"])
