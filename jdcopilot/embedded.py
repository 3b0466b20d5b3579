"""The worker of a machine without services: threads of the serving process in the place of `celery worker` and `beat`.

The queue lives in this process's memory and dies with it; the requests themselves are rows, so that on start every open
one is queued again. One serving process only: two would not see each other's queue.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from celery import Celery
from celery.beat import Scheduler, Service
from celery.worker import WorkController, state
from django.db import connections
from django.utils import timezone

logger = logging.getLogger(__name__)
CONCURRENCY = 2
SECONDS_BETWEEN_LOOKS = 1.0


class EmbeddedWorker:
    """A worker and a beat, each in a thread, and a third thread that starts one of them again when it has died."""

    def __init__(self, parts: dict[str, Callable[[], None]]) -> None:
        self._parts = parts
        self._threads: dict[str, threading.Thread] = {}
        self._stopped = threading.Event()
        self._watch = threading.Thread(target=self._keep_running, name="embedded-watch", daemon=True)

    def start(self) -> None:
        self._watch.start()

    def stop(self) -> None:
        """Restart nothing any more. The threads end with the process; what they leave undone is taken up next time."""
        self._stopped.set()

    def is_alive(self) -> bool:
        return self._watch.is_alive() and all(
            name in self._threads and self._threads[name].is_alive() for name in self._parts
        )

    def _keep_running(self) -> None:
        while not self._stopped.is_set():
            for name, run in self._parts.items():
                self._start_if_dead(name, run)
            self._stopped.wait(SECONDS_BETWEEN_LOOKS)

    def _start_if_dead(self, name: str, run: Callable[[], None]) -> None:
        thread = self._threads.get(name)
        if thread and thread.is_alive():
            return
        if thread:
            logger.error("the embedded %s has died and is started again", name)
        self._threads[name] = threading.Thread(target=_logged(name, run), name=f"embedded-{name}", daemon=True)
        self._threads[name].start()


_running: EmbeddedWorker | None = None


def start(app: Celery) -> EmbeddedWorker:
    """Start working in this process, take up what an earlier one left, and warm the sentence encoder; returns at once.

    The order matters: a thread finds the tasks only when the app is the default one and finalized before it starts.
    """
    global _running
    app.set_default()
    app.finalize()
    app.conf.broker_transport_options = {**app.conf.broker_transport_options, "polling_interval": 0.1}
    _running = EmbeddedWorker({"worker": lambda: _run_worker(app), "beat": lambda: _run_beat(app)})
    _running.start()
    for name, run in (("resume", resume_open_requests), ("warm-up", _warm_up)):
        threading.Thread(target=_logged(name, run), name=f"embedded-{name}", daemon=True).start()
    return _running


def is_alive() -> bool:
    return _running is not None and _running.is_alive()


def resume_open_requests() -> int:
    """Queue every request that is not finished: whoever held a lease was a thread of a process that is gone."""
    from apps.descriptions.models import GenerationRequest
    from apps.descriptions.tasks import write_request

    State = GenerationRequest.State
    ended = timezone.now() - timedelta(seconds=1)
    GenerationRequest.objects.filter(state=State.RUNNING, lease_until__gt=ended).update(lease_until=ended)
    waiting = list(GenerationRequest.objects.filter(state__in=GenerationRequest.OPEN).values_list("pk", flat=True))
    for request_id in waiting:
        write_request.delay(request_id)
    return len(waiting)


def _run_worker(app: Celery) -> None:
    state.reset_state()
    state.should_stop = state.should_terminate = None
    WorkController(
        app=app,
        pool="threads",
        concurrency=CONCURRENCY,
        hostname="embedded@localhost",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    ).start()


def _run_beat(app: Celery) -> None:
    Service(app, max_interval=1, scheduler_cls=Scheduler).start()


def _warm_up() -> None:
    from apps.descriptions import engine

    engine.warm_up()


def _logged(name: str, run: Callable[[], None | int]) -> Callable[[], None]:
    def run_logged() -> None:
        try:
            run()
        except Exception:
            logger.exception("the embedded %s broke off", name)
        finally:
            connections.close_all()  # those of this thread

    return run_logged
