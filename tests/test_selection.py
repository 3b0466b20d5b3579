"""A test that would see a database is never left out on PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.selection import runs_on_sqlite_alone, touches_database


@pytest.fixture
def by_another(recruiter):
    return recruiter


def test_without_a_database(request):
    assert connection.vendor == "sqlite"
    assert runs_on_sqlite_alone(request.node)


@pytest.mark.slow
def test_thorough_without_a_database(request):
    assert not touches_database(request.node)
    assert not runs_on_sqlite_alone(request.node)


@pytest.mark.django_db
def test_by_a_mark(request):
    assert not runs_on_sqlite_alone(request.node)


@pytest.mark.django_db(transaction=True)
def test_by_a_mark_of_real_transactions(request):
    assert not runs_on_sqlite_alone(request.node)


def test_by_a_fixture_of_a_fixture(request, by_another):
    assert not runs_on_sqlite_alone(request.node)


def test_by_a_fixture_of_real_transactions(request, transactional_db):
    assert not runs_on_sqlite_alone(request.node)
