"""The table of states: every action from every state, and the document that is printed from it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from apps.descriptions.errors import WrongState
from apps.descriptions.models import JobDescription, Status
from apps.descriptions.statuses import can_move, move
from apps.descriptions.workflow import BY_ACTION, TRANSITIONS, Action
from tests.factories import JobDescriptionFactory

FROM = {
    Action.SEND: "draft changes_requested",
    Action.CARRY: "draft changes_requested",
    Action.APPROVE_STEP: "in_review",
    Action.APPROVE: "in_review",
    Action.RETURN: "in_review",
    Action.WITHDRAW: "in_review",
    Action.PUBLISH: "approved",
    Action.REOPEN: "approved published archived",
    Action.ARCHIVE: "draft in_review changes_requested approved published",
}


def at(status):
    """A row in this state that no constraint refuses to move on to an approval."""
    description = JobDescriptionFactory(approved=True)
    JobDescription.objects.filter(pk=description.pk).update(status=status)
    description.refresh_from_db()
    return description


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("action", Action)
def test_it_works(action, status):
    description = at(status)
    may = status in FROM[action].split()
    assert can_move(description, action) is may
    if may:
        move(description, action)
        assert description.status == BY_ACTION[action].target
        return
    with pytest.raises(WrongState):
        move(description, action)
    assert JobDescription.objects.get().status == status


def test_each_action_stands_once():
    assert [transition.action for transition in TRANSITIONS] == list(Action)


def test_the_document_is_printed_from_it():
    call_command("workflow_diagram", check=True)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.APPROVED, Status.PUBLISHED])
@pytest.mark.parametrize(
    "fields",
    [
        {"text_hash": "b" * 64},
        {"approved_hash": "", "text_hash": ""},
        {"approved_hash": "b" * 64},
        {"approved_at": None},
    ],
    ids=["another text", "no text", "another approval", "never"],
)
def test_the_database_holds_an_approval_to_its_text(status, fields):
    description = at(status)
    with pytest.raises(IntegrityError), transaction.atomic():
        JobDescription.objects.filter(pk=description.pk).update(**fields)


@pytest.mark.django_db
def test_the_database_knows_no_other_state():
    description = JobDescriptionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        JobDescription.objects.filter(pk=description.pk).update(status="finished")
