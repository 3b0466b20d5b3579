"""May we connect to this address? A guard against requests into our own network (SSRF).

`check_url` judges the text of an address; `resolve` asks the name server once and refuses the whole name if any of its
addresses is not public. The caller connects to exactly the address that came back, never to the name a second time.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

PORTS = frozenset({443, 8443})
PRIVATE_SUFFIXES = (".internal", ".local", ".localhost")
#: Not for the public although Python 3.11 calls them global: relays, multicast, addresses that wrap another one.
EXTRA = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.88.99.0/24",
        "224.0.0.0/4",
        "::/96",
        "ff00::/8",
        "fec0::/10",
        "2002::/16",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "3fff::/20",
        "5f00::/16",
    )
)
#: The last label of a host that some resolvers read as a number: 127.1, 2130706433, 0x7f.1.
NUMBER_LIKE = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
SocketAddress = tuple[socket.AddressFamily, tuple[Any, ...]]


class AddressRefused(Exception):
    """This address is not one that we connect to; the message says why, without naming what it resolved to."""


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address. `host` is a name in ASCII, or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_loopback(self) -> bool:
        return self.scheme == "http"


def check_url(url: str, *, allow_loopback: bool = False) -> Target:
    """Raise `AddressRefused` for anything but https to a public name or address on a usual port.

    With `allow_loopback`, tests and development may reach a server of their own, written exactly http://127.0.0.1:port.
    """
    if not url.isprintable() or not url.isascii() or " " in url or "\\" in url:
        raise AddressRefused("The address has characters that do not belong into one.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused("The address cannot be read.") from error
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if allow_loopback and _is_loopback(parts):
        return Target("http", "127.0.0.1", port or 80, path)
    if parts.scheme != "https":
        raise AddressRefused("The address must begin with https://.")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("The address must not hold a user name or a password.")
    if parts.fragment or "#" in url:
        raise AddressRefused("The address must not hold a fragment (#).")
    if (port or 443) not in PORTS:
        raise AddressRefused("The port must be 443 or 8443.")
    return Target("https", _checked_host(parts.hostname or ""), port or 443, path)


def _is_loopback(parts: SplitResult) -> bool:
    return parts.scheme == "http" and parts.netloc in ("127.0.0.1", f"127.0.0.1:{parts.port}")


def _checked_host(host: str) -> str:
    host = host.lower().removesuffix(".")
    literal = _literal(host)
    if literal is not None:
        check_address(literal)
        return host
    if not 0 < len(host) <= 253 or "." not in host or host.endswith(PRIVATE_SUFFIXES):
        raise AddressRefused("The address must name a public host.")
    if NUMBER_LIKE.fullmatch(host.rpartition(".")[2]) or not re.fullmatch(r"[a-z0-9_.-]+", host):
        raise AddressRefused("The host is neither a name nor an IP address.")
    return host


def _literal(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_blocked(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return True
        address = address.ipv4_mapped or address
    in_extra = any(address in network for network in EXTRA if network.version == address.version)
    return not address.is_global or address.is_multicast or in_extra


def check_address(address: IPAddress) -> None:
    if is_blocked(address):
        raise AddressRefused("The address does not lie in the public internet.")


def resolve(target: Target) -> SocketAddress:
    """The address to connect to. One look-up; one bad address spoils the name, for the next answer may be that one."""
    # The final dot keeps search domains of this machine out of it.
    is_name = _literal(target.host) is None
    try:
        found = socket.getaddrinfo(f"{target.host}." if is_name else target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused("The host name cannot be resolved.") from error
    if not found:
        raise AddressRefused("The host name cannot be resolved.")
    if not target.is_loopback:
        for _family, _type, _protocol, _name, socket_address in found:
            check_address(ipaddress.ip_address(socket_address[0]))
    family, _type, _protocol, _name, socket_address = found[0]
    return family, socket_address
