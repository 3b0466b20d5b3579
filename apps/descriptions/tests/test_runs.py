"""What the queue does with a request: one worker at a time, nothing lost, nothing twice."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from django.utils import timezone

from apps.descriptions import engine, outbox, reviewing, runs, services, shown_run, tasks
from apps.descriptions.lines import stored_line
from apps.descriptions.models import GenerationEvent, GenerationRequest, JobDescription, OutboxEvent, Section
from apps.descriptions.tests.editing import written_section
from apps.templates_lib import engine as library
from ml.contracts import Line, WriterError, WriterUnavailable, WritingStopped
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db
State = GenerationRequest.State
BRIEF = {
    "title": "Lamplighter",
    "responsibilities": ["Light the lamps at dusk", "Clean the glass each Monday"],
    "required_skills": ["A head for heights"],
}
#: The sections that BRIEF alone gives, with no role of the library near it.
KINDS = ["summary", "responsibilities", "required", "equal_opportunity"]


class Killed(BaseException):
    """The process ends here and now."""


class FakeWriter:
    """Says each point with its own name in front. `before` is called with the kind of each section it is asked for."""

    name, version = "fake", "1"

    def __init__(self, before=lambda kind: None, says="says"):
        self.before, self.says = before, says
        self.asked = []

    def write_section(self, plan, section, *, should_stop=None):
        self.asked.append(str(section.kind))
        self.before(str(section.kind))
        return [Line(f"{point.text}, {self.says} the fake", point.sources, self.name) for point in section.points]


class SlowWriter(FakeWriter):
    """Says two lines of each section aloud before it has it."""

    streams = True

    def write_section(self, plan, section, *, should_stop, hear):
        hear("- One\n- Tw")
        hear("o\n")
        should_stop()
        return super().write_section(plan, section)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    monkeypatch.setattr(library, "encoder", lambda: None)
    monkeypatch.setattr(library, "_matcher", None)
    monkeypatch.setattr(outbox, "_hurry_outbox", lambda: None)


@pytest.fixture
def write_with(monkeypatch):
    def use(*writers):
        monkeypatch.setattr(engine, "writers", lambda: writers)

    use()
    return use


@pytest.fixture
def request_(recruiter, write_with):
    description = JobDescriptionFactory(owner=recruiter, title="Lamplighter", brief=BRIEF)
    return GenerationRequest.objects.create(
        description=description, requested_by=recruiter, outline=engine.outline(description)
    )


def texts_of(request):
    return {section.kind: [line["text"] for line in section.lines] for section in request.description.sections.all()}


def steal(request):
    """Another worker takes the request over while this one believes it is still its own."""
    later = timezone.now() + timedelta(seconds=60)
    GenerationRequest.objects.filter(pk=request.pk).update(lease_token=uuid.uuid4(), lease_until=later)


def end_lease(request):
    GenerationRequest.objects.filter(pk=request.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_it_works(request_):
    runs.perform_request(request_.pk)
    request_.refresh_from_db()
    assert (request_.state, request_.attempts, request_.error, request_.writer) == ("finished", 1, "", "composer")
    assert request_.started_at <= request_.finished_at
    assert (request_.lease_token, request_.lease_until) == (None, None)
    texts = texts_of(request_)
    assert [item["kind"] for item in request_.outline] == list(texts) == KINDS
    assert texts["responsibilities"] == ["Light the lamps at dusk", "Clean the glass each Monday"]
    assert [event.number for event in request_.events.all()] == [1, 2, 3, 4]
    assert set(request_.timings_ms) == set(KINDS)
    description = request_.description
    description.refresh_from_db()
    assert description.match["profile"] is None
    assert len(description.questions) == 3
    assert description.notices[0].startswith("This title is not in the role library")
    assert "Light the lamps at dusk" in description.search_text
    revision = description.revisions.get()
    assert (revision.origin, revision.author, revision.reason) == (
        "engine",
        request_.requested_by,
        "Written from the brief",
    )
    assert revision.engine.startswith("composer ")


def test_a_request_that_is_gone():
    runs.perform_request(0)


class TestClaim:
    def test_it_is_claimed_once(self, request_):
        claimed = runs.claim_request(request_.pk)
        assert (claimed.state, claimed.attempts) == ("running", 1)
        assert claimed.lease_until > timezone.now()
        assert runs.claim_request(request_.pk) is None

    def test_the_lease_lasts_as_long_as_the_settings_say(self, request_, settings):
        settings.GENERATION_LEASE_SECONDS = 7
        lease = runs.claim_request(request_.pk).lease_until - timezone.now()
        assert timedelta(seconds=6) < lease <= timedelta(seconds=7)

    def test_an_ended_lease_can_be_taken_over(self, request_):
        first = runs.claim_request(request_.pk)
        end_lease(request_)
        second = runs.claim_request(request_.pk)
        assert second.lease_token != first.lease_token
        assert second.attempts == 2

    @pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
    def test_what_has_ended_is_not_claimed(self, state, request_):
        GenerationRequest.objects.filter(pk=request_.pk).update(state=state)
        assert runs.claim_request(request_.pk) is None

    def test_each_section_renews_the_lease(self, request_, write_with, settings):
        seen = []

        def look(kind):
            seen.append(GenerationRequest.objects.get(pk=request_.pk).lease_until)
            GenerationRequest.objects.filter(pk=request_.pk).update(lease_until=timezone.now())

        write_with(FakeWriter(look))
        runs.perform_request(request_.pk)
        assert all(until > timezone.now() + timedelta(seconds=50) for until in seen)
        assert len(seen) == 3


class TestTakeOver:
    def test_a_second_worker_goes_on_after_what_is_stored(self, request_, write_with):
        def die(kind):
            if kind == "required":
                raise Killed

        write_with(FakeWriter(die, says="said first"))
        with pytest.raises(Killed):
            runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "running"
        assert [event.section_kind for event in request_.events.all()] == KINDS[:2]
        assert not request_.description.sections.exists()
        end_lease(request_)

        second = FakeWriter(says="said second")
        write_with(second)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.attempts) == ("finished", 2)
        assert second.asked == ["required"]
        assert [(event.number, event.section_kind) for event in request_.events.all()] == list(enumerate(KINDS, 1))
        texts = texts_of(request_)
        assert list(texts) == KINDS
        assert texts["responsibilities"][0] == "Light the lamps at dusk, said first the fake"
        assert texts["required"] == ["A head for heights, said second the fake"]
        assert request_.description.revisions.count() == 1

    def test_before_the_lease_ends_nobody_goes_on(self, request_, write_with):
        runs.claim_request(request_.pk)
        second = FakeWriter()
        write_with(second)
        runs.perform_request(request_.pk)
        assert second.asked == []

    def test_who_has_lost_the_lease_writes_nothing(self, request_, write_with):
        write_with(FakeWriter(lambda kind: steal(request_) if kind == "responsibilities" else None))
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "running"
        assert [event.section_kind for event in request_.events.all()] == ["summary"]
        assert not request_.description.sections.exists()
        assert not request_.description.revisions.exists()
        assert not OutboxEvent.objects.exists()

    def test_losing_it_at_the_very_end_publishes_nothing(self, request_, monkeypatch):
        monkeypatch.setattr(runs, "_finish_draft", lambda request, job: (steal(request), finish(request, job)))
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "running"
        assert not request_.description.sections.exists()
        assert not OutboxEvent.objects.exists()

    @pytest.mark.parametrize(
        "error", [WritingStopped(), WriterError("no"), WriterUnavailable("no"), ValueError("no")], ids=repr
    )
    def test_who_has_lost_it_does_not_end_it_either(self, error, request_, monkeypatch):
        first = stored_line("Written before.", source="brief")
        data = {"kind": "summary", "heading": "The role", "lines": [first]}
        GenerationEvent.objects.create(request=request_, number=1, section_kind="summary", data=data)

        def lose_and_fail(description):
            steal(request_)
            raise error

        monkeypatch.setattr(engine, "make_plan", lose_and_fail)
        try:
            runs.perform_request(request_.pk)
        except runs.TryAgain:
            assert isinstance(error, WriterUnavailable)
        request_.refresh_from_db()
        assert (request_.state, request_.error) == ("running", "")
        assert not request_.description.sections.exists()
        assert not OutboxEvent.objects.exists()


finish = runs._finish_draft


class TestEnd:
    def test_delivering_twice_has_one_effect(self, request_, write_with):
        writer = FakeWriter()
        write_with(writer)
        for _ in range(3):
            tasks.write_request.apply(args=[request_.pk], throw=True)
        assert writer.asked == KINDS[:3]
        assert request_.events.count() == 4
        assert request_.description.revisions.count() == 1
        assert OutboxEvent.objects.count() == 1

    def test_the_outbox_is_told_once(self, request_):
        runs.perform_request(request_.pk)
        event = OutboxEvent.objects.get()
        assert event.type == "draft.finished"
        assert event.data == {
            "description_id": request_.description_id,
            "request_id": request_.pk,
            "title": "Lamplighter",
        }
        assert event.dispatched_at is None

    def test_after_too_many_attempts_it_fails_in_words(self, request_, settings):
        settings.GENERATION_MAX_ATTEMPTS = 2
        GenerationRequest.objects.filter(pk=request_.pk).update(attempts=2)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "failed"
        assert request_.error.startswith("Writing broke off several times.")
        assert OutboxEvent.objects.get().type == "draft.failed"

    def test_the_last_attempt_may_still_succeed(self, request_, settings):
        GenerationRequest.objects.filter(pk=request_.pk).update(attempts=settings.GENERATION_MAX_ATTEMPTS - 1)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "finished"

    def test_an_unexpected_error_is_logged_and_said_in_general_words(self, request_, monkeypatch, caplog):
        def explode(description):
            raise RuntimeError("secret of the machine")

        monkeypatch.setattr(engine, "make_plan", explode)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "failed"
        assert "secret" not in request_.error
        assert "Your brief is saved" in request_.error
        assert "secret of the machine" in caplog.text

    def test_a_useless_answer_is_the_end_and_its_reason_is_kept(self, request_, monkeypatch):
        def refuse(description):
            raise WriterError("too long " * 100)

        monkeypatch.setattr(engine, "make_plan", refuse)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "failed"
        assert request_.error.startswith("too long too long")
        assert len(request_.error) <= 300

    def test_an_engine_that_is_down_is_replaced_and_that_is_said(self, request_, write_with):
        def down(kind):
            raise WriterUnavailable("no memory")

        write_with(FakeWriter(down))
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.writer) == ("finished", "composer")
        assert any("fake is not available (no memory)" in notice for notice in request_.description.notices)

    def test_nothing_known_is_asked_not_written(self, request_):
        request_.description.brief = {"title": "Asdf qwer"}
        request_.description.save(update_fields=["brief"])
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.outline) == ("finished", [])
        assert not request_.description.sections.exists()
        assert not request_.description.revisions.exists()
        request_.description.refresh_from_db()
        assert request_.description.notices[0].startswith("Nothing can be written yet")

    def test_the_title_that_was_edited_meanwhile_stays(self, request_, write_with):
        description = request_.description

        def rename(kind):
            type(description).objects.filter(pk=description.pk).update(title="Lamp keeper")

        write_with(FakeWriter(rename))
        runs.perform_request(request_.pk)
        description.refresh_from_db()
        assert description.title == "Lamp keeper"
        assert description.revisions.get().title == "Lamp keeper"


class TestStop:
    @pytest.fixture(autouse=True)
    def _each_look_counts(self, monkeypatch):
        """Time passes quickly: every question whether to stop looks into the database."""
        clock = iter(range(1, 10_000))
        monkeypatch.setattr(runs, "time", SimpleNamespace(monotonic=lambda: next(clock)))

    def test_what_was_written_is_kept(self, request_, write_with, recruiter):
        writer = FakeWriter(lambda kind: services.stop_request(by=recruiter, request=request_))
        write_with(writer)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "stopped"
        assert writer.asked == ["summary"]
        assert list(texts_of(request_)) == ["summary"]
        assert request_.description.revisions.get().reason == "Stopped while writing"
        assert not OutboxEvent.objects.exists()

    def test_before_the_first_section_the_old_text_stays(self, request_, recruiter):
        section = written_section(recruiter, "Old text")
        type(section.description).objects.filter(pk=section.description_id).update(brief=BRIEF)
        GenerationRequest.objects.filter(pk=request_.pk).update(description=section.description, stop_requested=True)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert request_.state == "stopped"
        assert [line["text"] for line in section.description.sections.get().lines] == ["Old text"]

    def test_a_waiting_request_stops_at_once(self, request_, recruiter):
        services.stop_request(by=recruiter, request=request_)
        request_.refresh_from_db()
        assert request_.state == "stopped"
        assert request_.finished_at is not None
        runs.perform_request(request_.pk)
        assert not request_.events.exists()

    def test_what_has_ended_stays_as_it_is(self, request_, recruiter):
        runs.perform_request(request_.pk)
        services.stop_request(by=recruiter, request=request_)
        request_.refresh_from_db()
        assert (request_.state, request_.stop_requested) == ("finished", False)


class TestAgain:
    @pytest.fixture(autouse=True)
    def _asleep(self, request_, monkeypatch):
        def asleep(description):
            raise WriterUnavailable("The engine is asleep.")

        monkeypatch.setattr(engine, "make_plan", asleep)

    def test_it_goes_back_to_the_queue(self, request_):
        with pytest.raises(runs.TryAgain, match=r"^The engine is asleep\.$"):
            runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.lease_token) == ("queued", None)
        assert runs.claim_request(request_.pk) is not None

    def test_while_it_waits_to_try_again_the_sweep_leaves_it_alone(self, request_):
        GenerationRequest.objects.update(created_at=timezone.now() - timedelta(minutes=5))
        with pytest.raises(runs.TryAgain):
            runs.perform_request(request_.pk)
        assert runs.lost_requests() == []
        end_lease(request_)
        assert runs.lost_requests() == [request_.pk]

    def test_the_task_tries_again_and_gives_up_in_words(self, request_):
        tasks.write_request.apply(args=[request_.pk])
        request_.refresh_from_db()
        assert (request_.state, request_.error, request_.attempts) == ("failed", "The engine is asleep.", 4)

    def test_what_is_being_written_is_not_failed(self, request_):
        runs.claim_request(request_.pk)
        runs.fail_request(request_.pk, "too late")
        request_.refresh_from_db()
        assert (request_.state, request_.error) == ("running", "")


class TestMeanwhile:
    """What people do while an engine writes."""

    @pytest.mark.parametrize(("status", "said"), [("archived", "archived"), ("in_review", "in review")])
    def test_a_text_that_is_no_longer_open_stays_as_it_is(self, status, said, request_, write_with):
        description = written_section(request_.requested_by, "Old text").description
        JobDescription.objects.filter(pk=description.pk).update(brief=BRIEF)
        GenerationRequest.objects.filter(pk=request_.pk).update(description=description)
        write_with(FakeWriter(lambda kind: JobDescription.objects.update(status=status)))
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, request_.error) == ("stopped", f"It was {said} while it was being written.")
        assert [line["text"] for line in description.sections.get().lines] == ["Old text"]

    def test_archiving_stops_the_engine(self, request_, write_with, recruiter, monkeypatch):
        clock = iter(range(1, 10_000))
        monkeypatch.setattr(runs, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        writer = FakeWriter(lambda kind: reviewing.archive(by=recruiter, description=request_.description))
        write_with(writer)
        runs.perform_request(request_.pk)
        request_.refresh_from_db()
        assert (request_.state, writer.asked) == ("stopped", ["summary"])
        assert not request_.description.sections.exists()

    def test_what_somebody_edited_is_a_version(self, request_, write_with, recruiter):
        section = written_section(recruiter, "Old text")
        description = section.description
        JobDescription.objects.filter(pk=description.pk).update(brief=BRIEF)
        GenerationRequest.objects.filter(pk=request_.pk).update(description=description)
        lines = [stored_line("Edited just now", source="person", ref="recruiter")]
        write_with(FakeWriter(lambda kind: Section.objects.filter(pk=section.pk).update(lines=lines)))
        runs.perform_request(request_.pk)
        kept = description.revisions.get(reason="Before it was written again")
        assert kept.content[0]["lines"] == lines

    def test_an_engine_that_thinks_for_long_keeps_its_lease(self, request_, monkeypatch):
        held = runs.claim_request(request_.pk)
        clock = iter([0.0, 20.0, 20.1, 40.0])
        monkeypatch.setattr(runs, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        should_stop = runs._stop_asker(held, engine.Progress())
        end_lease(request_)
        assert not should_stop()
        request_.refresh_from_db()
        assert request_.lease_until > timezone.now() + timedelta(seconds=50)
        end_lease(request_)
        assert not should_stop(), "once in a quarter of the lease is enough"
        steal(request_)
        assert should_stop(), "another worker has it"

    def test_the_page_says_how_far_a_slow_engine_is(self, request_, write_with, monkeypatch):
        monkeypatch.setattr(runs, "time", SimpleNamespace(monotonic=count().__next__))
        said = []

        def look(kind):
            asked = GenerationRequest.objects.get(pk=request_.pk)
            said.append(shown_run.show_run(asked, viewer=request_.requested_by).heard)

        write_with(SlowWriter(before=look))
        runs.perform_request(request_.pk)
        assert said[:2] == ["The role: 2 lines so far", "What you will do: 2 lines so far"]

    def test_a_section_written_again_says_how_far_it_is(self, request_):
        asked = GenerationRequest(lines_heard={})
        assert shown_run.lines_heard(asked) == ""
        asked.lines_heard = {"summary": 1}
        assert shown_run.lines_heard(asked) == "1 line so far"


class TestSweep:
    def test_it_queues_what_nobody_works_on(self, recruiter, monkeypatch):
        now, second = timezone.now(), timedelta(seconds=1)
        rows = {}
        for name, state, created, lease in [
            ("waits long", State.QUEUED, now - 16 * second, None),
            ("just asked", State.QUEUED, now, None),
            ("killed", State.RUNNING, now - 90 * second, now - second),
            ("working", State.RUNNING, now - 90 * second, now + 30 * second),
            ("done", State.FINISHED, now - 90 * second, None),
            ("stopped", State.STOPPED, now - 90 * second, None),
        ]:
            rows[name] = GenerationRequest.objects.create(
                description=JobDescriptionFactory(owner=recruiter),
                requested_by=recruiter,
                state=state,
                created_at=created,
                lease_token=uuid.uuid4() if lease else None,
                lease_until=lease,
            )
        queued = []
        monkeypatch.setattr(tasks.write_request, "delay", queued.append)
        assert tasks.requeue_lost() == 2
        assert queued == [rows["waits long"].pk, rows["killed"].pk]

    def test_nothing_lost_nothing_queued(self):
        assert tasks.requeue_lost() == 0


class TestOneSection:
    @pytest.fixture
    def again(self, recruiter, write_with):
        """A request for the responsibilities once more, with a point added."""
        section = written_section(recruiter, "Light the lamps at dusk")
        section.description.brief = BRIEF
        section.description.save(update_fields=["brief"])
        return GenerationRequest.objects.create(
            description=section.description,
            kind=GenerationRequest.Kind.SECTION,
            section=section,
            change={"point": "Report broken glass"},
            requested_by=recruiter,
        )

    def test_it_is_proposed_and_not_put_into_the_text(self, again):
        runs.perform_request(again.pk)
        again.refresh_from_db()
        assert again.state == "finished"
        assert "Report broken glass" in [line["text"] for line in again.result["lines"]]
        assert again.writer.startswith("composer ")
        assert [line["text"] for line in again.section.lines] == ["Light the lamps at dusk"]
        assert not OutboxEvent.objects.exists()

    def test_a_section_that_is_gone(self, again):
        again.section.delete()
        runs.perform_request(again.pk)
        again.refresh_from_db()
        assert (again.state, again.error) == ("failed", "The section is gone. Reload the page.")

    def test_nothing_to_say_is_said(self, again):
        GenerationRequest.objects.filter(pk=again.pk).update(change={})
        again.section.kind = "first_90_days"
        again.section.save(update_fields=["kind"])
        runs.perform_request(again.pk)
        again.refresh_from_db()
        assert (again.state, again.error) == ("failed", "There is nothing to say in this section. Add a point.")
