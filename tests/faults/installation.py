"""An installation of the product in real processes, and a person with a browser's manners in front of it."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import requests
from django.conf import settings

from ml.writers.tests.fake_sagemaker import GOOD, FakeSageMaker, Handler, stream
from tests.infrastructure import accepts_connections, environment, free_port, wait_for

SECONDS_FOR_A_DRAFT = 120


class Installation:
    """Processes that share one environment: `serve` for the pages, and workers and beat where a broker is named."""

    #: What serves the pages; its port comes behind it.
    serve: tuple[str, ...] = ("manage.py", "serve")

    def __init__(self, folder: Path, **changes: str) -> None:
        self.folder = folder
        self.database_url = changes.get("DATABASE_URL", "")
        self.environment = environment(JD_VAR_DIR=str(folder), JD_LOG_LEVEL="INFO", **changes)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.port = free_port()

    def start(self, name: str, *command: str) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        with log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start_pages(self) -> None:
        self.start("pages", *self.serve, "--port", str(self.port))
        wait_for(lambda: accepts_connections(self.port), what="the pages", seconds=60)

    def start_worker(self, name: str) -> None:
        self.start(
            name, "-m", "celery", "-A", "jdcopilot", "worker", "--pool=prefork", "--concurrency=1", f"-n{name}@%h"
        )

    def start_beat(self) -> None:
        self.start("beat", "-m", "celery", "-A", "jdcopilot", "beat", "--scheduler=celery.beat:Scheduler")

    def command(self, *arguments: str, seconds: float = 60) -> str:
        """What a command of the installation prints, run in a process of its own."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=True,
        )
        return done.stdout.strip()

    def pid(self, name: str) -> int:
        return self._processes[name].pid

    def kill(self, name: str) -> None:
        """SIGKILL to the process and everything it has started: nobody gets to say goodbye."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for name in list(self._processes):
            self.kill(name)
        for log in sorted(self.folder.glob("*.log")):
            text = log.read_text(encoding="utf-8", errors="replace")
            sys.stdout.write(f"\n--- {log.name}\n{text[-6000:]}")

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows straight from the database, past all code under test."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(sql).fetchall()
        connection = sqlite3.connect(self.folder / "jdcopilot.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def request(self) -> tuple[str, int]:
        """State and attempts of the newest request."""
        rows = self.ask("SELECT state, attempts FROM descriptions_generationrequest ORDER BY id DESC LIMIT 1")
        return rows[0] if rows else ("", 0)

    def events(self) -> list[tuple[int, str, str]]:
        sql = "SELECT number, section_kind, CAST(data AS text) FROM descriptions_generationevent ORDER BY number"
        return [tuple(row) for row in self.ask(sql)]

    def sections(self) -> dict[int, tuple[int, str]]:
        """Version and lines of every section by its id."""
        rows = self.ask("SELECT id, version, CAST(lines AS text) FROM descriptions_section ORDER BY id")
        return {key: (version, lines) for key, version, lines in rows}

    def wait_until_finished(self) -> None:
        wait_for(
            lambda: self.request()[0] in {"finished", "failed"}, what="the draft", seconds=SECONDS_FOR_A_DRAFT, step=0.2
        )
        assert self.request()[0] == "finished"


@dataclass
class Person:
    """Signs in and works by the pages' own forms."""

    address: str
    browser: requests.Session

    @classmethod
    def signed_in(cls, installation: Installation, username: str = "recruiter") -> Person:
        rows = (installation.folder / "demo-sign-in.txt").read_text(encoding="utf-8").split()
        password = rows[rows.index(username) + 1]
        person = cls(f"http://127.0.0.1:{installation.port}", requests.Session())
        answer = person.post("/sign-in/", form_at="/sign-in/", username=username, password=password)
        assert answer.status_code == 302, answer.text
        return person

    def again(self) -> Person:
        """The same account in another browser."""
        browser = requests.Session()
        browser.cookies.update(self.browser.cookies)
        return Person(self.address, browser)

    def close(self) -> None:
        self.browser.close()

    def get(self, path: str) -> requests.Response:
        return self.browser.get(self.address + path, timeout=30)

    def post(self, path: str, *, form_at: str = "", accept: str = "text/html", **fields: object) -> requests.Response:
        token = self._token(form_at) if form_at else self.browser.cookies.get("csrftoken", "")
        headers = {"X-CSRFToken": token, "Referer": self.address + path, "Accept": accept}
        return self.browser.post(self.address + path, data=fields, headers=headers, timeout=30, allow_redirects=False)

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        assert found, f"no form at {path}"
        return found[1]

    def write(self, title: str, **fields: object) -> tuple[requests.Response, float]:
        """Post a brief with Write; the answer, and the seconds it took."""
        self.get("/descriptions/new/")
        begun = time.monotonic()
        answer = self.post(
            "/descriptions/new/", title=title, pay_period="year", tone="neutral", length="standard", **fields
        )
        return answer, time.monotonic() - begun

    def save(self, section_id: int, text: str, version: int) -> requests.Response:
        path = f"/descriptions/sections/{section_id}/save/"
        return self.post(path, accept="application/json", text=text, version=version)


class HeldEndpoint:
    """A SageMaker endpoint that answers for one section, and keeps silent on the next until `release`."""

    #: The guard refuses what the double says, so the section is asked for twice.
    CALLS_FOR_A_SECTION = 2

    def __init__(self) -> None:
        self._asked = 0
        self.is_held, self._released = threading.Event(), threading.Event()
        self.fake = FakeSageMaker(self._reply)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "JD_WRITERS": "sagemaker",
            "JD_ENGINE_PARALLEL": "1",
            "JD_SAGEMAKER_ENDPOINT": "jd-writer",
            "JD_SAGEMAKER_REGION": "eu-west-2",
            "JD_SAGEMAKER_ENDPOINT_URL": self.fake.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def release(self) -> None:
        self._released.set()

    def _reply(self, handler: Handler) -> None:
        self._asked += 1
        if self._asked > self.CALLS_FOR_A_SECTION and not self._released.is_set():
            self.is_held.set()
            self._released.wait(60)
        stream(GOOD)(handler)


def assert_written_once(installation: Installation, before: Sequence[tuple[int, str, str]]) -> None:
    """Every section once, those from before untouched, and the text published once."""
    events = installation.events()
    kinds = [kind for _, kind, _ in events]
    assert len(kinds) == len(set(kinds))
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    assert events[: len(before)] == list(before)
    assert len(events) > len(before)
    assert installation.ask("SELECT COUNT(*) FROM descriptions_revision") == [(1,)]
    assert installation.ask("SELECT COUNT(*) FROM descriptions_section") == [(len(events),)]
