"""What every breaker and every ledger promises, in memory or shared by workers. Subclass with the fixtures named."""

import pytest

ENGINE = "openai"


class BreakerContract:
    """Fixtures: `breaker` with the usual rules, and `later(seconds)`."""

    @staticmethod
    def call(breaker, times, *, worked=False):
        for _ in range(times):
            assert breaker.admit(ENGINE) == "call"
            breaker.report(ENGINE, worked=worked, was_probe=False)

    def test_four_failures_are_no_reason(self, breaker):
        self.call(breaker, 4)
        assert breaker.admit(ENGINE) == "call"

    def test_many_failures_among_as_many_successes_are_none_either(self, breaker):
        for _ in range(7):
            self.call(breaker, 1, worked=True)
            self.call(breaker, 1)
        assert breaker.admit(ENGINE) == "call"

    def test_failures_far_apart_are_none_either(self, breaker, later):
        for _ in range(3):
            self.call(breaker, 3)
            later(61)
        assert breaker.admit(ENGINE) == "call"

    def test_five_failures_open_it_for_this_engine_alone(self, breaker):
        self.call(breaker, 5)
        assert breaker.admit(ENGINE) == "rest"
        assert breaker.admit("sagemaker") == "call"

    def test_one_caller_gets_the_probe_and_its_success_closes(self, breaker, later):
        self.call(breaker, 5)
        later(31)
        assert [breaker.admit(ENGINE) for _ in range(3)] == ["probe", "rest", "rest"]
        breaker.report(ENGINE, worked=True, was_probe=True)
        self.call(breaker, 4)
        assert breaker.admit(ENGINE) == "call"

    def test_a_failed_probe_keeps_it_open_until_the_next(self, breaker, later):
        self.call(breaker, 5)
        later(31)
        assert breaker.admit(ENGINE) == "probe"
        breaker.report(ENGINE, worked=False, was_probe=True)
        assert breaker.admit(ENGINE) == "rest"
        later(31)
        assert breaker.admit(ENGINE) == "probe"

    def test_a_late_success_from_before_does_not_close_it(self, breaker):
        self.call(breaker, 5)
        breaker.report(ENGINE, worked=True, was_probe=False)
        assert breaker.admit(ENGINE) == "rest"


class LedgerContract:
    """Fixture: `ledger`, with nothing booked."""

    def test_what_was_reserved_and_not_used_is_free_again(self, ledger):
        day = ledger.reserve(ENGINE, (600, 400, 9), (1_000, 0))
        assert ledger.reserve(ENGINE, (1, 0, 0), (1_000, 0)) == ""
        ledger.settle(ENGINE, day, (600, 400, 9), (100, 50, 2), is_estimate=False)
        assert ledger.reserve(ENGINE, (800, 50, 0), (1_000, 0)) == day
        assert ledger.reserve(ENGINE, (1, 0, 0), (1_000, 0)) == ""

    @pytest.mark.parametrize("caps", [(0, 0), (1_000, 0), (0, 500), (1_000, 500)])
    def test_caps_that_are_exactly_reached_hold(self, ledger, caps):
        assert ledger.reserve(ENGINE, (600, 400, 500), caps)

    @pytest.mark.parametrize("caps", [(999, 0), (0, 499), (5_000, 499)])
    def test_more_than_a_cap_is_not_booked(self, ledger, caps):
        assert ledger.reserve(ENGINE, (600, 400, 500), caps) == ""

    def test_each_engine_has_its_own(self, ledger):
        assert ledger.reserve(ENGINE, (9, 0, 0), (10, 0))
        assert ledger.reserve("sagemaker", (9, 0, 0), (10, 0))
