"""The broker is away: what people ask for is accepted and written as soon as it is back."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.faults


def test_a_request_is_accepted_and_done_later(install, redis, sign_in):
    site = install(JD_BROKER_URL=redis.url)
    site.start_pages()
    person = sign_in(site)
    redis.stop()
    assert person.get("/healthz").status_code == 200

    answer, seconds = person.write("Registered nurse")
    assert answer.status_code == 302
    assert seconds < 2
    assert site.request() == ("queued", 0)
    assert person.get(answer.headers["Location"]).status_code == 200

    site.start_beat()
    site.start_worker("worker")
    redis.start()
    site.wait_until_finished()
    assert site.request() == ("finished", 1)


def test_a_running_worker_survives_the_restart(install, redis, sign_in):
    site = install(JD_BROKER_URL=redis.url)
    site.start_pages()
    site.start_worker("worker")
    site.start_beat()
    person = sign_in(site)
    person.write("Registered nurse")
    site.wait_until_finished()

    redis.stop()
    assert person.write("Warehouse operative")[0].status_code == 302
    redis.start()
    site.wait_until_finished()
    assert site.ask("SELECT COUNT(*) FROM descriptions_revision") == [(2,)]
