"""Breaker and limits in memory, and what a writer behind them does."""

import threading

import pytest

from ml.contracts import WriterError, WriterNotSetUp, WriterUnavailable, WritingStopped
from ml.writers.breaker import MemoryBreaker
from ml.writers.gate import RESTING, SPENT, LimitedGate, call_through
from ml.writers.limits import Amounts, Caps, Limits, MemoryLedger, Usage
from ml.writers.openai import OpenAIWriter
from ml.writers.tests import fake_openai as fake
from ml.writers.tests.limits_contract import ENGINE, BreakerContract, LedgerContract
from ml.writers.tests.plans import RESPONSIBILITIES, nurse_plan

MOST = Usage(600, 400)


class TestBreaker(BreakerContract):
    @pytest.fixture
    def clock(self):
        return [0.0]

    @pytest.fixture
    def breaker(self, clock):
        return MemoryBreaker(lambda: clock[0])

    @pytest.fixture
    def later(self, clock):
        def pass_time(seconds):
            clock[0] += seconds

        return pass_time


class TestLedger(LedgerContract):
    @pytest.fixture
    def ledger(self):
        return MemoryLedger()

    def test_a_new_day_begins_with_nothing(self):
        days = iter(["2026-11-28", "2026-11-29"])
        ledger = MemoryLedger(lambda: next(days))
        assert ledger.reserve(ENGINE, Amounts(600, 400, 0), Caps(1_000))
        assert ledger.reserve(ENGINE, Amounts(600, 400, 0), Caps(1_000))

    def test_many_threads_never_book_more_than_the_cap(self):
        ledger, booked = MemoryLedger(), []
        threads = [
            threading.Thread(target=lambda: booked.append(ledger.reserve(ENGINE, Amounts(7, 0, 0), Caps(100))))
            for _ in range(40)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([day for day in booked if day]) == 14


def test_prices_are_for_a_million_tokens():
    assert Limits(price_in=2.5, price_out=10).amounts(Usage(1_000, 200)) == Amounts(1_000, 200, 4_500)


class TestGate:
    def test_over_the_cap_nobody_is_called(self):
        gate = LimitedGate({ENGINE: Limits(Caps(tokens=999))})
        with pytest.raises(WriterUnavailable, match=SPENT), call_through(gate, ENGINE, MOST):
            pytest.fail("was called")

    @pytest.mark.parametrize(
        ("error", "opens"),
        [
            (WriterUnavailable(), True),
            (WriterNotSetUp(), True),
            (WriterError(), False),
            (WritingStopped(), False),
            (KeyboardInterrupt(), False),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_only_a_service_that_does_not_work_counts_as_a_failure(self, error, opens):
        gate = LimitedGate()
        for _ in range(5):
            with pytest.raises(type(error)), call_through(gate, ENGINE, MOST):
                raise error
        assert (gate.breaker.admit(ENGINE) == "rest") is opens


class TestWriterBehindIt:
    @pytest.fixture
    def double(self):
        with fake.FakeOpenAI() as running:
            yield running

    @pytest.fixture
    def ask(self, double):
        writer = OpenAIWriter("jd-chat", base_url=double.url, timeout=5)
        yield lambda gate, **options: writer.write_section(nurse_plan(), RESPONSIBILITIES, gate=gate, **options)
        writer.close()

    def test_what_the_service_counted_is_booked(self, ask):
        gate = LimitedGate(ledger=MemoryLedger(lambda: "today"))
        ask(gate)
        assert gate.ledger.booked(ENGINE, "today") == Amounts(410, 37, 0)

    def test_what_it_did_not_count_is_estimated(self, ask, double):
        gate = LimitedGate(ledger=MemoryLedger(lambda: "today"))
        double.reply = fake.stream(fake.GOOD, usage=False)
        ask(gate)
        booked = gate.ledger.booked(ENGINE, "today")
        assert 300 < booked.tokens_in < 900
        assert booked.tokens_out == len(fake.GOOD) // 4 + 1

    def test_a_stopped_answer_costs_what_had_come(self, ask, double):
        gate = LimitedGate(ledger=MemoryLedger(lambda: "today"))
        double.reply = fake.endless_stream
        looks = iter([False] * 4)
        with pytest.raises(WritingStopped):
            ask(gate, should_stop=lambda: next(looks, True))
        assert gate.ledger.booked(ENGINE, "today").tokens_out < 900

    def test_a_resting_service_is_not_called(self, ask, double):
        gate = LimitedGate()
        double.reply = fake.error(503)
        for _ in range(5):
            with pytest.raises(WriterUnavailable):
                ask(gate)
        asked = len(double.requests)
        with pytest.raises(WriterUnavailable, match=RESTING):
            ask(gate)
        assert len(double.requests) == asked
