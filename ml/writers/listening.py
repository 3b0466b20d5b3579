"""Listening to a service that may be slow or silent, while a person may press Stop.

The call runs in a thread of its own, which hands over each piece as it comes: Stop, and the end of our patience, are
noticed within a fraction of a second, also while the service is silent.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from ml.contracts import ShouldStop, WritingStopped

POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Variant:
    """Which of an endpoint's models answers; comes before the bytes of its answer."""

    name: str


Piece = bytes | Variant
Speak = Callable[[], Generator[Piece, None, None]]


@dataclass(frozen=True, slots=True)
class _Ended:
    error: Exception | None = None


def listen(speak: Speak, *, should_stop: ShouldStop, seconds: float) -> Iterator[Piece]:
    """What `speak` yields in another thread. Raise what it raised, `WritingStopped`, or `TimeoutError` after `seconds`.

    Closing the iterator, and leaving it in any other way, makes the thread hang up at its next piece or timeout.
    """
    if should_stop():
        raise WritingStopped
    stopped = threading.Event()
    events: queue.SimpleQueue[Piece | _Ended] = queue.SimpleQueue()
    threading.Thread(target=_relay, args=(speak, events.put, stopped), daemon=True).start()
    patient_until = time.monotonic() + seconds
    try:
        while not isinstance(event := _next(events, should_stop, patient_until), _Ended):
            yield event
        if event.error is not None:
            raise event.error
    finally:
        stopped.set()


def _relay(speak: Speak, hand_over: Callable[[Piece | _Ended], None], stopped: threading.Event) -> None:
    try:
        with contextlib.closing(speak()) as pieces:
            for piece in pieces:
                if stopped.is_set():
                    return
                hand_over(piece)
    except Exception as exc:  # noqa: BLE001 - whatever broke belongs to the waiting caller, not to this thread
        hand_over(_Ended(exc))
    else:
        hand_over(_Ended())


def _next(events: queue.SimpleQueue[Piece | _Ended], should_stop: ShouldStop, patient_until: float) -> Piece | _Ended:
    while True:
        if should_stop():
            raise WritingStopped
        if time.monotonic() > patient_until:
            raise TimeoutError
        try:
            return events.get(timeout=POLL_SECONDS)
        except queue.Empty:
            continue
