"""Which tests a second database tells something new about."""

from __future__ import annotations

import pytest

DATABASE_FIXTURES = {"db", "transactional_db"}


def touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*getattr(item, "fixturenames", ())})


def runs_on_sqlite_alone(item: pytest.Item) -> bool:
    """The thorough tests of apps run on PostgreSQL alone where there is one, so that all of them stay."""
    return not touches_database(item) and not item.get_closest_marker("slow")
