"""How often one key may ask: counted in the database, where many processes count as one.

Each minute is a window of its own. One statement adds the request and tells the count, so that no two requests read
the same number.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from apps.ats.models import MachineKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which imports this module, as the settings tell it to

SECONDS = {"s": 1, "sec": 1, "min": 60, "hour": 3600, "day": 86_400}
COUNT = """
    INSERT INTO ats_ratewindow (who, start, count) VALUES (%s, %s, 1)
    ON CONFLICT (who, start) DO UPDATE SET count = ats_ratewindow.count + 1
    RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    limit: int
    remaining: int
    seconds_left: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.seconds_left),
        }


def count_request(who: str, *, limit: int, seconds: int, now: float) -> tuple[bool, Allowance]:
    """Whether this request is still allowed, and what is left of the window."""
    start = int(now) // seconds * seconds
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [who, start])
        (count,) = cursor.fetchone()
    return count <= limit, Allowance(limit, max(limit - count, 0), start + seconds - int(now))


class KeyThrottle(BaseThrottle):
    """Each key has its own allowance, also where several act for the same user; who has none shares an address's."""

    setting = "API_RATE"

    def __init__(self) -> None:
        self._limit, self._seconds = parse_rate(getattr(settings, self.setting))
        self._allowance = Allowance(self._limit, self._limit, self._seconds)

    def allow_request(self, request: Request, view: APIView) -> bool:
        who = self.who(request)[:80]
        is_allowed, self._allowance = count_request(who, limit=self._limit, seconds=self._seconds, now=time.time())
        request.allowance = self._allowance  # type: ignore[attr-defined]
        return is_allowed

    def who(self, request: Request) -> str:
        return f"key:{request.auth.pk}" if isinstance(request.auth, MachineKey) else f"ip:{self.get_ident(request)}"

    def wait(self) -> float:
        return float(self._allowance.seconds_left)


class TokenThrottle(KeyThrottle):
    """Asking for tokens is counted by address, apart from all else: whoever asks has shown nothing yet."""

    setting = "TOKEN_RATE"

    def who(self, request: Request) -> str:
        return f"token:{self.get_ident(request)}"


def parse_rate(rate: str) -> tuple[int, int]:
    """600/min as 600 requests in 60 seconds."""
    found = re.fullmatch(r"(\d+)/(s|sec|min|hour|day)", rate)
    if not found or not int(found[1]):
        raise ImproperlyConfigured(f"JD_API_RATE is {rate!r}; write it as 600/min.")
    return int(found[1]), SECONDS[found[2]]
