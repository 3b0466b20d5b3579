"""Whoever writes is killed in the middle of a draft: another goes on after the last finished section."""

from __future__ import annotations

import pytest

from tests.faults.installation import assert_written_once

pytestmark = pytest.mark.faults


def test_another_worker_goes_on(install, endpoint, postgres, redis, sign_in):
    site = install(
        DATABASE_URL=postgres, JD_BROKER_URL=redis.url, JD_GENERATION_LEASE_SECONDS="2", **endpoint.environment
    )
    site.start_pages()
    site.start_worker("first")
    site.start_beat()
    answer, _ = sign_in(site).write("Registered nurse")
    assert answer.status_code == 302

    assert endpoint.is_held.wait(60), "the endpoint was not asked for a second section"
    before = site.events()
    assert before
    assert site.request() == ("running", 1)
    site.kill("first")
    endpoint.release()
    site.start_worker("second")

    site.wait_until_finished()
    assert site.request() == ("finished", 2)
    assert_written_once(site, before)


def test_the_embedded_worker_goes_on_after_a_restart(install, endpoint, sign_in):
    site = install(**endpoint.environment)
    site.start_pages()
    answer, _ = sign_in(site).write("Registered nurse")
    assert answer.status_code == 302

    assert endpoint.is_held.wait(60), "the endpoint was not asked for a second section"
    before = site.events()
    assert before
    site.kill("pages")
    endpoint.release()
    site.start_pages()

    site.wait_until_finished()
    assert site.request() == ("finished", 2)
    assert_written_once(site, before)
