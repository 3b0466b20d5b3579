"""Whoever sends a webhook is killed after the POST and before the commit: it is sent again, under the same id."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook

from tests.infrastructure import wait_for

pytestmark = pytest.mark.faults


class HeldReceiver:
    """Takes events; answers the first one only when it is released."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.released = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
                receiver.released.wait(60)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

            def handle(self) -> None:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the sender is dead, as planned
                    super().handle()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[HeldReceiver]:
    held = HeldReceiver()
    yield held
    held.released.set()
    held.server.shutdown()
    held.server.server_close()


def test_it_is_delivered_again_with_the_same_id(install, receiver):
    site = install(JD_WEBHOOK_ALLOW_LOOPBACK="true", JD_DELIVERY_LEASE_SECONDS="16")
    site.start_pages()
    secret = site.command("create_webhook_endpoint", receiver.url)
    site.command("ping_webhook_endpoint", receiver.url)
    wait_for(lambda: len(receiver.received) == 1, what="the first POST", seconds=60)
    site.kill("pages")
    assert site.ask("SELECT state, attempts FROM ats_delivery") == [("pending", 1)]
    receiver.released.set()

    site.start_pages()
    wait_for(lambda: site.ask("SELECT state FROM ats_delivery") == [("delivered",)], what="the delivery", seconds=90)
    assert site.ask("SELECT attempts FROM ats_delivery") == [(2,)]
    first, second = receiver.received
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[1] == second[1]
    for headers, body in receiver.received:
        Webhook(secret).verify(body, headers)
    assert site.ask("SELECT number, status FROM ats_attempt") == [(2, 204)]  # the first one broke off
