from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.models import User
from apps.descriptions import engine, runs, services
from apps.descriptions.errors import DescriptionError
from apps.descriptions.models import GenerationRequest, JobDescription


class Command(BaseCommand):
    help = "Write a job description from a brief, with the company's voice, and store it. Prints it as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("brief", help="a JSON file with one brief, or - for standard input")
        parser.add_argument("--writer", choices=["auto", "sagemaker", "openai", "local", "composer"], default="auto")
        parser.add_argument("--user", help="who will own it; needed where there is more than one person")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = _owner(options["user"])
        _check_configured(options["writer"])
        try:
            description = services.create_description(by=owner, brief=_read(options["brief"]))
            request = services.request_draft(by=owner, description=description)
            runs.perform_request(request.pk, writer=options["writer"])
        except DescriptionError as error:
            field = getattr(error, "field", "")
            raise CommandError(f"{field}: {error}" if field else str(error)) from error
        except runs.TryAgain as error:
            raise CommandError(
                f"{error} The brief is stored; a worker goes on as soon as an engine answers."
            ) from error
        request.refresh_from_db()
        if request.state == GenerationRequest.State.FAILED:
            raise CommandError(request.error)
        description.refresh_from_db()
        self.stdout.write(json.dumps(_shown(description, request), ensure_ascii=False))


def _check_configured(writer: str) -> None:
    if writer not in ("auto", "composer", *(one.name for one in engine.writers())):
        raise CommandError(f"The writer {writer} is not configured; .env.example names its settings.")


def _owner(name: str | None) -> User:
    people = User.objects.filter(is_active=True)
    if name:
        owner = people.filter(username=name).first()
        if owner is None:
            raise CommandError(f"There is no active user {name!r}.")
        return owner
    if people.count() != 1:
        raise CommandError("Name the owner with --user; there is not exactly one active user.")
    return people.get()


def _read(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return dict(json.loads(text))
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}. Give a file with a brief, or - for standard input.") from error
    except (ValueError, TypeError) as error:
        raise CommandError(f"{name}: is not a JSON object with a brief ({error}).") from error


def _shown(description: JobDescription, request: GenerationRequest) -> dict[str, Any]:
    sections = description.sections.values("kind", "heading", "lines")
    return {
        "id": description.pk,
        "url": description.get_absolute_url(),
        "title": description.title,
        "sections": list(sections),
        "questions": [question["text"] for question in description.questions],
        "notices": description.notices,
        "match": description.match,
        "writer": request.writer,
        "timings_ms": request.timings_ms,
    }
