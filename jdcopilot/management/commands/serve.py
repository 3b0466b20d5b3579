"""`manage.py serve`: everything a fresh machine needs, in one process and without any other service.

1. Bring the database up to date. 2. Load the role library. 3. Make the demo company and its accounts.
4. Serve on the loopback interface, with the embedded worker in the same process.
"""

from __future__ import annotations

import os
import socket
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from jdcopilot import demo, embedded
from jdcopilot.celery import app as celery_app

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepare the database and serve the Co-Pilot on this machine, the background worker included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("serve is for JD_MODE=embedded. For production see compose.yaml.")
        os.environ.setdefault("TQDM_DISABLE", "1")  # no progress bars of models between our lines
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
        _check_port_is_free(port)
        if _has_migrations_to_run():
            self.stdout.write("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
        # The vectors are the embedded worker's warm-up: torch must not be loaded before the server forks.
        call_command("load_library", skip_embeddings=True, stdout=StringIO())
        sign_in = demo.sign_in_text(demo.create_demo())
        connections.close_all()  # the server forks, and a database connection must not be in two processes
        ready = f"\nThe Job Description Co-Pilot runs at  http://{HOST}:{port}/\n\n{sign_in}\nStop it with Ctrl-C.\n"
        Server(port=port, when_ready=lambda: self.stdout.write(ready)).run()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one ASGI process: the embedded queue lives in the memory of the process that serves."""

    def __init__(self, *, port: int, when_ready: Any) -> None:
        self._port, self._when_ready = port, when_ready
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"{HOST}:{self._port}",
            "worker_class": "asgi",
            "workers": 1,
            "timeout": 120,  # a model that holds the interpreter for long is no reason to kill the process
            "graceful_timeout": 2,
            "loglevel": "warning",
            "accesslog": None,
            "control_socket_disable": True,
            "proc_name": "jdcopilot",
            "when_ready": lambda arbiter: self._when_ready(),
            "post_worker_init": _start_embedded_worker,
            "worker_int": _end_at_once,
            "worker_exit": lambda arbiter, worker: _end_at_once(worker),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_asgi_application()


def _start_embedded_worker(worker: Any) -> None:
    if settings.EMBEDDED_WORKER:
        embedded.start(celery_app)


def _end_at_once(worker: Any) -> None:
    """End the serving process without waiting for its threads: the next start takes up what they leave."""
    if worker.pid == os.getpid():
        os._exit(0)


def _check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: make run PORT={port + 1}"
            ) from error


def _has_migrations_to_run() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
