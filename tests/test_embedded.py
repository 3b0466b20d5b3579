import threading
import time

import pytest
from django.utils import timezone

from apps.descriptions import tasks
from apps.descriptions.models import GenerationRequest
from jdcopilot import embedded
from tests.factories import JobDescriptionFactory


def wait_for(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.fixture
def looks_often(monkeypatch):
    monkeypatch.setattr(embedded, "SECONDS_BETWEEN_LOOKS", 0.01)


def test_it_works(looks_often):
    end = threading.Event()
    worker = embedded.EmbeddedWorker({"worker": lambda: None if end.wait() else None})
    assert not worker.is_alive()
    worker.start()
    wait_for(worker.is_alive)
    worker.stop()
    end.set()


def test_a_dead_thread_is_started_again(looks_often, caplog):
    starts, end = [], threading.Event()

    def die_once():
        starts.append(1)
        if len(starts) == 1:
            raise RuntimeError("out of breath")
        end.wait()

    worker = embedded.EmbeddedWorker({"worker": die_once})
    worker.start()
    wait_for(lambda: len(starts) == 2 and worker.is_alive())
    worker.stop()
    end.set()
    assert [record.getMessage() for record in caplog.records] == [
        "the embedded worker broke off",
        "the embedded worker has died and is started again",
    ]


def test_is_not_alive_while_one_part_is_dead():
    end = threading.Event()
    worker = embedded.EmbeddedWorker({"worker": end.wait, "beat": lambda: None})
    worker.start()
    wait_for(lambda: "beat" in worker._threads and not worker._threads["beat"].is_alive())
    assert not worker.is_alive()
    worker.stop()
    end.set()


def test_open_requests_are_taken_up_at_start(db, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.write_request, "delay", queued.append)
    State = GenerationRequest.State
    later = timezone.now() + timezone.timedelta(seconds=60)
    rows = {}
    for state in State:
        description = JobDescriptionFactory()
        lease = {"lease_token": "0" * 32, "lease_until": later} if state == State.RUNNING else {}
        rows[state] = GenerationRequest.objects.create(
            description=description, requested_by=description.owner, state=state, **lease
        )
    assert embedded.resume_open_requests() == 2
    assert queued == [rows[State.RUNNING].pk, rows[State.QUEUED].pk]
    rows[State.RUNNING].refresh_from_db()
    assert rows[State.RUNNING].lease_until < timezone.now()
