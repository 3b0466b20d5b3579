"""The database itself refuses to change a version, whoever asks: SQLite and PostgreSQL alike."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from apps.descriptions.models import Revision
from tests.factories import RevisionFactory

pytestmark = pytest.mark.django_db


def by_save(revision):
    revision.reason = "Rewritten history"
    revision.save(update_fields=["reason"])


def by_update(revision):
    Revision.objects.filter(pk=revision.pk).update(content=[])


def by_bulk_update(revision):
    revision.title = "Another title"
    Revision.objects.bulk_update([revision], ["title"])


def by_sql(revision):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE descriptions_revision SET number = number + 1 WHERE id = %s", [revision.pk])


@pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update, by_sql])
def test_it_works(change):
    revision = RevisionFactory()
    before = Revision.objects.filter(pk=revision.pk).values().get()
    with pytest.raises(IntegrityError, match="a revision cannot be changed"), transaction.atomic():
        change(revision)
    assert Revision.objects.filter(pk=revision.pk).values().get() == before


def test_new_ones_can_be_added_and_go_with_their_description():
    revision = RevisionFactory()
    RevisionFactory(description=revision.description)
    revision.description.delete()
    assert not Revision.objects.exists()


def test_a_number_stands_once():
    revision = RevisionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionFactory(description=revision.description, number=revision.number)


def test_a_version_by_an_engine_names_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionFactory(origin=Revision.Origin.ENGINE, engine="")
    RevisionFactory(origin=Revision.Origin.ENGINE, engine="composer 1")
