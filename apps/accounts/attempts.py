"""A limit on guessing passwords: five failures of one name from one address, then a quarter of an hour of cool-off.

An attempt is counted before its password is looked at, so that many at once get no more guesses than one after the
other; a success forgets the count. Names that nobody has are counted alike, so the answer tells nothing about them.
"""

from __future__ import annotations

import hashlib
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

FAILURES = 5
COOL_OFF = 15 * 60


class TooManyFailures(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


def count_attempt(request: HttpRequest, username: str) -> str:
    """Count this attempt and return the key that `forget_attempts` takes; raise `TooManyFailures` in a cool-off."""
    key = _key(client_address(request), username)
    count = _increase(key)
    if count > FAILURES:
        ends = cache.get(f"{key}-ends") or time.time() + COOL_OFF
        raise TooManyFailures(max(1, round(ends - time.time())))
    if count == FAILURES:  # should it fail, the cool-off runs from now; refused attempts do not lengthen it
        cache.set(f"{key}-ends", time.time() + COOL_OFF, COOL_OFF)
        cache.touch(key, COOL_OFF)
    return key


def forget_attempts(key: str) -> None:
    cache.delete_many([key, f"{key}-ends"])


def _increase(key: str) -> int:
    """`incr` keeps the time at which the count ends, and is atomic on Redis and in this process's memory."""
    while True:
        cache.add(key, 0, COOL_OFF)
        try:
            return int(cache.incr(key))
        except ValueError:  # it ended between the two
            continue


def _key(address: str, username: str) -> str:
    who = hashlib.sha256(f"{address}\0{username.casefold()}".encode()).hexdigest()
    return f"sign-in-{who}"


def client_address(request: HttpRequest) -> str:
    """Who is asking. `X-Forwarded-For` counts only behind a proxy, and of it only what our own proxies have added."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.BEHIND_PROXY and forwarded:
        proxies = max(int(settings.REST_FRAMEWORK["NUM_PROXIES"]), 1)
        address = forwarded[-min(proxies, len(forwarded))]
    return _network(address)


def _network(address: str) -> str:
    """One household or server has a whole /64 of IPv6 to ask from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)
