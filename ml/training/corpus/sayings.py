"""What the library says, flat: one entry a statement pair, and which roles are kept from training."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ml.contracts import Level, SectionKind
from ml.library.loader import default_library
from ml.library.schema import RoleProfile

#: Percent of the roles that training never sees.
HELD_OUT = 5


class Split(StrEnum):
    TRAINING = "training"
    HELD_OUT = "held_out"


@dataclass(frozen=True, slots=True)
class Saying:
    """`statements` are one or two wordings in markup form. `cue` is empty where the library has none."""

    kind: SectionKind
    names: tuple[str, ...]
    cue: str
    statements: tuple[str, ...]
    tools: tuple[str, ...] = ()
    level: Level | None = None


def is_held_out(role_id: str) -> bool:
    return int(hashlib.sha256(role_id.encode()).hexdigest(), 16) % 100 < HELD_OUT


def roles_of(split: Split) -> list[RoleProfile]:
    return [role for role in default_library().values() if is_held_out(role.id) is (split is Split.HELD_OUT)]


@cache
def sayings_of(split: Split) -> tuple[Saying, ...]:
    """A sentence that a role of both splits says word for word is no test of anything: it stays with training."""
    said = tuple(_sayings(roles_of(split)))
    if split is Split.TRAINING:
        return said
    known = {text for saying in sayings_of(Split.TRAINING) for text in saying.statements}
    return tuple(saying for saying in said if not known.intersection(saying.statements))


def _sayings(roles: Iterable[RoleProfile]) -> Iterator[Saying]:
    for role in roles:
        names, tools = role.names, role.tools
        for duty in role.responsibilities:
            yield Saying(SectionKind.RESPONSIBILITIES, names, duty.cue, duty.statements, tools)
        for requirement in role.requirements:
            kind = SectionKind.REQUIRED if requirement.is_essential else SectionKind.NICE_TO_HAVE
            yield Saying(kind, names, requirement.cue, requirement.statements, tools)
        for result in role.first_90_days:
            yield Saying(SectionKind.FIRST_90_DAYS, names, "", (result,), tools)
        for summary in role.summaries:
            yield Saying(SectionKind.SUMMARY, names, "", (summary,), tools)
        for level, statements in role.level_statements.items():
            for statement in statements:
                yield Saying(SectionKind.SUMMARY, names, "", (statement,), tools, level)
