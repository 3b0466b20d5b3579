"""The text there is no longer the one that was pushed: noticed, shown, and taken in or sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.ats import inbox, linking, taking_in, watching
from apps.ats.connectors import SYSTEMS, Ability
from apps.ats.hooks_in.reading import Received
from apps.ats.models import InboundEvent, JobLink
from apps.ats.simulator import Simulator
from apps.ats.tests.linked import link, make_access, push
from apps.descriptions.errors import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
WRITING = [name for name, system in SYSTEMS.items() if system.can(Ability.PUSH)]


@pytest.fixture
def simulator(request, settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    with Simulator(getattr(request, "param", "greenhouse")) as running:
        yield running


@pytest.fixture
def pushed(simulator, recruiter):
    return push(link(simulator, recruiter))


def change(simulator, job_link, old="Train apprentices", new="Train two apprentices"):
    simulator.system.change_text(job_link.external_id, old, new)


def look(job_link):
    JobLink.objects.filter(pk=job_link.pk).update(watched_at=None)
    watching.watch(job_link.pk)
    job_link.refresh_from_db()
    return job_link


@pytest.mark.parametrize("simulator", WRITING, indirect=True)
def test_it_works(simulator, pushed, recruiter):
    assert look(pushed).state == "sent"
    change(simulator, pushed)
    assert look(pushed).state == "drifted"
    shown = linking.difference(pushed.pushed, pushed.found)
    assert [
        hunk.text.strip() for _, lines in shown.sections for line in lines for hunk in line if hunk.kind == "ins"
    ] == ["two"]
    taking_in.take_in(by=recruiter, link=pushed)
    pushed.refresh_from_db()
    description = pushed.description
    description.refresh_from_db()
    lines = description.sections.get(kind="responsibilities").lines
    assert [line["text"] for line in lines] == ["Bake bread", "Train two apprentices"]
    assert [line["sources"][0]["kind"] for line in lines] == ["brief", "posting"]
    assert (description.status, pushed.state, pushed.found) == ("draft", "sent", {})
    latest, before = description.revisions.all()[:2]
    assert latest.reason.startswith("Taken in from")
    assert pushed.revision == latest
    assert "Train apprentices" in str(before.content)
    assert look(pushed).state == "sent"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<ul>", "<ul class='x'>\n"),
        ("Bake bread", " Bake  <b>bread</b> "),
        ("h3>", "h2>"),
        ("<li>Bake", "<li><p>Bake"),
    ],
)
def test_formatting_alone_is_no_change(simulator, pushed, old, new):
    change(simulator, pushed, old, new)
    assert look(pushed).state == "sent"


@pytest.mark.parametrize(
    ("old", "new"), [("Bake bread", "Bake Bread"), ("<li>Bake bread</li>", ""), ("We feed", "They feed")]
)
def test_changed_words_are_a_change(simulator, pushed, old, new):
    change(simulator, pushed, old, new)
    assert look(pushed).state == "drifted"


def test_a_changed_title_is_a_change_and_comes_in(simulator, pushed, recruiter):
    simulator.system.jobs[pushed.external_id]["title"] = "Master baker"
    assert look(pushed).state == "drifted"
    taking_in.take_in(by=recruiter, link=pushed)
    pushed.description.refresh_from_db()
    assert pushed.description.title == "Master baker"


def test_what_is_changed_back_is_no_change_any_more(simulator, pushed):
    change(simulator, pushed)
    look(pushed)
    change(simulator, pushed, "Train two apprentices", "Train apprentices")
    assert (look(pushed).state, pushed.found) == ("sent", {})


def test_or_ours_is_sent_again(simulator, pushed):
    change(simulator, pushed)
    look(pushed)
    assert push(pushed).state == "sent"
    assert "two" not in simulator.system.text(pushed.external_id)


def test_a_posting_taken_down_or_published_there_is_noticed(simulator, pushed):
    simulator.system.jobs[pushed.external_id]["live"] = True
    assert look(pushed).state == "live"


def test_sections_that_the_system_adds_stay_ours(simulator, recruiter):
    job_link = push(link(simulator, recruiter, leaves_out=["about"]))
    change(simulator, job_link)
    look(job_link)
    taking_in.take_in(by=recruiter, link=job_link)
    assert [section.kind for section in job_link.description.sections.all()] == ["about", "responsibilities"]


def test_new_sections_and_gone_ones(simulator, pushed, recruiter):
    post = simulator.system.jobs[pushed.external_id]
    post["content"] = "<h3>What you will do</h3><ul><li>Bake bread</li></ul><h3>Benefits</h3><ul><li>A loaf</li></ul>"
    look(pushed)
    taking_in.take_in(by=recruiter, link=pushed)
    sections = pushed.description.sections.all()
    assert [(section.kind, section.text) for section in sections] == [
        ("responsibilities", "Bake bread"),
        ("benefits", "A loaf"),
    ]


def test_nothing_is_taken_in_twice_or_by_strangers(simulator, pushed, recruiter, other_recruiter):
    with pytest.raises(WrongState, match="no other text"):
        taking_in.take_in(by=recruiter, link=pushed)
    change(simulator, pushed)
    with pytest.raises(NotAllowed):
        taking_in.take_in(by=other_recruiter, link=look(pushed))
    taking_in.take_in(by=recruiter, link=pushed)
    with pytest.raises(WrongState):
        taking_in.take_in(by=recruiter, link=pushed)


class TestWhen:
    def test_not_more_often_than_needed(self, simulator, pushed):
        assert watching.links_to_watch() == []
        JobLink.objects.update(watched_at=timezone.now() - watching.EVERY - timedelta(seconds=1))
        assert watching.links_to_watch() == [pushed.pk]
        count = len(simulator.system.seen)
        watching.watch(pushed.pk)
        watching.watch(pushed.pk)  # a second message, or a second worker
        assert len(simulator.system.seen) == count + 1

    def test_an_event_makes_it_due_at_once(self, pushed):
        assert watching.note_change(pushed.connection, pushed.external_id) == 1
        assert watching.links_to_watch() == [pushed.pk]

    def test_a_person_may_ask_at_any_time(self, simulator, pushed, recruiter):
        change(simulator, pushed)
        watching.watch_now(by=recruiter, link=pushed)
        pushed.refresh_from_db()
        assert pushed.state == "drifted"

    def test_a_system_that_does_not_answer_changes_nothing(self, simulator, pushed):
        simulator.system.faults.broken = 1
        assert look(pushed).state == "sent"

    def test_a_posting_that_is_gone_is_told(self, simulator, pushed):
        del simulator.system.jobs[pushed.external_id]
        assert (look(pushed).state, "deleted there" in pushed.error) == ("failed", True)

    def test_connections_that_are_off_are_left_alone(self, simulator, pushed, recruiter):
        make_access(simulator, recruiter).connection.__class__.objects.update(is_active=False)
        JobLink.objects.update(watched_at=None)
        assert watching.links_to_watch() == []


def test_an_event_of_a_posting_has_it_looked_at(simulator, pushed):
    """It only says where to look: what has changed is asked of the system itself."""
    change(simulator, pushed)
    JobLink.objects.filter(pk=pushed.pk).update(watched_at=timezone.now())
    assert watching.links_to_watch() == []
    received = Received("e1", "job_post_updated", InboundEvent.Kind.POSTING, fields={"posting_id": pushed.external_id})
    event, _is_new = inbox.store_event(pushed.connection, received, b"{}")
    inbox.process_event(str(event.pk))
    assert watching.links_to_watch() == [pushed.pk]
    watching.watch(pushed.pk)
    pushed.refresh_from_db()
    assert pushed.state == "drifted"
