"""The system of an API access is its connection's, and there is a way back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def migrate():
    """`migrate(name)` brings the tables of `ats` there; the models for them."""

    def to(name):
        executor, target = MigrationExecutor(connection), [("ats", name)]
        executor.migrate(target)
        return executor.loader.project_state(target).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def vendors(apps):
    return dict(apps.get_model("ats", "Connection").objects.values_list("slug", "vendor"))


def test_there_and_back(migrate):
    old = migrate("0003_connectors")
    fields = {"user_id": UserFactory().pk, "sealed_secret": "x"}
    for slug in ("plain", "kitchen"):
        row = old.get_model("ats", "Connection").objects.create(slug=slug, name=slug, **fields)
    old.get_model("ats", "ApiAccess").objects.create(connection=row, vendor="lever", sealed_credentials="x")
    assert vendors(migrate("0004_one_vendor")) == {"plain": "standard", "kitchen": "lever"}
    back = migrate("0003_connectors")
    assert back.get_model("ats", "ApiAccess").objects.get().vendor == "lever"
