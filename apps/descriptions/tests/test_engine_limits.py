"""Breaker and ledger in the database: what the forms in memory promise, for all workers together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from apps.descriptions.limits import DatabaseBreaker, DatabaseLedger
from apps.descriptions.models import EngineSpend, EngineState
from ml.writers.tests.limits_contract import ENGINE, BreakerContract, LedgerContract

LEDGER = DatabaseLedger()


@pytest.fixture
def breaker():
    return DatabaseBreaker(failures=5, window_seconds=60, rest_seconds=30)


def pass_time(seconds):
    """As if so much time had passed."""
    ago = timedelta(seconds=seconds)
    EngineState.objects.update(window_began=F("window_began") - ago, probed_at=F("probed_at") - ago)


@pytest.mark.django_db
class TestBreaker(BreakerContract):
    @pytest.fixture
    def later(self):
        return pass_time


@pytest.mark.django_db
class TestLedger(LedgerContract):
    @pytest.fixture
    def ledger(self):
        return LEDGER

    def test_the_row_of_the_day(self):
        day = LEDGER.reserve(ENGINE, (600, 400, 9), (0, 0))
        LEDGER.settle(ENGINE, day, (600, 400, 9), (100, 50, 2), is_estimate=True)
        spend = EngineSpend.objects.get(day=timezone.localdate())
        assert (spend.tokens_in, spend.tokens_out, spend.cost) == (100, 50, 2)
        assert (spend.calls, spend.estimated_calls) == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database is one connection's memory")
class TestManyWorkersOnPostgres:
    def test_they_never_book_more_than_the_cap(self):
        booked = at_once(20, lambda: LEDGER.reserve(ENGINE, (7, 0, 3), (100, 30)))
        assert len([day for day in booked if day]) == 10
        assert EngineSpend.objects.get().cost == 30

    def test_one_gets_the_probe(self, breaker):
        BreakerContract.call(breaker, 5)
        pass_time(31)
        assert sorted(at_once(12, lambda: breaker.admit(ENGINE))) == ["probe"] + ["rest"] * 11

    def test_no_failure_is_lost(self, breaker):
        EngineState.objects.create(engine=ENGINE, calls=100)
        at_once(12, lambda: breaker.report(ENGINE, worked=False, was_probe=False))
        state = EngineState.objects.get()
        assert (state.calls, state.failures, state.opened_at) == (112, 12, None)


#: Prepares two tables, works on them in many threads, or looks at the breakers; says what it got.
WORKER = """
import sys, threading, django
django.setup()
from datetime import timedelta
from django.db import connection, connections
from django.utils import timezone
from apps.descriptions.limits import DatabaseBreaker, DatabaseLedger
from apps.descriptions.models import EngineSpend, EngineState
breaker, ledger, booked, probes = DatabaseBreaker(5, 60, 30), DatabaseLedger(), [], []
def prepare():
    with connection.schema_editor() as editor:
        editor.create_model(EngineSpend)
        editor.create_model(EngineState)
    long_ago = timezone.now() - timedelta(hours=1)
    EngineState.objects.create(engine="openai", opened_at=long_ago, probed_at=long_ago)
def work():
    if breaker.admit("openai") == "probe":
        probes.append(1)
        breaker.report("openai", worked=True, was_probe=True)
    breaker.report("sagemaker", worked=False, was_probe=False)
    for _ in range(5):
        booked.append(bool(ledger.reserve("openai", (7, 3, 0), (200, 0))))
    connections.close_all()
def work_at_once():
    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(len(booked), sum(booked), sum(probes))
def look():
    print(breaker.admit("openai"), breaker.admit("sagemaker"), EngineState.objects.get(engine="sagemaker").failures)
{"prepare": prepare, "work": work_at_once, "look": look}[sys.argv[1]]()
"""


@pytest.mark.slow
def test_two_processes_on_one_sqlite_file(tmp_path):
    """Of 60 bookings of 10 tokens 20 fit; one of 12 threads gets the probe, and closes; failures of both open."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'limits.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "jdcopilot.settings",
    }

    def start(mode):
        command = [sys.executable, "-c", WORKER, mode]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=settings.BASE_DIR)

    def said(process):
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return out.split()

    said(start("prepare"))
    counts = [said(process) for process in [start("work"), start("work")]]
    assert [sum(int(count[at]) for count in counts) for at in range(3)] == [60, 20, 1]
    openai, sagemaker, failures = said(start("look"))
    assert (openai, sagemaker) == ("call", "rest")
    assert int(failures) >= 5


def at_once(count, action):
    """The results of `action` in so many threads, each with a connection of its own."""
    results, together = [], threading.Barrier(count)

    def run():
        try:
            together.wait(20)
            results.append(action())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == count
    return results
