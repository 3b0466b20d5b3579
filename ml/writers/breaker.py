"""The circuit breaker: an engine that keeps failing rests, and one call now and then tries whether it works again.

- Closed: calls go through. With five failures within a minute that are also more than half of the calls, it opens.
- Open: nobody calls. Every half minute one caller gets the probe.
- The probe works: closed. It fails, or its process dies: open, until the next probe.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

#: What the breaker says to a caller: call, call as the only one, or do not call.
Admission = Literal["call", "probe", "rest"]


@dataclass(frozen=True, slots=True)
class BreakerRules:
    failures: int = 5
    window_seconds: float = 60.0
    rest_seconds: float = 30.0


class Breaker(Protocol):
    """One state for all who call an engine, so that ten workers do not each find out for themselves."""

    def admit(self, engine: str) -> Admission: ...

    def report(self, engine: str, *, worked: bool, was_probe: bool) -> None: ...


@dataclass
class _State:
    window_began: float = 0.0
    calls: int = 0
    failures: int = 0
    opened: bool = False
    probed_at: float = 0.0


class MemoryBreaker:
    """For one process. `now` gives seconds that never run backwards."""

    def __init__(self, now: Callable[[], float] = time.monotonic, rules: BreakerRules = BreakerRules()) -> None:
        self._now = now
        self._rules = rules
        self._lock = threading.Lock()
        self._states: dict[str, _State] = {}

    def admit(self, engine: str) -> Admission:
        with self._lock:
            state = self._states.setdefault(engine, _State())
            if not state.opened:
                return "call"
            if self._now() - state.probed_at < self._rules.rest_seconds:
                return "rest"
            state.probed_at = self._now()
            return "probe"

    def report(self, engine: str, *, worked: bool, was_probe: bool) -> None:
        with self._lock:
            state = self._states.setdefault(engine, _State())
            if was_probe and worked:
                self._states[engine] = _State()
            elif not state.opened:
                self._count(state, worked=worked)

    def _count(self, state: _State, *, worked: bool) -> None:
        if self._now() - state.window_began > self._rules.window_seconds:
            state.window_began, state.calls, state.failures = self._now(), 0, 0
        state.calls += 1
        state.failures += not worked
        if state.failures >= self._rules.failures and state.failures * 2 > state.calls:
            state.opened, state.probed_at = True, self._now()
