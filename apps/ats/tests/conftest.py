from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from apps.ats import endpoints, keys, services, tasks, tokens
from apps.ats.models import Connection, Endpoint, Scope
from apps.descriptions.outbox import EventType

ApiClient = Callable[..., Client]


@pytest.fixture
def api(recruiter) -> ApiClient:
    """`api(scopes, department=...)` is a client that sends a fresh machine key, or a token of one that may do more."""

    def client(scopes=tuple(Scope.values), *, by="key", **fields) -> Client:
        held = scopes if by == "key" else tuple(Scope.values)
        key, text = keys.create_key(name="Acme ATS", scopes=held, **{"user": recruiter, **fields})
        text = text if by == "key" else tokens.issue_token(key.prefix, text, scopes)[0]
        client = Client(headers={"authorization": f"Bearer {text}"}, raise_request_exception=False)
        client.key = key
        return client

    return client


@pytest.fixture
def connection(recruiter) -> Connection:
    return services.create_connection(slug="acme", name="Acme ATS", user=recruiter)


@dataclass
class Target:
    """A webhook receiver on the loopback. `answers` are (status, headers), the last one again and again."""

    url: str
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=lambda: [(204, {})])
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def next_answer(self) -> tuple[int, dict[str, str]]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def target(settings) -> Iterator[Target]:
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    target = Target(url="")

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            target.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, headers = target.next_answer()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"a body that nobody keeps")

        do_GET = do_POST

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    target.url = f"http://127.0.0.1:{server.server_port}/hook?from=jd"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield target
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def endpoint(db, target) -> Endpoint:
    return endpoints.create_endpoint(url=target.url, events=EventType.values)


@pytest.fixture
def queued(monkeypatch) -> list[tuple[str, object]]:
    """What was handed to the queue, as (task, argument); nothing runs."""
    seen: list[tuple[str, object]] = []
    for task in (tasks.deliver, tasks.process_inbound):
        monkeypatch.setattr(task, "delay", lambda argument, name=task.name: seen.append((name, argument)))
        monkeypatch.setattr(
            task, "apply_async", lambda arguments, name=task.name, **options: seen.append((name, arguments[0]))
        )
    return seen
