"""What an engine on another machine may cost in a day: tokens and money, reserved before a call, settled after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

#: A token is one byte or more, and four on average in English.
BYTES_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call. `is_estimate` where the service did not count them itself."""

    tokens_in: int = 0
    tokens_out: int = 0
    is_estimate: bool = True

    @classmethod
    def estimated(cls, *, sent: int, received: int) -> Usage:
        """From bytes, for services that count nothing."""
        return cls(-(-sent // BYTES_A_TOKEN), -(-received // BYTES_A_TOKEN))


class Amounts(NamedTuple):
    """Tokens in, tokens out, and millionths of the currency in which the prices are given."""

    tokens_in: int
    tokens_out: int
    cost: int


class Caps(NamedTuple):
    """The most tokens (in and out together) and millionths of money a day; 0 is no cap."""

    tokens: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one engine, and its prices: money for a million tokens, which is millionths of it for one."""

    caps: Caps = Caps()
    price_in: float = 0.0
    price_out: float = 0.0

    def amounts(self, usage: Usage) -> Amounts:
        cost = usage.tokens_in * self.price_in + usage.tokens_out * self.price_out
        return Amounts(usage.tokens_in, usage.tokens_out, round(cost))


class Ledger(Protocol):
    """Counts what each engine uses in a day. Both steps are atomic, whoever else counts at the same time."""

    def reserve(self, engine: str, amounts: tuple[int, int, int], caps: tuple[int, int]) -> str:
        """Book the amounts if the caps still hold them all; the day they are booked on, or "" if they do not fit."""

    def settle(
        self, engine: str, day: str, reserved: tuple[int, int, int], used: tuple[int, int, int], *, is_estimate: bool
    ) -> None:
        """Put what was used in the place of what was reserved."""


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


class MemoryLedger:
    """For one process, such as the command line."""

    def __init__(self, today: Callable[[], str] = _today) -> None:
        self._today = today
        self._lock = threading.Lock()
        self._booked: dict[tuple[str, str], Amounts] = {}

    def booked(self, engine: str, day: str) -> Amounts:
        return self._booked.get((engine, day), Amounts(0, 0, 0))

    def reserve(self, engine: str, amounts: tuple[int, int, int], caps: tuple[int, int]) -> str:
        day = self._today()
        with self._lock:
            wanted = _sum(self.booked(engine, day), amounts)
            tokens, cost = caps
            if (tokens and wanted.tokens_in + wanted.tokens_out > tokens) or (cost and wanted.cost > cost):
                return ""
            self._booked[engine, day] = wanted
        return day

    def settle(
        self, engine: str, day: str, reserved: tuple[int, int, int], used: tuple[int, int, int], *, is_estimate: bool
    ) -> None:
        change = (used[0] - reserved[0], used[1] - reserved[1], used[2] - reserved[2])
        with self._lock:
            self._booked[engine, day] = _sum(self.booked(engine, day), change)


def _sum(one: Amounts, other: tuple[int, int, int]) -> Amounts:
    return Amounts(one.tokens_in + other[0], one.tokens_out + other[1], one.cost + other[2])
