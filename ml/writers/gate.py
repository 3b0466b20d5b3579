"""The gate in front of engines on other machines: is it resting, is there money left, and how did the call go?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from ml.contracts import WriterError, WriterNotSetUp, WriterUnavailable, WritingStopped
from ml.writers.breaker import Breaker, MemoryBreaker
from ml.writers.limits import Ledger, Limits, MemoryLedger, Usage

RESTING = "The writing service failed several times in a row and is given a rest."
SPENT = "The limit that your company set for this service is reached for today."


@dataclass(frozen=True, slots=True)
class Ticket:
    """One admitted call. `day` is empty where nothing is counted."""

    engine: str
    most: Usage = Usage()
    day: str = ""
    is_probe: bool = False


class Gate(Protocol):
    def enter(self, engine: str, most: Usage) -> Ticket:
        """Admit a call that uses `most` at worst; raise `WriterUnavailable` with the reason if it may not be made."""

    def leave(self, ticket: Ticket, used: Usage, *, worked: bool | None) -> None:
        """Settle what was used, and say how the call went; None if a person stopped it."""


class OpenGate:
    """Lets everything through and counts nothing."""

    def enter(self, engine: str, most: Usage) -> Ticket:
        return Ticket(engine)

    def leave(self, ticket: Ticket, used: Usage, *, worked: bool | None) -> None:
        return


@dataclass
class LimitedGate:
    """Breaker and ledger of whoever calls; in memory unless others are given."""

    limits: Mapping[str, Limits] = field(default_factory=dict)
    breaker: Breaker = field(default_factory=MemoryBreaker)
    ledger: Ledger = field(default_factory=MemoryLedger)

    def enter(self, engine: str, most: Usage) -> Ticket:
        admission = self.breaker.admit(engine)
        if admission == "rest":
            raise WriterUnavailable(RESTING)
        limits = self._limits_of(engine)
        day = self.ledger.reserve(engine, limits.amounts(most), limits.caps)
        if not day:
            raise WriterUnavailable(SPENT)
        return Ticket(engine, most, day, admission == "probe")

    def leave(self, ticket: Ticket, used: Usage, *, worked: bool | None) -> None:
        limits = self._limits_of(ticket.engine)
        reserved, spent = limits.amounts(ticket.most), limits.amounts(used)
        self.ledger.settle(ticket.engine, ticket.day, reserved, spent, is_estimate=used.is_estimate)
        if worked is not None:
            self.breaker.report(ticket.engine, worked=worked, was_probe=ticket.is_probe)

    def _limits_of(self, engine: str) -> Limits:
        return self.limits.get(engine, Limits())


@dataclass
class Call:
    """A call under way; whoever makes it keeps `used` up to date."""

    used: Usage


@contextmanager
def call_through(gate: Gate, engine: str, most: Usage) -> Iterator[Call]:
    """Make one call inside this. An answer that cannot be used still means that the service works."""
    ticket, call = gate.enter(engine, most), Call(used=most)
    worked: bool | None = True
    try:
        yield call
    except WritingStopped:
        worked = None
        raise
    except (WriterUnavailable, WriterNotSetUp):
        worked = False
        raise
    except WriterError:
        raise
    except BaseException:
        worked = None
        raise
    finally:
        gate.leave(ticket, call.used, worked=worked)
