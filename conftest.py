"""Fixtures that every app's tests share; rows come from `tests.factories`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator

import pytest
from django.db import connection
from django.test import Client, override_settings

from apps.accounts.models import User
from tests.factories import UserFactory
from tests.selection import runs_on_sqlite_alone


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector away from what stays to the end: the millions of objects of modules and tests."""
    gc.disable()
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where the database is not SQLite, leave out the quick tests that see none: they have run already."""
    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if runs_on_sqlite_alone(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not runs_on_sqlite_alone(item)]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords_and_no_leftovers(tmp_path_factory):
    """Hash passwords cheaply, keep files in a folder of the tests, and look for static files when they are asked for.

    Once for all tests, since each change of a setting is told to all of Django. With every client whitenoise would
    list every static file again, which takes twice as long as most answers.
    """
    folder = tmp_path_factory.mktemp("files")
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder,
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture
def recruiter(db) -> User:
    return UserFactory(username="recruiter")


@pytest.fixture
def other_recruiter(db) -> User:
    return UserFactory(username="other")


@pytest.fixture
def admin_user_(db) -> User:
    return UserFactory(username="admin", role=User.Role.ADMIN, is_staff=True, is_superuser=True)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(user)` is a test client signed in as that person."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
