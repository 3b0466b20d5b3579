"""What was finished before there were reviews waits for one; nothing is called approved that nobody approved."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from apps.descriptions import reviewing
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription, Review, Revision
from apps.descriptions.revisions import hash_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BEFORE = [("descriptions", "0007_dismissals"), ("accounts", "0002_single_keys")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def old():
    """The tables as they were, with the models for them."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE)
    migrate(newest)


def make(old, status, *, title="Nurse", lines=("Assess patients",)):
    user = old.get_model("accounts", "User").objects.get_or_create(username="owner")[0]
    description = old.get_model("descriptions", "JobDescription").objects.create(
        title=title, owner=user, status=status, brief={"title": title}
    )
    if lines:
        content = [stored_line(text, source="brief") for text in lines]
        old.get_model("descriptions", "Section").objects.create(
            description=description, kind="responsibilities", heading="Duties", position=0, lines=content
        )
    return description.pk


def test_it_works(old):
    finished, draft, archived = (make(old, status) for status in ("finished", "draft", "archived"))
    empty = make(old, "finished", lines=())
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    statuses = dict(JobDescription.objects.values_list("pk", "status"))
    assert statuses == {finished: "in_review", draft: "draft", archived: "archived", empty: "draft"}
    for description in JobDescription.objects.all():
        assert description.text_hash == hash_of(description)
        assert description.approved_hash == ""
    review = Review.objects.get()
    assert (review.description_id, review.state) == (finished, "open")
    assert Revision.objects.get().reason == "Finished before reviews began"
    reviewing.approve(by=UserFactory(role="admin"), review=review, step=0)
    assert JobDescription.objects.get(pk=finished).status == "approved"


def test_there_is_a_way_back(old):
    pk = make(old, "finished")
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    old = migrate(BEFORE)
    assert old.get_model("descriptions", "JobDescription").objects.get(pk=pk).status == "finished"
