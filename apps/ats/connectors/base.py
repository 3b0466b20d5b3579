"""What every connector can do, whatever the system behind it. One file for each system; this one knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Ability(StrEnum):
    """What a system lets others do with its jobs. All of them let us list and read."""

    PUSH = "push"
    CREATE = "create"
    PUBLISH = "publish"


class ConnectorError(Exception):
    """The system did not do what was asked; the message is a sentence with the next step for a person.

    `permanent`: asking again changes nothing. `retry_after`: seconds that the system wants to be left alone.
    `concerns_job`: it is about one job or its text, and says nothing about the connection.
    """

    def __init__(self, message: str, *, permanent: bool, retry_after: float = 0, concerns_job: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
        self.concerns_job = concerns_job


@dataclass(frozen=True, slots=True)
class Job:
    """A job of a system, as a list shows it. `opening_id`: the requisition behind it, where the system tells both."""

    id: str
    title: str
    state: str = ""
    is_live: bool = False
    opening_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A job with its text: `data` is the system's JSON, which `ml.documents` reads."""

    job: Job
    data: Mapping[str, Any]


class Connector(Protocol):
    """One configured account. Every method raises `ConnectorError`."""

    def check(self) -> None:
        """Ask for something small: do address and credentials work?"""

    def list_jobs(self) -> Iterator[Job]: ...

    def fetch(self, job_id: str) -> Posting: ...

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        """Replace the text of a job by `fields`, as the system's writer in `ml.documents` makes them."""

    def create(self, fields: Mapping[str, Any]) -> str:
        """Make a job that is not public; its id."""

    def set_live(self, job_id: str, *, is_live: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Field:
    """Something that an admin fills in. `default` makes it optional."""

    name: str
    label: str
    help: str = ""
    default: str = ""
    is_required: bool = True


@dataclass(slots=True)
class Account:
    """What a connector needs to know of its connection. It may put a token into `tokens`, which is stored sealed."""

    credentials: Mapping[str, str]
    settings: Mapping[str, str]
    tokens: dict[str, Any] = field(default_factory=dict)

    def setting(self, fields: tuple[Field, ...], name: str) -> str:
        default = next(one.default for one in fields if one.name == name)
        return self.settings.get(name) or default


@dataclass(frozen=True, slots=True)
class System:
    """A system that we can connect to."""

    name: str
    label: str
    credentials: tuple[Field, ...]
    settings: tuple[Field, ...]
    abilities: frozenset[Ability]
    connect: Callable[[Account], Connector]
    #: What a person does where the system lets nobody write.
    hint: str = ""

    def can(self, ability: Ability) -> bool:
        return ability in self.abilities


class ReadOnly:
    """The writing half of a connector whose system takes no text."""

    def __init__(self, refusal: str) -> None:
        self._refusal = refusal

    def push(self, job_id: str, fields: Mapping[str, Any]) -> None:
        raise ConnectorError(self._refusal, permanent=True, concerns_job=True)

    def create(self, fields: Mapping[str, Any]) -> str:
        raise ConnectorError(self._refusal, permanent=True, concerns_job=True)

    def set_live(self, job_id: str, *, is_live: bool) -> None:
        raise ConnectorError(self._refusal, permanent=True, concerns_job=True)


def cannot_create(system: str) -> ConnectorError:
    return ConnectorError(
        f"{system} lets nobody make a job from outside. Make it there, then link it here.",
        permanent=True,
        concerns_job=True,
    )


def text_of(value: object) -> str:
    """A field of somebody's JSON as text; nothing for what is none."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def objects(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def inner(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}
