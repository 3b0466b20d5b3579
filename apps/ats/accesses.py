"""The API accesses of connections: made, tried, opened for work, with their health noted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.ats.connectors import SYSTEMS, Account, Connector, ConnectorError, Job
from apps.ats.models import ApiAccess, Connection
from apps.ats.sealing import CannotOpen, seal
from apps.descriptions.errors import NotAllowed, WrongState

#: More jobs than a page can offer; beyond it people search by id.
MOST_JOBS = 500


class SystemRefused(WrongState):
    """The system did not do what a person asked for; the message is the connector's sentence."""


def check_can_connect(user: User) -> None:
    """Events of all departments come and go by connections and endpoints, so only admins see and change those."""
    if not (user.role == User.Role.ADMIN or user.is_superuser):
        raise NotAllowed("Only admins manage connections and webhooks.")


def people_who_connect() -> QuerySet[User]:
    return User.objects.filter(Q(role=User.Role.ADMIN) | Q(is_superuser=True), is_active=True)


@transaction.atomic
def save_access(
    *, connection: Connection, vendor: str, credentials: Mapping[str, str], settings: Mapping[str, str], **fields: Any
) -> ApiAccess:
    """Make or change the access of a connection. Empty credentials leave the stored ones as they are."""
    access = ApiAccess.objects.filter(connection=connection).first() or ApiAccess(connection=connection)
    given = {name: value for name, value in credentials.items() if value}
    known = _known(access) if connection.vendor == vendor else {}
    connection.vendor = vendor
    connection.save(update_fields=["vendor"])
    if given or not access.pk:
        access.credentials = known | given
    access.settings = {name: value for name, value in settings.items() if value}
    access.health, access.health_error = ApiAccess.Health.UNKNOWN, ""
    for name, value in fields.items():
        setattr(access, name, value)
    access.save()
    return access


def _known(access: ApiAccess) -> dict[str, str]:
    try:
        return access.credentials
    except CannotOpen:
        return {}


@contextmanager
def opened(access: ApiAccess) -> Iterator[Connector]:
    """A connector at work. Tokens that it got are kept, and whether the system let us in is noted."""
    system = SYSTEMS[access.vendor]
    try:
        credentials = access.credentials
    except CannotOpen as error:
        raise _failed(access, ConnectorError(f"{error} Enter them again in the connection.", permanent=True)) from error
    missing = [one.label for one in system.credentials if not credentials.get(one.name)]
    if missing:
        raise _failed(access, ConnectorError(f"{missing[0]} is missing. Enter it in the connection.", permanent=True))
    before = access.tokens
    account = Account(credentials, access.settings, dict(before))
    try:
        yield system.connect(account)
    except ConnectorError as error:
        raise _failed(access, error) from error
    else:
        _note(access, ApiAccess.Health.WORKS, "")
    finally:
        if account.tokens != before:
            ApiAccess.objects.filter(pk=access.pk).update(sealed_tokens=seal(json.dumps(account.tokens)))


def _failed(access: ApiAccess, error: ConnectorError) -> ConnectorError:
    if not error.concerns_job:
        _note(access, ApiAccess.Health.FAILS, str(error)[:300])
    return error


def _note(access: ApiAccess, health: str, error: str) -> None:
    now = timezone.now()
    more = {"synced_at": now} if health == ApiAccess.Health.WORKS else {}
    ApiAccess.objects.filter(pk=access.pk).update(health=health, health_error=error, checked_at=now, **more)


def try_access(*, by: User, access: ApiAccess) -> None:
    """Raise `SystemRefused` with the next step where the system does not let us in."""
    check_can_connect(by)
    try:
        with opened(access) as connector:
            connector.check()
    except ConnectorError as error:
        raise SystemRefused(str(error)) from error


def jobs_of(access: ApiAccess) -> list[Job]:
    try:
        with opened(access) as connector:
            return list(islice(connector.list_jobs(), MOST_JOBS))
    except ConnectorError as error:
        raise SystemRefused(str(error)) from error
