"""The parts of production on this machine, on a PostgreSQL and a Redis of their own: the commands of compose.yaml."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.installation import Installation
from tests.infrastructure import RedisServer, accepts_connections, postgres_server, wait_for


class Production(Installation):
    def start_pages(self) -> None:
        bind = ("--bind", f"127.0.0.1:{self.port}")
        self.start("web", "-m", "gunicorn", "-k", "asgi", "--workers", "2", *bind, "--no-control-socket", APPLICATION)
        wait_for(lambda: accepts_connections(self.port), what="gunicorn", seconds=60)

    def start_webhooks(self) -> None:
        worker = ("-m", "celery", "-A", "jdcopilot", "worker", "--queues", "webhooks")
        self.start("webhooks", *worker, "--pool", "threads", "--concurrency", CONCURRENCY, "--loglevel", "warning")
        self.start_beat()

    def close(self) -> None:
        for name in list(self._processes):
            self.kill(name)


APPLICATION = "jdcopilot.asgi:application"
CONCURRENCY = "8"


@contextmanager
def production() -> Iterator[Production]:
    """With one user, `bench`, and nothing else in it."""
    with tempfile.TemporaryDirectory() as folder, postgres_server(is_durable=True) as database, RedisServer() as redis:
        site = Production(
            Path(folder),
            DATABASE_URL=database,
            JD_MODE="production",
            JD_SECRET_KEY=secrets.token_urlsafe(64),
            JD_ALLOWED_HOSTS="127.0.0.1",
            JD_SSL_REDIRECT="false",
            JD_REDIS_URL=redis.url,
            JD_BROKER_URL=redis.url,
            JD_DB_POOL="10",
            JD_WEBHOOK_ALLOW_LOOPBACK="true",
        )
        try:
            site.command("migrate", "--verbosity=0", seconds=600)
            site.command("createsuperuser", "--noinput", "--username=bench", "--email=bench@example.com")
            yield site
        finally:
            site.close()
