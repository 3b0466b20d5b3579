"""A connection to one address that was checked before, and to no other, within a deadline.

Certificate, SNI and Host belong to the name; the socket goes to the address. No proxies, no redirects of its own.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator

from jdcopilot.lib.addresses import SocketAddress, Target

CONNECT_SECONDS = 5


class PinnedConnection(http.client.HTTPConnection):
    """Connects to one given address; speaks TLS with the name of the target unless it is the loopback of a test."""

    def __init__(self, target: Target, address: SocketAddress, *, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self.default_port = 80 if target.is_loopback else 443
        self._target, self._address, self._seconds = target, address, seconds

    def connect(self) -> None:
        family, socket_address = self._address
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(CONNECT_SECONDS)
        self.sock.connect(socket_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.settimeout(self._seconds)
        if not self._target.is_loopback:
            context = tls_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


def tls_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextlib.contextmanager
def deadline(connection: http.client.HTTPConnection, seconds: float) -> Iterator[threading.Event]:
    """Cut the connection after `seconds`, whatever it waits for: socket timeouts bound single reads."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        if connection.sock is not None:
            with contextlib.suppress(OSError):
                # The plain socket's method: the TLS one would drop its session under the reading thread.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
