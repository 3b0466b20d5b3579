from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.ats import accesses, linking, pushing
from apps.ats.connectors import wire
from apps.ats.models import ApiAccess, JobLink
from apps.ats.simulator import Simulator
from apps.ats.tests.linked import first_job, link, make_access, make_finished, push
from apps.descriptions import reviewing
from apps.descriptions.errors import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def pauses(settings, monkeypatch):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    waited = []
    monkeypatch.setattr(wire, "pause", waited.append)
    return waited


@pytest.fixture
def greenhouse(pauses):
    with Simulator("greenhouse") as simulator:
        yield simulator


@pytest.fixture
def lever(pauses):
    with Simulator("lever") as simulator:
        yield simulator


def due_again(job_link):
    JobLink.objects.filter(pk=job_link.pk).update(next_attempt_at=timezone.now())


def test_it_works(greenhouse, recruiter):
    job_link = push(link(greenhouse, recruiter))
    assert (job_link.state, job_link.error) == ("sent", "")
    assert "Train apprentices" in greenhouse.system.text(job_link.external_id)
    assert job_link.revision == job_link.description.revisions.first()
    assert push(job_link, "publish").state == "live"
    assert greenhouse.system.is_live(job_link.external_id)
    assert push(job_link, "unpublish").state == "sent"


def test_a_second_push_changes_nothing(greenhouse, recruiter):
    job_link = push(link(greenhouse, recruiter))
    text = greenhouse.system.text(job_link.external_id)
    assert push(job_link).state == "sent"
    assert greenhouse.system.text(job_link.external_id) == text


def test_a_dry_run_shows_the_difference_and_writes_nothing(greenhouse, recruiter):
    job_link = link(greenhouse, recruiter)
    shown = linking.preview(job_link)
    kinds = {hunk.kind: hunk.text for _, lines in shown.sections for line in lines for hunk in line}
    assert not shown.is_same
    assert "apprentices" in str(shown.sections)
    assert {"ins", "del"} <= set(kinds)
    assert {method for method, path in greenhouse.system.seen if path != "/token"} == {"GET"}
    push(job_link)
    assert linking.preview(job_link).is_same


def test_what_the_system_adds_itself_is_not_sent(greenhouse, recruiter):
    job_link = push(link(greenhouse, recruiter, leaves_out=["about"]))
    assert job_link.state == "sent"
    assert "We feed the town" not in greenhouse.system.text(job_link.external_id)


