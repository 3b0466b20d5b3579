"""The conformance kit itself: what it does to receivers and to clients, by its documented doors."""

from __future__ import annotations

import http.client
import json
import sys
from datetime import UTC, datetime

import pytest

from apps.ats.signatures import BadSignature, verify
from apps.ats.simulator import Simulator, __main__
from apps.ats.simulator.events import Mishap, Receiver, messages, new_event
from apps.ats.simulator.systems import SYSTEMS

SECRET = "whsec_" + "Q2FuYXJ5" * 4
#: Their signatures carry the time at which they were made.
TIMED = {"standard", "smartrecruiters", "lever"}


def is_accepted(scheme, headers, body):
    try:
        verify(scheme, [SECRET], headers, body, now=datetime.now(tz=UTC))
    except BadSignature:
        return False
    return True


def sent(scheme, mishap, *names):
    events = [new_event(name, {"type": name}) for name in names or ("job_updated",)]
    return list(messages(Receiver("http://127.0.0.1:1/", scheme, SECRET), events, mishap))


@pytest.mark.parametrize("scheme", [*SYSTEMS, "standard", "github"])
def test_mishaps(scheme):
    def accepts(mishap):
        return [is_accepted(scheme, headers, body) for headers, body in sent(scheme, mishap)]

    assert accepts(Mishap.NONE) == [True]
    assert accepts(Mishap.DUPLICATE) == [True, True]
    assert accepts(Mishap.WRONG_SECRET) == [False]
    assert accepts(Mishap.TRUNCATED) == [False]
    assert accepts(Mishap.LATE) == [scheme not in TIMED]
    if scheme != "lever":  # which signs within the body
        assert accepts(Mishap.UNSIGNED) == [False]


def test_the_order_of_events_may_be_wrong():
    bodies = [json.loads(body)["type"] for _, body in sent("standard", Mishap.OUT_OF_ORDER, "first", "second")]
    assert bodies == ["second", "first"]


def ask(simulator, path, fields=None):
    connection = http.client.HTTPConnection(simulator.url.removeprefix("http://"), timeout=10)
    body = None if fields is None else json.dumps(fields)
    connection.request("GET" if body is None else "POST", path, body)
    answer = connection.getresponse()
    try:
        return answer.status, json.load(answer)
    finally:
        connection.close()


@pytest.mark.parametrize("vendor", SYSTEMS)
def test_the_doors_for_trouble(vendor):
    with Simulator(vendor) as simulator:
        job_id = next(iter(simulator.system.jobs))
        assert ask(simulator, "/_simulator/faults", {"busy": 1})[0] == 200
        assert ask(simulator, "/anything", {})[0] == 429
        assert ask(simulator, "/_simulator/expire", {})[0] == 200
        assert ask(simulator, "/_simulator/change", {"job_id": job_id, "old": "Bake", "new": "Burn"})[0] == 200
        assert "Burn bread" in simulator.system.text(job_id)
        assert len(ask(simulator, "/_simulator/jobs")[1]) == len(simulator.system.jobs)
        assert ask(simulator, "/_simulator/change", {"job_id": "no"})[0] == 400
        assert ask(simulator, "/_simulator/no", {})[0] == 404
        assert ask(simulator, "/_simulator/events", {"name": "x", "job_id": job_id})[0] == 409


def test_events_reach_the_receiver(target):
    with Simulator("ashby", receiver=Receiver(target.url, "ashby", SECRET)) as simulator:
        job_id = next(iter(simulator.system.jobs))
        event = {"name": "jobPostingUpdate", "job_id": job_id, "mishap": "duplicate"}
        assert ask(simulator, "/_simulator/events", event) == (200, {"answers": [204, 204]})
    (headers, body), second = target.received
    assert second[1] == body
    assert is_accepted("ashby", headers, body)
    assert json.loads(body)["data"]["jobPosting"]["id"] == job_id


def test_a_receiver_needs_a_secret(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["simulator", "--vendor", "lever", "--hook", "http://127.0.0.1:1/"])
    assert __main__.main() == 2
    assert "--secret" in capsys.readouterr().err


def test_a_taken_port_is_named(monkeypatch, capsys):
    with Simulator("lever") as running:
        port = running.url.rpartition(":")[2]
        monkeypatch.setattr(sys, "argv", ["simulator", "--vendor", "lever", "--port", port])
        assert __main__.main() == 1
    assert "another --port" in capsys.readouterr().err
