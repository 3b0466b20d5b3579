"""The one thread that writes: a model takes one request at a time, and a bounded number waits for a turn."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ml.serving.container.errors import RequestError
from ml.serving.container.jobs import Event, Failed, Job
from ml.serving.container.requests import ChatRequest
from ml.serving.container.settings import SettingsError

if TYPE_CHECKING:
    from ml.serving.container.loading import Loaded

logger = logging.getLogger(__name__)

_TRIAL = ChatRequest(messages=({"role": "user", "content": "Hello."},), max_tokens=1, temperature=0)


class Engine:
    """Loads the model in the background. `on_failure` is called with one sentence where it cannot be loaded."""

    def __init__(self, folder: Path, *, waiting: int, on_failure: Callable[[str], None]) -> None:
        self._folder = folder
        self._most = waiting
        self._on_failure = on_failure
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._changed = threading.Condition()
        self._is_closed = False
        self._loaded: Loaded | None = None
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    @property
    def is_ready(self) -> bool:
        return self._loaded is not None

    @property
    def model(self) -> str:
        return self._loaded.version if self._loaded else self._folder.name

    def start(self) -> None:
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Raises RequestError 503 while the model is loading, and 429 where too many wait already."""
        if not self.is_ready:
            raise RequestError(503, "The model is still loading. Try again in a minute.")
        with self._changed:
            if self._is_closed:
                raise RequestError(503, "This server is shutting down. Send the request again.")
            if len(self._waiting) + (self._running is not None) > self._most:
                raise RequestError(429, f"{self._most} requests wait already. Try again in some seconds.")
            self._waiting.append(job)
            self._changed.notify()

    def cancel(self, job: Job) -> None:
        """The client is gone: give its place to the next one at once."""
        job.cancelled.set()
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)

    def close(self, timeout: float) -> None:
        """Let go of what is still to be written; waits for the token being written, at most `timeout` seconds."""
        with self._changed:
            self._is_closed = True
            left = [*self._waiting, *([self._running] if self._running else [])]
            self._waiting.clear()
            self._changed.notify()
        for job in left:
            job.cancelled.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        try:
            loaded = _load(self._folder)
        except SettingsError as exc:
            return self._on_failure(str(exc))
        except Exception as exc:
            logger.exception("loading failed")
            return self._on_failure(f"The model in {self._folder} cannot be loaded: {exc}")
        self._loaded = loaded
        while (job := self._next()) is not None:
            _write(loaded, job)

    def _next(self) -> Job | None:
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            if self._is_closed:
                return None
            self._running = self._waiting.popleft()
            return self._running


def _load(folder: Path) -> Loaded:
    """Healthy means that the model answers, so it answers once before anybody asks."""
    # Imported here, since it brings torch: seconds in which /ping must answer already.
    from ml.serving.container.loading import load_model

    loaded, events = load_model(folder), list[Event]()
    _write(loaded, Job(_TRIAL, events.append))
    if isinstance(events[-1], Failed):
        raise SettingsError(f"The model in {folder} loads but does not write: {events[-1].error}")
    return loaded


def _write(loaded: Loaded, job: Job) -> None:
    from ml.serving.container.writing import write  # for the same reason

    write(loaded, job)