class TestWhoMay:
    def test_only_finished_texts_leave(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        reviewing.reopen(by=recruiter, description=job_link.description)
        with pytest.raises(WrongState, match="Send it for review first"):
            pushing.ask(by=recruiter, link=job_link, action="push")
        assert JobLink.objects.get().state == "linked"

    def test_a_text_reopened_after_the_question_stays(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        pushing.ask(by=recruiter, link=job_link, action="push")
        reviewing.reopen(by=recruiter, description=job_link.description)
        pushing.perform(job_link.pk)
        job_link.refresh_from_db()
        assert (job_link.state, "reopened or changed" in job_link.error) == ("failed", True)
        assert "Train apprentices" not in greenhouse.system.text(job_link.external_id)

    def test_strangers_do_not_push(self, greenhouse, recruiter, other_recruiter):
        job_link = link(greenhouse, recruiter)
        with pytest.raises(NotAllowed):
            pushing.ask(by=other_recruiter, link=job_link, action="push")

    def test_workable_is_for_copying(self, pauses, recruiter):
        with Simulator("workable") as simulator:
            job_link = link(simulator, recruiter)
            with pytest.raises(WrongState, match="Copy the three texts"):
                pushing.ask(by=recruiter, link=job_link, action="push")


class TestTrouble:
    def test_a_broken_system_is_tried_again(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        greenhouse.system.faults.broken = 1
        pushing.ask(by=recruiter, link=job_link, action="push")
        assert pushing.perform(job_link.pk) == pushing.SCHEDULE[1]
        job_link.refresh_from_db()
        assert (job_link.state, job_link.attempts) == ("queued", 1)
        assert pushing.perform(job_link.pk) is None  # not due yet
        due_again(job_link)
        pushing.perform(job_link.pk)
        job_link.refresh_from_db()
        assert (job_link.state, job_link.error) == ("sent", "")

    def test_in_the_end_it_fails_with_the_reason_and_a_person_tries_again(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        greenhouse.system.faults.broken = len(pushing.SCHEDULE)
        pushing.ask(by=recruiter, link=job_link, action="push")
        for _ in pushing.SCHEDULE:
            due_again(job_link)
            pushing.perform(job_link.pk)
        job_link.refresh_from_db()
        assert (job_link.state, "problem of its own" in job_link.error) == ("failed", True)
        assert push(job_link).state == "sent"

    def test_a_busy_system_is_left_alone_as_long_as_it_says(self, greenhouse, recruiter, monkeypatch):
        monkeypatch.setattr(wire, "wait_of", lambda headers: 900.0)
        job_link = link(greenhouse, recruiter)
        greenhouse.system.faults.busy = 1
        pushing.ask(by=recruiter, link=job_link, action="push")
        assert pushing.perform(job_link.pk) == 900

    def test_refused_credentials_fail_at_once_and_show_at_the_connection(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        make_access(greenhouse, recruiter)
        access = ApiAccess.objects.get()
        access.credentials = {"client_id": "x", "client_secret": "y"}
        access.save()
        pushing.ask(by=recruiter, link=job_link, action="push")
        assert pushing.perform(job_link.pk) is None
        access.refresh_from_db()
        assert JobLink.objects.get().state == "failed"
        assert (access.health, "new ones" in access.health_error) == ("fails", True)

    def test_a_job_that_is_gone_leaves_the_connection_healthy(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        del greenhouse.system.jobs[job_link.external_id]
        assert "link another" in push(job_link).error
        assert ApiAccess.objects.get().health == "works"

    def test_of_two_workers_one_sends(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        pushing.ask(by=recruiter, link=job_link, action="push")
        assert pushing._claim(job_link.pk) is not None
        assert pushing._claim(job_link.pk) is None
        with pytest.raises(WrongState, match="being sent just now"):
            pushing.ask(by=recruiter, link=job_link, action="push")

    def test_a_killed_worker_is_followed_by_another(self, greenhouse, recruiter):
        job_link = link(greenhouse, recruiter)
        pushing.ask(by=recruiter, link=job_link, action="push")
        late = pushing._claim(job_link.pk)
        JobLink.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert pushing.due_links() == [job_link.pk]
        pushing.perform(job_link.pk)
        pushing._write(late, state="failed", error="too late")
        assert JobLink.objects.get().state == "sent"

    def test_a_text_that_was_not_kept_is_told(self, greenhouse, recruiter, monkeypatch):
        job_link = link(greenhouse, recruiter)
        change = greenhouse.system._change

        def keep_half(request, post, *, is_status):
            answer = change(request, post, is_status=is_status)
            post["content"] = post["content"].replace("Train apprentices", "Train")
            return answer

        monkeypatch.setattr(greenhouse.system, "_change", keep_half)
        job_link = push(job_link)
        assert (job_link.state, "Train" in str(job_link.found)) == ("drifted", True)


class TestMaking:
    def test_the_first_push_makes_the_job_and_the_second_changes_it(self, lever, recruiter):
        access = make_access(lever, recruiter)
        count = len(lever.system.jobs)
        description = make_finished(recruiter)
        job_link = linking.link_job(by=recruiter, description=description, connection=access.connection, external_id="")
        job_link = push(job_link)
        assert (job_link.state, len(lever.system.jobs)) == ("sent", count + 1)
        assert push(job_link).state == "sent"
        assert len(lever.system.jobs) == count + 1

    def test_nobody_makes_a_second_job_after_an_unknown_end(self, lever, recruiter):
        access = make_access(lever, recruiter)
        description = make_finished(recruiter)
        job_link = linking.link_job(by=recruiter, description=description, connection=access.connection, external_id="")
        pushing.ask(by=recruiter, link=job_link, action="push")
        pushing._claim(job_link.pk)  # and the worker dies
        JobLink.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        count = len(lever.system.jobs)
        pushing.perform(job_link.pk)
        job_link.refresh_from_db()
        assert (job_link.state, "may or may not" in job_link.error) == ("failed", True)
        assert len(lever.system.jobs) == count

    def test_greenhouse_makes_none(self, greenhouse, recruiter):
        access = make_access(greenhouse, recruiter)
        with pytest.raises(WrongState, match="Choose one that is there"):
            linking.link_job(
                by=recruiter, description=make_finished(recruiter), connection=access.connection, external_id=""
            )


def test_a_job_carries_one_description(greenhouse, recruiter):
    link(greenhouse, recruiter)
    with pytest.raises(WrongState, match="linked already"):
        link(greenhouse, recruiter)


def test_credentials_and_tokens_are_sealed(greenhouse, recruiter):
    access = make_access(greenhouse, recruiter)
    accesses.jobs_of(access)
    access.refresh_from_db()
    stored = access.sealed_credentials + access.sealed_tokens
    assert "sim-secret" not in stored
    assert access.tokens["access"]
    assert access.tokens["access"] not in stored
    assert first_job(greenhouse) in {job.id for job in accesses.jobs_of(access)}
    assert [path for _, path in greenhouse.system.seen].count("/token") == 1


def test_a_job_is_imported_by_the_usual_way_with_mapped_fields(greenhouse, recruiter):
    access = make_access(greenhouse, recruiter, mapping={"department": "custom.teams.0", "level": "nowhere"})
    greenhouse.system.jobs[first_job(greenhouse)]["custom"] = {"teams": ["Bakery"]}
    pending = linking.import_job(by=recruiter, access=access, external_id=first_job(greenhouse))
    assert pending.source == "Greenhouse: Baker"
    assert pending.reading["brief"]["department"] == "Bakery"
    assert "level" not in pending.reading["brief"]
    assert pending.reading["sections"][0]["lines"] == ["Bake bread", "Sell bread"]
