"""Events out to ten endpoints, of which one refuses everything and one answers slowly."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
from celery import Celery

from bench.production import Production
from bench.timing import summary

EVENTS_A_SECOND = 5
ENDPOINTS = 10
REFUSES, SLOW = 0, 1
SLOW_SECONDS = 14
SECONDS_TO_ARRIVE = 120
INSERT = "INSERT INTO descriptions_outboxevent (id, type, data, created_at) VALUES (%s, 'draft.finished', %s, %s)"

MAKE_ENDPOINTS = """
from apps.ats.endpoints import create_endpoint
for url in {urls}:
    create_endpoint(url=url, events=["draft.finished"])
"""


class Receivers(ThreadingHTTPServer):
    """All endpoints, each at a path of its own; remembers what came where, and when."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[tuple[int, str, float]] = []

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{self.server_port}/{number}" for number in range(ENDPOINTS)]


class _Handler(BaseHTTPRequestHandler):
    server: Receivers

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        number = int(self.path[1:])
        self.server.received.append((number, self.headers["webhook-id"], time.time()))
        if number == SLOW:
            time.sleep(SLOW_SECONDS)
        self.send_response(500 if number == REFUSES else 204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def receivers() -> Iterator[Receivers]:
    server = Receivers()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def measure_outbound(site: Production, seconds: int) -> dict[str, float]:
    """Milliseconds from an event to its arrival at a healthy endpoint; what is missing there, and what came twice."""
    with receivers() as server:
        site.command("shell", "-c", MAKE_ENDPOINTS.format(urls=server.urls))
        happened = _happen(site, seconds * EVENTS_A_SECOND)
        healthy = ENDPOINTS - 2
        end = time.monotonic() + SECONDS_TO_ARRIVE
        while len(_first(server)) < len(happened) * healthy and time.monotonic() < end:
            time.sleep(0.2)
        first, copies = _first(server), Counter(_healthy(server))
    return {
        **summary([(at - happened[event_id]) * 1000 for (_, event_id), at in first.items()]),
        "missing": len(happened) * healthy - len(first),
        "twice": sum(count - 1 for count in copies.values()),
    }


def _healthy(server: Receivers) -> list[tuple[int, str]]:
    return [(number, event_id) for number, event_id, _ in list(server.received) if number not in (REFUSES, SLOW)]


def _first(server: Receivers) -> dict[tuple[int, str], float]:
    arrived = [(key, at) for *key, at in map(list, list(server.received)) if key[0] not in (REFUSES, SLOW)]
    return {tuple(key): at for key, at in reversed(arrived)}  # type: ignore[misc]


def _happen(site: Production, count: int) -> dict[str, float]:
    """Events as the product announces them: a row, and a message that asks to send it now. Id -> time."""
    queue, happened, begin = Celery(broker=site.environment["JD_BROKER_URL"]), {}, time.time()
    with psycopg.connect(site.database_url, autocommit=True) as database:
        for number in range(count):
            time.sleep(max(begin + number / EVENTS_A_SECOND - time.time(), 0))
            event_id, data = str(uuid.uuid4()), json.dumps({"description_id": number, "title": "Staff nurse"})
            happened[event_id] = time.time()
            database.execute(INSERT, (event_id, data, datetime.now(tz=UTC)))
            queue.send_task("ats.dispatch", queue="webhooks")
    return happened
