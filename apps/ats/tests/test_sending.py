"""The wire itself, against real servers on the loopback."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from apps.ats import sending
from apps.ats.sending import SendingFailed, post
from jdcopilot.lib import addresses, connections


def test_it_works(target):
    answer = post(target.url, b"{}", {"webhook-id": "1"})
    assert (answer.status, answer.is_success) == (204, True)
    headers, body = target.received[0]
    assert (headers["webhook-id"], headers["content-length"], body) == ("1", "2", b"{}")


def test_redirects_are_not_followed(target):
    target.answers = [(302, {"Location": target.url + "&second"})]
    answer = post(target.url, b"{}", {})
    assert (answer.status, answer.is_success) == (302, False)
    assert len(target.received) == 1


def test_proxies_of_the_environment_are_not_used(target, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert post(target.url, b"{}", {}).is_success


def serve_bytes(*pieces: bytes, pause: float = 0.0):
    """A server for one connection that sends pieces with a pause before each; returns its URL and its thread."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, listener.accept()[0] as peer:
            for piece in pieces:
                time.sleep(pause)
                try:
                    peer.sendall(piece)
                except OSError:
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/", thread


@pytest.mark.parametrize(
    "pieces", [[], [b"nonsense\r\n\r\n"], [b"HTTP/1.1 2"], [b"HTTP/1.1 200 OK\r\nA: " + b"x" * 99999]]
)
def test_nonsense_is_a_failure(settings, pieces):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    url, thread = serve_bytes(*pieces)
    with pytest.raises(SendingFailed, match="connection failed"):
        post(url, b"{}", {})
    thread.join()


def test_nobody_listens(settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(SendingFailed, match="ConnectionRefusedError"):
        post(f"http://127.0.0.1:{port}/", b"{}", {})


def test_a_slow_answer_is_cut_off(settings, monkeypatch):
    """Each byte comes within the socket's timeout; only a deadline for the whole exchange ends this."""
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    monkeypatch.setattr(sending, "DEADLINE_SECONDS", 0.3)
    url, thread = serve_bytes(*[bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n" * 3], pause=0.1)
    started = time.monotonic()
    with pytest.raises(SendingFailed, match="No answer within"):
        post(url, b"{}", {})
    assert time.monotonic() - started < 5
    thread.join()


def certificate_for(name: str, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(tz=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls_server(tmp_path, monkeypatch):
    """`tls_server(name)` serves one HTTPS request with a certificate for `name`; public names all resolve to it.

    Look-ups after the first answer with another address: the second answer of a rebinding name server.
    """
    threads, seen = [], {"names": [], "lookups": 0, "request": b""}

    def start(name: str):
        path = certificate_for(name, tmp_path)
        server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server_context.load_cert_chain(path)
        server_context.sni_callback = lambda _socket, asked, _context: seen["names"].append(asked)
        client_context = ssl.create_default_context(cafile=path)
        monkeypatch.setattr(connections, "tls_context", lambda: client_context)
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]

        def serve() -> None:
            with listener, listener.accept()[0] as raw:
                try:
                    with server_context.wrap_socket(raw, server_side=True) as peer:
                        while not seen["request"].endswith(b"{}"):
                            seen["request"] += peer.recv(65536)
                        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                except OSError:
                    pass  # the client did not like the certificate

        threads.append(threading.Thread(target=serve))
        threads[-1].start()

        def getaddrinfo(host, _port, **_):
            seen["lookups"] += 1
            address = "127.0.0.1" if seen["lookups"] == 1 else "10.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
        # The server of this test is the one private address that may be reached.
        really_blocked = addresses.is_blocked
        home = ipaddress.ip_address("127.0.0.1")
        monkeypatch.setattr(addresses, "is_blocked", lambda one: one != home and really_blocked(one))
        return seen

    yield start
    for thread in threads:
        thread.join()


def test_the_connection_goes_to_the_checked_address_under_the_name(tls_server):
    seen = tls_server("hooks.example.com")
    assert post("https://hooks.example.com/in", b"{}", {}).status == 200
    assert seen["lookups"] == 1
    assert seen["names"] == ["hooks.example.com"]
    assert b"POST /in HTTP/1.1\r\nHost: hooks.example.com\r\n" in seen["request"]


def test_the_certificate_must_be_for_the_name(tls_server):
    tls_server("other.example.com")
    with pytest.raises(SendingFailed, match="certificate"):
        post("https://hooks.example.com/in", b"{}", {})


def test_the_standard_context_checks_certificates():
    context = connections.tls_context()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED
