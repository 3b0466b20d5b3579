"""Every connector against the simulator of its system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from apps.ats.connectors import SYSTEMS, Ability, Account, Connector, ConnectorError, transport, wire
from apps.ats.simulator import Simulator
from apps.ats.simulator.systems.base import TITLES
from ml.documents import TRACKING_SYSTEMS, fingerprint
from ml.documents.tests.samples import nurse

WRITING = [name for name, system in SYSTEMS.items() if system.can(Ability.PUSH)]


@pytest.fixture
def pauses(settings, monkeypatch) -> list[float]:
    """Seconds that a connector wanted to wait; nobody waits."""
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    waited: list[float] = []
    monkeypatch.setattr(wire, "pause", waited.append)
    return waited


@pytest.fixture
def simulator(request, pauses) -> Iterator[Simulator]:
    with Simulator(request.param) as running:
        yield running


def connect(simulator: Simulator, **changes: object) -> Connector:
    account = Account(dict(simulator.system.credentials), simulator.settings)
    return SYSTEMS[simulator.vendor].connect(replace(account, **changes))


def first_job(simulator: Simulator) -> str:
    return next(iter(simulator.system.jobs))


every_system = pytest.mark.parametrize("simulator", SYSTEMS, indirect=True)
every_writing_system = pytest.mark.parametrize("simulator", WRITING, indirect=True)


@every_system
def test_jobs_of_all_pages_are_listed_once(simulator):
    jobs = list(connect(simulator).list_jobs())
    assert [job.title for job in jobs] == list(TITLES)
    assert {job.id for job in jobs} == set(simulator.system.jobs)
    assert not any(job.is_live for job in jobs)


@every_system
def test_a_job_is_fetched_with_its_text(simulator):
    posting = connect(simulator).fetch(first_job(simulator))
    document = TRACKING_SYSTEMS[simulator.vendor].read(posting.data)
    assert (posting.job.title, document.title) == ("Baker", "Baker")
    assert document.sections[0].lines[:2] == ("Bake bread", "Sell bread")
    assert "We feed the town" not in str(document)  # Ashby adds that to every posting itself


@every_writing_system
def test_what_is_pushed_reads_back_as_it_was(simulator):
    connector, system, job_id = connect(simulator), TRACKING_SYSTEMS[simulator.vendor], first_job(simulator)
    connector.push(job_id, system.render(nurse()))
    found = system.read(connector.fetch(job_id).data)
    assert fingerprint(found) == fingerprint(nurse())
    simulator.system.change_text(job_id, "Assess patients", "Assess all patients")
    changed = system.read(connector.fetch(job_id).data)
    assert fingerprint(changed) != fingerprint(nurse())


@every_writing_system
def test_published_and_taken_back(simulator):
    connector, job_id = connect(simulator), first_job(simulator)
    connector.set_live(job_id, is_live=True)
    assert connector.fetch(job_id).job.is_live
    connector.set_live(job_id, is_live=False)
    assert not connector.fetch(job_id).job.is_live


@pytest.mark.parametrize("simulator", ["lever", "smartrecruiters"], indirect=True)
def test_a_job_is_made(simulator):
    connector, system = connect(simulator), TRACKING_SYSTEMS[simulator.vendor]
    job_id = connector.create(system.render(nurse()))
    posting = connector.fetch(job_id)
    assert not posting.job.is_live
    assert posting.job.title == nurse().title
    assert len(list(connector.list_jobs())) == len(TITLES) + 1


@pytest.mark.parametrize("simulator", ["greenhouse", "ashby", "workable"], indirect=True)
def test_where_no_job_can_be_made_the_way_is_told(simulator):
    with pytest.raises(ConnectorError, match="Make it there|Copy the three texts") as caught:
        connect(simulator).create({})
    assert caught.value.permanent


@every_system
def test_a_busy_system_is_left_alone_for_a_while(simulator, pauses):
    connector = connect(simulator)
    simulator.system.faults.busy = 2
    connector.check()
    assert len(pauses) == 2
    assert all(0 < seconds <= wire.USUAL_WAIT for seconds in pauses)


@every_system
def test_a_system_that_stays_busy_is_left_to_the_queue(simulator, pauses):
    simulator.system.faults.busy = 10**6
    with pytest.raises(ConnectorError, match="tried again") as caught:
        connect(simulator).check()
    assert (caught.value.permanent, caught.value.retry_after > 0) == (False, True)
    assert sum(pauses) <= wire.MOST_PATIENCE


@every_system
def test_wrong_credentials(simulator):
    with pytest.raises(ConnectorError, match="refuses the credentials.*new ones in the connection") as caught:
        connect(simulator, credentials=dict.fromkeys(simulator.system.credentials, "wrong")).check()
    assert caught.value.permanent


@every_system
def test_a_job_that_is_gone(simulator):
    with pytest.raises(ConnectorError, match="does not know this job") as caught:
        connect(simulator).fetch("987654321")
    assert caught.value.permanent


@every_system
def test_a_broken_system_is_asked_again_later(simulator):
    simulator.system.faults.broken = 1
    with pytest.raises(ConnectorError, match="problem of its own") as caught:
        connect(simulator).check()
    assert not caught.value.permanent


@every_system
def test_credentials_do_not_follow_a_redirect(simulator):
    connector = connect(simulator)
    connector.check()
    simulator.system.faults.redirect = 1
    with pytest.raises(ConnectorError, match="sends on to another address"):
        connector.check()


@pytest.mark.parametrize("simulator", ["greenhouse"], indirect=True)
class TestTokens:
    def test_one_token_serves_all_calls(self, simulator):
        account = Account(dict(simulator.system.credentials), simulator.settings)
        for _ in range(2):
            SYSTEMS["greenhouse"].connect(account).check()
        assert [path for _, path in simulator.system.seen].count("/token") == 1

    def test_a_token_that_has_ended_is_renewed(self, simulator):
        connector = connect(simulator)
        connector.check()
        simulator.system.expire()
        connector.push(first_job(simulator), {"content": "<p>New</p>"})
        assert simulator.system.text(first_job(simulator)) == "<p>New</p>"

    def test_a_token_about_to_end_is_not_used(self, simulator):
        account = Account(dict(simulator.system.credentials), simulator.settings, {"access": "old", "ends": 1})
        SYSTEMS["greenhouse"].connect(account).check()
        assert account.tokens["access"] != "old"

    def test_the_next_page_lies_on_the_same_host(self, simulator):
        simulator.system.base_url = "http://127.0.0.1:9"
        with pytest.raises(ConnectorError, match="another host"):
            list(connect(simulator).list_jobs())


def test_a_refused_text_names_the_reason(pauses):
    with Simulator("greenhouse") as simulator, pytest.raises(ConnectorError, match="“content must not be empty”"):
        connect(simulator).push(first_job(simulator), {"content": ""})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "https://10.0.0.5/",
        "https://user@api.lever.co/",
        "ftp://api.lever.co",
        "https://localhost",
    ],
)
def test_no_connector_reaches_into_our_own_network(url):
    account = Account({"api_key": "k"}, {"base_url": url, "perform_as": "u"})
    with pytest.raises(ConnectorError, match="Correct the address"):
        SYSTEMS["lever"].connect(account).check()


def test_an_answer_without_end_is_not_read(pauses, monkeypatch):
    monkeypatch.setattr(transport, "MAX_BYTES", 100)
    with Simulator("lever") as simulator, pytest.raises(ConnectorError, match="larger than"):
        connect(simulator).check()
