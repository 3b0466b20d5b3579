from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.faults.installation import HeldEndpoint, Installation, Person
from tests.infrastructure import RedisServer, find_postgres, find_redis, postgres_server


@pytest.fixture
def postgres() -> Iterator[str]:
    if find_postgres() is None:
        pytest.skip("no PostgreSQL is installed here")
    with postgres_server() as url:
        yield url


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    if find_redis() is None:
        pytest.skip("no Redis is installed here")
    with RedisServer() as server:
        yield server


@pytest.fixture
def endpoint() -> Iterator[HeldEndpoint]:
    """Answers the first section of a draft, which takes two tries, then keeps silent until it is released."""
    held = HeldEndpoint()
    with held.fake:
        yield held
        held.release()


@pytest.fixture
def install(tmp_path) -> Iterator[Callable[..., Installation]]:
    """`install(NAME="value")` is an installation with that environment; its processes end with the test."""
    made: list[Installation] = []

    def make(**changes: str) -> Installation:
        made.append(Installation(tmp_path, **changes))
        return made[-1]

    yield make
    for installation in made:
        installation.close()


@pytest.fixture
def sign_in() -> Iterator[Callable[[Installation], Person]]:
    people: list[Person] = []

    def make(installation: Installation) -> Person:
        people.append(Person.signed_in(installation))
        return people[-1]

    yield make
    for person in people:
        person.close()
