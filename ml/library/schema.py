"""A role profile as frozen dataclasses, read from TOML. README.md of this package says what each field means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import tomli

from ml.contracts import Level

Item = TypeVar("Item")


class ProfileError(ValueError):
    """A profile that cannot be read; the message names the file and the field."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """`statements` are two wordings in markup form, the shorter first. `levels` is empty when it fits every level."""

    cue: str
    statements: tuple[str, ...]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    cue: str
    statements: tuple[str, ...]
    kind: str

    @property
    def is_essential(self) -> bool:
        return self.kind == "essential"


@dataclass(frozen=True, slots=True)
class Skill:
    name: str
    kind: str
    level: str

    @property
    def is_essential(self) -> bool:
        return self.kind == "essential"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A licence the law of `country` (ISO 3166-1 alpha-2) demands for the work."""

    name: str
    country: str
    statement: str


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    ask: str
    say: str


@dataclass(frozen=True, slots=True)
class RoleProfile:
    id: str
    title: str
    field: str
    soc: str
    isco: str
    aliases: tuple[str, ...]
    levels: tuple[Level, ...]
    level_statements: Mapping[Level, tuple[str, ...]]
    summaries: tuple[str, ...]
    responsibilities: tuple[Responsibility, ...]
    requirements: tuple[Requirement, ...]
    skills: tuple[Skill, ...]
    tools: tuple[str, ...]
    certificates: tuple[Certificate, ...]
    facts_to_ask: tuple[str, ...]
    first_90_days: tuple[str, ...]
    questions: tuple[ProfileQuestion, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)


def read_profile(path: Path) -> RoleProfile:
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: not valid TOML: {error}") from error
    return profile_from_dict(data, name=path.name)


def profile_from_dict(data: Mapping[str, Any], name: str) -> RoleProfile:
    """Raise `ProfileError` for a missing, unknown or wrongly typed field."""
    unknown = data.keys() - RoleProfile.__dataclass_fields__.keys()
    if unknown:
        raise ProfileError(f"{name}: unknown field {sorted(unknown)[0]!r}")
    try:
        return RoleProfile(
            id=str(data["id"]),
            title=str(data["title"]),
            field=str(data["field"]),
            soc=str(data["soc"]),
            isco=str(data["isco"]),
            aliases=_texts(data["aliases"]),
            summaries=_texts(data["summaries"]),
            tools=_texts(data["tools"]),
            facts_to_ask=_texts(data["facts_to_ask"]),
            first_90_days=_texts(data["first_90_days"]),
            levels=_levels(data["levels"]),
            level_statements={Level(key): _texts(value) for key, value in data["level_statements"].items()},
            responsibilities=_items(data["responsibilities"], _responsibility),
            requirements=_items(data["requirements"], _requirement),
            skills=_items(data["skills"], lambda item: Skill(**item)),
            certificates=_items(data["certificates"], lambda item: Certificate(**item)),
            questions=_items(data["questions"], lambda item: ProfileQuestion(**item)),
        )
    except KeyError as error:
        raise ProfileError(f"{name}: the field {error.args[0]!r} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ProfileError(f"{name}: {error}") from error


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"expected a list of texts, got {value!r:.60}")
    return tuple(value)


def _levels(value: Any) -> tuple[Level, ...]:
    return tuple(Level(item) for item in _texts(value))


def _items(value: Any, make: Callable[[Mapping[str, Any]], Item]) -> tuple[Item, ...]:
    return tuple(make(item) for item in value)


def _responsibility(item: Mapping[str, Any]) -> Responsibility:
    return Responsibility(
        cue=item["cue"], statements=_texts(item["statements"]), levels=_levels(item.get("levels", []))
    )


def _requirement(item: Mapping[str, Any]) -> Requirement:
    return Requirement(cue=item["cue"], statements=_texts(item["statements"]), kind=item["kind"])
