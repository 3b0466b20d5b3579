"""The list and the editor with many job descriptions, through Django's test client, on a database of their own."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Department, User
from apps.descriptions.models import JobDescription, Section
from bench.timing import timed
from ml.library import RoleProfile, default_library
from ml.library.lint import all_texts
from ml.library.markup import plain

LINE = {"sources": [{"kind": "brief", "ref": "title"}], "writer": "composer", "supported": True, "reasons": []}
KINDS = ("summary", "responsibilities", "required", "nice_to_have", "conditions", "pay")


def fill(count: int) -> User:
    """`count` job descriptions of 20 people in 10 departments over two years, the last one with all its sections."""
    departments = [Department.objects.create(name=f"Department {number}") for number in range(10)]
    people = [
        User.objects.create(username=f"person-{number}", department=departments[number % 10]) for number in range(20)
    ]
    profiles = list(default_library().values())
    rows = (
        JobDescription(
            title=f"{profiles[number % len(profiles)].title} {number}",
            owner=people[number % 20],
            department=departments[number % 10],
            status=("draft", "in_review", "archived")[number % 3],
            search_text=_text(profiles[number % len(profiles)], number),
            updated_at=timezone.now() - timedelta(minutes=10 * number),
        )
        for number in range(count)
    )
    while batch := list(islice(rows, 2_000)):
        JobDescription.objects.bulk_create(batch)
    description = JobDescription.objects.filter(owner=people[0], status="draft").first()
    if description is not None:
        Section.objects.bulk_create(
            Section(
                description=description,
                kind=kind,
                heading=kind.title(),
                position=position,
                lines=[LINE | {"text": f"Line {number} of {kind}"} for number in range(8)],
            )
            for position, kind in enumerate(KINDS)
        )
    _settle()
    return people[0]


def _text(profile: RoleProfile, number: int) -> str:
    """As much text as a job description has: some 2,000 characters, different from row to row."""
    statements = [plain(text) for _, text in all_texts(profile)]
    start = number % len(statements)
    return "\n".join([f"{profile.title} {number}", *(statements[start:] + statements[:start])[:25]])


def _settle() -> None:
    """What a database does by itself a little after many rows have come."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure_pages(user: User, runs: int) -> dict[str, dict[str, float]]:
    client = Client()
    client.force_login(user)
    page = reverse("descriptions:list")
    editor = JobDescription.objects.filter(owner=user, status="draft", sections__isnull=False).distinct().get()

    def get(url: str, **fields: str) -> None:
        response = client.get(url, fields)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")

    return {
        "list, first page": timed(lambda: get(page), runs=runs),
        "list, those in review": timed(lambda: get(page, status="in_review"), runs=runs),
        "list, one owner": timed(lambda: get(page, owner=str(user.pk)), runs=runs),
        "list, searched": timed(lambda: get(page, q="nurse medication"), runs=runs),
        "list, searched by usual words": timed(lambda: get(page, q="software engineer"), runs=runs),
        "list, searched in vain": timed(lambda: get(page, q="zeppelin"), runs=runs),
        "editor": timed(lambda: get(editor.get_absolute_url()), runs=runs),
    }
