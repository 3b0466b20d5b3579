"""One POST to a webhook target: no redirects, no proxy, to the checked address alone, within a deadline.

Certificate, SNI and Host belong to the name; the connection goes to the address that was checked for it. Of the answer
only the status and Retry-After are read, so a large or private body costs and tells nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.ats.addresses import SocketAddress, Target, check_url, resolve

CONNECT_SECONDS = 5
#: For the whole exchange; a peer that sends a byte now and then gains nothing.
DEADLINE_SECONDS = 15


class SendingFailed(Exception):
    """No answer came; the message is short, fit for an admin page, and holds nothing that the peer sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Raise `AddressRefused` for an address we do not connect to, `SendingFailed` when no answer comes in time."""
    target = check_url(url)
    connection = PinnedConnection(target, resolve(target))
    with _deadline(connection) as is_over:
        try:
            connection.request("POST", target.path, body, dict(headers))
            with contextlib.closing(connection.getresponse()) as response:
                return Answer(response.status, response.headers.get("Retry-After", ""))
        except ssl.SSLCertVerificationError as error:
            raise SendingFailed("The certificate does not prove the name of the host.") from error
        except (OSError, http.client.HTTPException) as error:
            if is_over.is_set() or isinstance(error, TimeoutError):
                raise SendingFailed(f"No answer within {DEADLINE_SECONDS} seconds.") from error
            raise SendingFailed(f"The connection failed ({type(error).__name__}).") from error
        finally:
            connection.close()


class PinnedConnection(http.client.HTTPConnection):
    """Connects to one given address; speaks TLS with the name of the target unless it is the loopback of a test."""

    def __init__(self, target: Target, address: SocketAddress) -> None:
        super().__init__(target.host, target.port, timeout=DEADLINE_SECONDS)
        self.default_port = 80 if target.is_loopback else 443
        self._target, self._address = target, address

    def connect(self) -> None:
        family, socket_address = self._address
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(CONNECT_SECONDS)
        self.sock.connect(socket_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.settimeout(DEADLINE_SECONDS)
        if not self._target.is_loopback:
            context = tls_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


def tls_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextlib.contextmanager
def _deadline(connection: http.client.HTTPConnection) -> Iterator[threading.Event]:
    """Cut the connection after `DEADLINE_SECONDS`, whatever it waits for: socket timeouts bound single reads."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        if connection.sock is not None:
            with contextlib.suppress(OSError):
                # The plain socket's method: the TLS one would drop its session under the reading thread.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(DEADLINE_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
