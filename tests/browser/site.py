"""A running Co-Pilot, and the sign-in of its demo accounts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser

from tests.faults.installation import Installation
from tests.infrastructure import environment


class Site(Installation):
    """`manage.py serve` with a database of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        super().__init__(folder, **environment)
        self.address = f"http://127.0.0.1:{self.port}"
        self._states: dict[str, Any] = {}

    def password(self, username: str) -> str:
        rows = (self.folder / "demo-sign-in.txt").read_text(encoding="utf-8").split()
        return rows[rows.index(username) + 1]

    def signed_in_state(self, browser: Browser, username: str) -> Any:
        """The cookies of somebody signed in, so that not each test has to type the password."""
        if username not in self._states:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{self.address}/sign-in/")
            page.get_by_label("Username").fill(username)
            page.get_by_label("Password").fill(self.password(username))
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/descriptions/")
            self._states[username] = context.storage_state()
            context.close()
        return self._states[username]


class RuledSite(Site):
    """A site whose checks are the few rules of `tests.rules`."""

    serve = ("-m", "tests.browser.serve_with_rules")


def prepare_database(folder: Path) -> Path:
    """A database that holds the library and its vectors: making those takes longer than most tests."""
    for command in (["migrate", "--verbosity=0"], ["load_library"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=environment(JD_VAR_DIR=str(folder)),
            check=True,
            capture_output=True,
        )
    return folder / "jdcopilot.sqlite3"


@contextmanager
def running_site(folder: Path, database: Path, kind: type[Site] = Site, **changes: str) -> Iterator[Site]:
    shutil.copy(database, folder / "jdcopilot.sqlite3")
    site = kind(folder, **changes)
    try:
        site.start_pages()
        yield site
    finally:
        site.close()
