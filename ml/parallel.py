"""Several pieces of work at once, while everything that belongs to the caller runs in the caller's own thread.

What the caller hands in (has a person pressed Stop? may this engine be called?) may hold a database connection or a
lock that belongs to one thread. The threads that work therefore send such questions back and wait for the answer.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from ml.contracts import ShouldStop, WritingStopped

POLL_SECONDS = 0.2
T = TypeVar("T")


class Crew:
    """`in_order` gives the results; a work that runs meanwhile asks `should_stop` and sends questions by `ask`."""

    def __init__(self, should_stop: ShouldStop, *, at_once: int) -> None:
        self._should_stop = should_stop
        self._at_once = at_once
        self._stopped = threading.Event()
        self._questions: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()

    def should_stop(self) -> bool:
        """For the threads: what the caller's thread has found out last."""
        return self._stopped.is_set()

    def ask(self, question: Callable[[], T]) -> T:
        """Run the question in the caller's thread; its result, or what it raised."""
        answer: Future[T] = Future()

        def settle() -> None:
            try:
                answer.set_result(question())
            except BaseException as exc:  # noqa: BLE001 - whoever asked must not wait for ever
                answer.set_exception(exc)

        self._questions.put(settle)
        return answer.result()

    def in_order(self, works: Sequence[Callable[[], T]]) -> Iterator[T]:
        """The results in the order of the works. Raise `WritingStopped` once the caller's Stop says so."""
        with ThreadPoolExecutor(self._at_once) as pool:
            futures = [pool.submit(work) for work in works]
            for future in futures:
                future.add_done_callback(lambda _: self._questions.put(lambda: None))
            try:
                for future in futures:
                    self._answer_until(future.done, may_stop=True)
                    yield future.result()
            finally:
                # Also when the caller has had enough: nobody is left behind with a question.
                self._stopped.set()
                for future in futures:
                    future.cancel()
                self._answer_until(lambda: all(future.done() for future in futures), may_stop=False)

    def _answer_until(self, is_over: Callable[[], bool], *, may_stop: bool) -> None:
        while not is_over():
            if may_stop and self._should_stop():
                raise WritingStopped
            try:
                self._questions.get(timeout=POLL_SECONDS)()
            except queue.Empty:
                continue
