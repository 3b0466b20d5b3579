from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.descriptions.workflow import as_mermaid

DOCUMENT = Path("docs/workflow.md")
TITLE = """# The states of a job description
Printed from `apps/descriptions/workflow.py` by `manage.py workflow_diagram`; `make checks` compares the two.

"""


class Command(BaseCommand):
    help = "Write the workflow of job descriptions to docs/workflow.md as a Mermaid diagram and a table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where the document is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, text = settings.BASE_DIR / DOCUMENT, TITLE + as_mermaid()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError(f"{DOCUMENT} is out of date. Run manage.py workflow_diagram.")
