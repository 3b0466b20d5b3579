"""Fixtures that every app's tests share; rows come from `tests.factories`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _quick_passwords_and_no_leftovers(settings, tmp_path):
    """Hash passwords cheaply, and keep files of a test in its own folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path


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
