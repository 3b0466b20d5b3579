"""Sections at once: the same draft as one by one, Stop at once, and the caller's things in the caller's thread."""

import threading
from dataclasses import replace

import pytest

from ml.contracts import Brief, Line, WriterUnavailable, WritingStopped, never_stop, nobody_hears
from ml.drafting import DraftJob, write_draft
from ml.parallel import Crew
from ml.planning.planner import make_plan
from ml.writers.gate import OpenGate

BRIEF = Brief(
    title="Registered Nurse", responsibilities=("medication rounds",), required_skills=("calm under pressure",)
)


class Parallel:
    """Says each point; `meet` lets a section wait for the others."""

    name, version, sends_to = "parallel", "1", "nowhere"

    def __init__(self, parallel=4, meet=lambda: None):
        self.parallel, self.meet = parallel, meet

    def write_section(self, plan, section, *, should_stop=never_stop, hear=nobody_hears, gate=OpenGate()):  # noqa: B008
        ticket = gate.enter(self.name, None)
        self.meet()
        gate.leave(ticket, None, worked=True)
        return [Line(point.text, point.sources, self.name) for point in section.points]

    def close(self):
        pass


class ThreadedGate(OpenGate):
    def __init__(self):
        self.threads = set()

    def enter(self, engine, most):
        self.threads.add(threading.get_ident())
        return super().enter(engine, most)


def lines_of(draft):
    return [(section.kind, line.text, line.writer) for section in draft.sections for line in section.lines]


def test_the_draft_is_that_of_writing_one_by_one(matcher):
    here, met = threading.Semaphore(1), threading.Event()

    def meet():
        """The first section goes on only when a second one has begun."""
        if not here.acquire(blocking=False):
            met.set()
        assert met.wait(20)

    at_once = write_draft(BRIEF, matcher, writers=[Parallel(meet=meet)])
    one_by_one = write_draft(BRIEF, matcher, writers=[Parallel(parallel=1)])
    assert lines_of(at_once) == lines_of(one_by_one)
    assert at_once.notices == one_by_one.notices
    assert at_once.repairs == one_by_one.repairs


def test_the_gate_is_asked_in_the_callers_thread(matcher):
    gate = ThreadedGate()
    write_draft(BRIEF, matcher, writers=[Parallel()], gate=gate)
    assert gate.threads == {threading.get_ident()}


def test_stop_ends_all_sections_and_leaves_nobody_behind(matcher):
    before = threading.active_count()
    asked = threading.Event()

    class Slow(Parallel):
        def write_section(self, plan, section, *, should_stop=never_stop, hear=nobody_hears, gate=None):
            asked.set()
            while not should_stop():
                threading.Event().wait(0.01)
            raise WritingStopped

    job = DraftJob(make_plan(BRIEF, matcher), [Slow()], asked.is_set)
    with pytest.raises(WritingStopped):
        list(job.sections())
    assert threading.active_count() == before


def test_whoever_stops_listening_leaves_nobody_behind(matcher):
    before = threading.active_count()
    sections = DraftJob(make_plan(BRIEF, matcher), [Parallel()]).sections()
    next(sections)
    sections.close()
    assert threading.active_count() == before


def test_a_question_that_fails_fails_for_whoever_asked():
    class Shut(OpenGate):
        def enter(self, engine, most):
            raise WriterUnavailable("shut")

    crew = Crew(never_stop, at_once=2)

    def work():
        with pytest.raises(WriterUnavailable, match="shut"):
            crew.ask(lambda: Shut().enter("x", None))
        return 1

    assert list(crew.in_order([work, work, work])) == [1, 1, 1]


def test_sections_that_are_done_are_not_written_again(matcher):
    plan = make_plan(BRIEF, matcher)
    whole = list(DraftJob(plan, [Parallel()]).sections())
    rest = list(DraftJob(replace(plan), [Parallel()]).sections(done=whole[:2]))
    assert rest == whole[2:]
