from __future__ import annotations

import pytest

from apps.descriptions import services, tasks
from apps.descriptions.errors import BadBrief, NotAllowed, WrongState
from apps.descriptions.models import GenerationRequest
from apps.descriptions.tests.editing import PEOPLE, person, written_section
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(monkeypatch):
    seen = []
    monkeypatch.setattr(tasks.write_request, "delay", seen.append)
    return seen


@pytest.fixture
def description(recruiter):
    return JobDescriptionFactory(owner=recruiter, brief={"title": "Staff Nurse"})


def test_it_works(description, recruiter, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = services.request_draft(by=recruiter, description=description)
        assert queued == []
    assert queued == [request.pk]
    assert (request.state, request.kind, request.requested_by) == ("queued", "draft", recruiter)
    assert [item["kind"] for item in request.outline][:2] == ["summary", "responsibilities"]


def test_a_second_request_is_the_open_one(description, recruiter, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = services.request_draft(by=recruiter, description=description)
        second = services.request_draft(by=recruiter, description=description)
    assert first == second
    assert queued == [first.pk]


@pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
def test_after_the_end_a_new_one_is_made(state, description, recruiter, queued):
    first = services.request_draft(by=recruiter, description=description)
    GenerationRequest.objects.filter(pk=first.pk).update(state=state)
    assert services.request_draft(by=recruiter, description=description) != first


def test_one_section_again_is_not_in_the_way(recruiter, queued):
    section = written_section(recruiter, "Plan the shift")
    services.request_section(by=recruiter, section=section, change={})
    services.request_section(by=recruiter, section=section, change={"length": "shorter"})
    draft = services.request_draft(by=recruiter, description=section.description)
    assert section.description.requests.count() == 3
    assert draft.kind == "draft"


def test_without_a_broker_it_is_accepted_all_the_same(
    description, recruiter, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def down(request_id):
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.write_request, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):
        request = services.request_draft(by=recruiter, description=description)
    request.refresh_from_db()
    assert request.state == "queued"
    assert f"broker unavailable, request {request.pk} waits for the sweep" in caplog.text


def test_todays_text_stays_as_a_version(recruiter, queued):
    section = written_section(recruiter, "Plan the shift")
    services.request_draft(by=recruiter, description=section.description)
    revision = section.description.revisions.get()
    assert revision.reason == "Before writing again"
    assert revision.content[0]["lines"][0]["text"] == "Plan the shift"


@PEOPLE
def test_who_may(who, may, description, queued):
    user = person(who, description)
    description.refresh_from_db()
    if may:
        assert services.request_draft(by=user, description=description).requested_by == user
    else:
        with pytest.raises(NotAllowed):
            services.request_draft(by=user, description=description)
        assert not description.requests.exists()


@pytest.mark.parametrize(("status", "next_step"), [("in_review", "Withdraw it"), ("archived", "Reopen it")])
def test_only_a_draft_is_written(status, next_step, description, recruiter, queued):
    description.status = status
    description.save(update_fields=["status"])
    with pytest.raises(WrongState, match=next_step):
        services.request_draft(by=recruiter, description=description)
    assert not description.requests.exists()


class TestSection:
    @pytest.fixture
    def section(self, recruiter):
        return written_section(recruiter, "Plan the shift")

    def test_it_works(self, section, recruiter, queued, django_capture_on_commit_callbacks):
        change = {"length": "shorter", "tone": "formal", "point": " Nights "}
        with django_capture_on_commit_callbacks(execute=True):
            request = services.request_section(by=recruiter, section=section, change=change)
        assert queued == [request.pk]
        assert request.change == {"length": "shorter", "tone": "formal", "point": "Nights"}
        assert request.outline == [{"kind": "responsibilities", "heading": "What you will do"}]

    def test_what_no_engine_understands_is_left_out(self, section, recruiter, queued):
        request = services.request_section(by=recruiter, section=section, change={"length": "", "colour": "red"})
        assert request.change == {}

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"length": "huge"}, "length"), ({"tone": "rude"}, "tone"), ({"point": "x" * 501}, "point")],
    )
    def test_bad_changes_name_the_field(self, change, field, section, recruiter):
        with pytest.raises(BadBrief) as caught:
            services.request_section(by=recruiter, section=section, change=change)
        assert caught.value.field == field

    @pytest.mark.parametrize("kind", ["about", "pay", "benefits", "equal_opportunity"])
    def test_fixed_text_is_for_no_engine(self, kind, section, recruiter):
        section.kind = kind
        section.save(update_fields=["kind"])
        with pytest.raises(WrongState, match="no engine writes it"):
            services.request_section(by=recruiter, section=section, change={})

    def test_others_may_not(self, section, other_recruiter):
        with pytest.raises(NotAllowed):
            services.request_section(by=other_recruiter, section=section, change={})
